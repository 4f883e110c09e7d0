import { amount } from '../../wording/phrases.ts';
import type { PackSources, Section } from '../pack.ts';
import { lastDoneLine, lastDoneTable, rowsOfNoun, tableOf } from './telling.ts';

/** Input b: external and internal issues, and what changed in the ISMS meanwhile (9.3.2 b; 6.3). */
export function issues(sources: PackSources): Section {
  const { documented, versions, since } = sources;
  const recent = versions
    .filter(({ at }) => at >= since)
    .map(({ because = '', ...version }) => ({ ...version, purpose: because }));
  const purposes = recent.filter(({ purpose }) => purpose !== '').length;
  const changed =
    recent.length === 0
      ? 'the programme did not change'
      : `the programme has ${amount(recent.length, 'new version')}, ${purposes} with something weaker`;
  const changes = rowsOfNoun(documented, 'change');
  return {
    line: `${lastDoneLine(sources, ['4.1'])}; ${changed}${changes.length > 0 ? `; ${amount(changes.length, 'change')} recorded` : ''}`,
    tables: [
      ...lastDoneTable(sources, 'Reviews of context (4.1)', ['4.1']),
      ...tableOf('Versions of the programme; a purpose stands where something was weakened (6.3)', recent),
      ...tableOf('Changes', changes),
    ],
  };
}

/** Input c: needs and expectations of interested parties (9.3.2 c). */
export function interestedParties(sources: PackSources): Section {
  return {
    line: lastDoneLine(sources, ['4.2']),
    tables: lastDoneTable(sources, 'Reviews of interested parties and their requirements (4.2)', ['4.2']),
  };
}
