import { broughtAlong, happenedOn } from './brought.ts';
import type { Acknowledgements, Entry } from './campaign/record.ts';
import { textOf } from './event.ts';
import { groupOf } from './group.ts';
import type { Organisation } from './organisation.ts';
import type { Duty, Person } from './programme.ts';
import { standing } from './taken-back.ts';
import { earliest, type LocalDate } from './time.ts';

/** What competence is told from. */
export interface CompetenceSources {
  org: Organisation;
  kept: Acknowledgements[];
  /** The day on which it is asked. */
  on: LocalDate;
  /** When a campaign is due next. */
  nextOf(campaign: Duty): LocalDate | undefined;
}

/**
 * @returns a line for everything that somebody is competent in by the programme, was trained in, or still lacks: what shows it, until when
 * it holds, and when it is due again (7.2).
 */
export function competenceRows(sources: CompetenceSources) {
  return sources.org.programme.people.flatMap((person) => [
    ...statedOf(person, sources),
    ...trainingsOf(person, sources),
  ]);
}

function statedOf(person: Person, { on }: CompetenceSources) {
  const auditor = person.competence?.auditor;
  if (!auditor) return [];
  const line = { what: 'auditor', title: 'Internal auditor', shown_by: auditor.proof, since: '', until: auditor.until };
  return [
    { ...whose(person), ...line, state: stateOf(auditor.until, on), due_again: auditor.until, brought_along: '' },
  ];
}

/** Campaigns that ask the person, then what they did besides; of each the last time. */
function trainingsOf(person: Person, { org, kept, on, nextOf }: CompetenceSources) {
  const entries = standing(kept.find(({ id }) => id === person.id)?.entries ?? []);
  const campaigns = org.programme.duties.filter((d) => d.kind === 'campaign' && groupOf(org, d).includes(person.id));
  const ids = new Set([...campaigns.map(({ id }) => id), ...entries.map(({ campaign }) => campaign)]);
  return [...ids].map((id) => {
    const campaign = campaigns.find((duty) => duty.id === id);
    const last = entries.findLast((entry) => entry.campaign === id);
    return {
      ...whose(person),
      what: id,
      title: last ? textOf(last.title) : (campaign?.title ?? ''),
      shown_by: last?.task ?? '',
      since: last ? happenedOn(last) : '',
      until: last?.expires ?? '',
      state: last ? stateOf(last.expires, on) : 'lacking',
      due_again: dueAgain(last, campaign, nextOf),
      brought_along: last ? broughtAlong(last) : '',
    };
  });
}

function whose({ id, name, manager }: Person) {
  return { person: id, name, manager: manager ?? '' };
}

function dueAgain(last: Entry | undefined, campaign: Duty | undefined, nextOf: CompetenceSources['nextOf']): string {
  return earliest(last?.expires, campaign && nextOf(campaign)) ?? '';
}

/** Its last day counts. */
function stateOf(until: LocalDate | undefined, on: LocalDate): 'holds' | 'run out' {
  return until !== undefined && until < on ? 'run out' : 'holds';
}
