import type { Instant } from '../../time.ts';
import { amount, listed } from '../../wording/phrases.ts';
import type { PackSources, Section, VersionTold } from '../pack.ts';
import { lastDoneLine, lastDoneTable, MOST_NAMED, rowsOfNoun, tableOf } from './telling.ts';

/** Input b: external and internal issues, and what changed in the ISMS meanwhile (9.3.2 b; 6.3). */
export function issues(sources: PackSources): Section {
  const { documented, versions, since } = sources;
  // What was asked before the last review may have been approved after it.
  const recent = versions.filter(({ at, decided }) => at >= since || (decided !== undefined && decided.at >= since));
  const changed = recent.length === 0 ? 'the programme did not change' : versionsIn(recent, since);
  const changes = rowsOfNoun(documented, 'change');
  return {
    line: `${lastDoneLine(sources, ['4.1'])}; ${changed}${changes.length > 0 ? `; ${amount(changes.length, 'change')} recorded` : ''}`,
    tables: [
      ...lastDoneTable(sources, 'Reviews of context (4.1)', ['4.1']),
      ...tableOf(
        'Versions of the programme: what each asked for, what of that was weaker, for what purpose, and what top management decided (6.3)',
        recent.map(versionRow),
      ),
      ...tableOf('Changes', changes),
    ],
  };
}

/** @returns `the programme has 2 new versions, 1 with something weaker (duties.access-review.every)`. */
function versionsIn(versions: VersionTold[], since: Instant): string {
  const fresh = versions.filter(({ at }) => at >= since).length;
  const told = [
    ...(fresh > 0 ? [amount(fresh, 'new version')] : []),
    ...(fresh < versions.length ? [`${amount(versions.length - fresh, 'earlier version')} decided on since`] : []),
  ];
  const weaker = versions.filter((version) => version.weaker.length > 0);
  const paths = [...new Set(weaker.flatMap((version) => version.weaker))];
  const more = paths.length > MOST_NAMED ? [`${paths.length - MOST_NAMED} more`] : [];
  const named = paths.length > 0 ? ` (${listed([...paths.slice(0, MOST_NAMED), ...more])})` : '';
  return `the programme has ${listed(told)}, ${weaker.length} with something weaker${named}`;
}

function versionRow({ version, at, state, changed, weaker, because = '', decided }: VersionTold) {
  return {
    ...{ version, at, state, changed, weaker: weaker.join(', '), purpose: because },
    decision: decided?.decision ?? '',
    decided_by: decided?.by ?? '',
    decided: decided?.at ?? '',
  };
}

/** Input c: needs and expectations of interested parties (9.3.2 c). */
export function interestedParties(sources: PackSources): Section {
  return {
    line: lastDoneLine(sources, ['4.2']),
    tables: lastDoneTable(sources, 'Reviews of interested parties and their requirements (4.2)', ['4.2']),
  };
}
