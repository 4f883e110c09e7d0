import { versionLines } from '../history/versions.ts';
import type { TableKind } from './table.ts';

/** Every version of the programme: what changed in the ISMS, what of it got weaker, why, by whom, and who approved that (6.3). */
export const programmes: TableKind = {
  source: 'versions of the programme',
  about: 'each applied version: what changed, what got weaker, purpose, by whom, and what top management decided',
  rows: async ({ register }) =>
    (await versionLines(register)).map(({ version, at, actor, state, changed, weaker, because, decided, hash }) => ({
      version,
      applied: at,
      by: actor,
      state,
      changed,
      weaker: weaker.join(' '),
      because: because ?? '',
      decided: decided ? `${decided.decision} by ${decided.by}, ${decided.at}` : '',
      hash,
    })),
};
