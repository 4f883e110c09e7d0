import type { TableKind } from './table.ts';

/** Every version of the programme: what changed in the ISMS, why, and by whom (6.3). */
export const programmes: TableKind = {
  source: 'versions of the programme',
  about: 'each applied version: when, by whom, purpose, whether weakened keys wait for top management',
  rows: async ({ register }) =>
    (await register.programmeHistory()).map(({ version, at, actor, state, because, hash }) => ({
      version,
      applied: at,
      by: actor,
      state,
      because: because ?? '',
      hash,
    })),
};
