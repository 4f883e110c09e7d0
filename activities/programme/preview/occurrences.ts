import { allPages } from '../../../register/records.ts';
import type { Reads } from '../../../register/register.ts';
import type { Documented } from '../../../rules/documented.ts';
import { dutyNamed } from '../../../rules/duty-named.ts';
import { textOf } from '../../../rules/event.ts';
import { keyOf } from '../../../rules/keys.ts';
import type { PlannedOccurrence } from '../../../rules/occurrence.ts';
import { holders, type Organisation } from '../../../rules/organisation.ts';
import type { Duty, PersonId, Programme } from '../../../rules/programme.ts';
import { firstTasks } from '../../../rules/stages.ts';
import type { TaskDraft } from '../../../rules/task/state.ts';
import { titleOf } from '../../../rules/task/terms.ts';
import type { Deadline, Instant } from '../../../rules/time.ts';
import { pastOf } from '../../steps/look-back.ts';

/** A ticket as a preview names it. */
export interface PreviewedTicket {
  title: string;
  assignee: PersonId;
  due: Deadline;
  /** It is one of several below the first, such as each person's of a campaign. */
  part: boolean;
}

/** An occurrence as a preview names it. */
export interface PreviewedOccurrence extends PlannedOccurrence {
  title: string;
  owner: PersonId;
  opensNow: boolean;
  /** What it begins with: of a kind with stages the tickets of the first one that needs any; none for who has no account at a tracker. */
  tickets: PreviewedTicket[];
}

/**
 * @param programmes what would be in force, and what is: a duty that is taken out may still be owed.
 * @returns the occurrences with the tickets that they would open as the register stands now.
 */
export async function occurrencesIn(
  register: Reads,
  planned: PlannedOccurrence[],
  programmes: Programme[],
  known: Organisation,
  now: Instant,
): Promise<PreviewedOccurrence[]> {
  const org = withAccounts(known);
  const documented = await allPages((page) => register.loadRows<Documented>('documented', {}, page));
  const past = await pastOf(register, org.programme.zone, now);
  const seen = { org, documented: documented.map(({ state }) => state), past, tasks: [], now };
  return planned.map((occurrence) => {
    const version = programmes.find((p) => dutyNamed(p, occurrence.duty));
    const duty = version && dutyNamed(version, occurrence.duty);
    if (!duty) return { ...occurrence, title: occurrence.duty, owner: '', opensNow: false, tickets: [] };
    const key = keyOf({ instance: version.instance, ...occurrence, slot: '' });
    const drafts = firstTasks(duty.kind, { ...seen, key, occurrence, version });
    return {
      ...occurrence,
      title: titleOf(duty, occurrence),
      owner: ownerOf(duty, occurrence, org),
      opensNow: occurrence.opens <= now,
      tickets: drafts.map(ticketOf),
    };
  });
}

function ticketOf({ terms, assignee }: TaskDraft): PreviewedTicket {
  return { title: textOf(terms.title), assignee, due: terms.due, part: terms.partOf !== undefined };
}

function ownerOf(duty: Duty, { subject }: PlannedOccurrence, org: Organisation): PersonId {
  const who = duty.subjects.find(({ id }) => id === subject)?.owner ?? duty.owner;
  return holders(org, who, '')[0] ?? who;
}

/** Whom the trackers know as the programme says: they were not asked yet. */
function withAccounts(org: Organisation): Organisation {
  const { people, trackers } = org.programme;
  const accounts = people.flatMap((person) =>
    trackers.flatMap(({ id, kind }) => {
      const login = person.accounts[kind];
      return login === undefined ? [] : [{ person: person.id, tracker: id, login, id: '' }];
    }),
  );
  return { ...org, accounts };
}
