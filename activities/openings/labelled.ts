import type { LabelledTicket, Tickets } from '../../integrations/tickets/port.ts';
import type { Reads } from '../../register/register.ts';
import { byAccount, byPerson } from '../../rules/actor.ts';
import { beginning, LONGEST_TITLE } from '../../rules/clipped.ts';
import { owedOn } from '../../rules/occasion/owed.ts';
import { personOf } from '../../rules/organisation.ts';
import type { Programme } from '../../rules/programme.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { doubtOf } from '../doubt.ts';
import { currentProgramme, loadOrganisation } from '../organisation.ts';
import { openOn, type Told } from './occasion.ts';

const KINDS = ['incident', 'change'] as const;
/** A label was given just now; clocks differ, and tries go on for a minute. */
const LOOKED_BACK_MS = 600_000;

/**
 * Opens what is owed on each ticket that somebody labelled as an incident or a change, once for each ticket. Lists do not say when a
 * label was given: the event counts as known since the change that showed it. @returns how many are new.
 */
export async function openLabelled(
  deps: Dependencies,
  tickets: Tickets,
  programme: Programme,
  since: Instant,
): Promise<number> {
  let opened = 0;
  for (const { kind, label } of tellingLabels(programme, tickets.id)) {
    for (const found of await tickets.labelled(label, since))
      if (await tellOf(deps, tickets.id, kind, found)) opened += 1;
  }
  return opened;
}

/** @returns the labels of a tracker that tell of something on which a duty is owed. */
function tellingLabels(programme: Programme, tracker: string): { kind: (typeof KINDS)[number]; label: string }[] {
  const labels = programme.trackers.find(({ id }) => id === tracker)?.labels ?? {};
  return KINDS.flatMap((kind) => {
    const label = labels[kind];
    return label && owedOn(programme, kind).length > 0 ? [{ kind, label }] : [];
  });
}

/** Whether one of these labels tells of an event at that tracker. Trackers compare labels without regard to case, or spell them all alike. */
export async function tellsOfEvent(
  register: Pick<Reads, 'latestProgramme'>,
  tracker: string,
  labels: string[],
): Promise<boolean> {
  const current = await currentProgramme(register);
  const given = labels.map((label) => label.toLowerCase());
  const telling = current ? tellingLabels(current.programme, tracker) : [];
  return telling.some(({ label }) => given.includes(label.toLowerCase()));
}

/** The list of a tracker does not show a label yet that a webhook has told of. */
export class NotListedYet extends Error {
  override readonly name = 'NotListedYet';
}

/**
 * Looks at once for what a webhook told of by its label, as the sweep would. A tracker that cannot be asked now, or was not surveyed since a
 * restore, is left to the sweep.
 * @throws NotListedYet where its list lags: to be tried again. TrackerError as `labelled`.
 */
export async function openAnnounced(deps: Dependencies, tracker: string, id: string): Promise<void> {
  const { register } = deps;
  const current = await currentProgramme(register);
  const tickets = deps.trackers.get(tracker);
  if (!current || !tickets || (await register.breaker(tracker)) || (await doubtOf(register, tracker))) return;
  const telling = tellingLabels(current.programme, tracker);
  if (telling.length === 0) return;
  await openLabelled(deps, tickets, current.programme, plusMs(deps.clock(), -LOOKED_BACK_MS));
  for (const { kind } of telling) if (await isTold(register, kind, `${tracker}:${id}`)) return;
  throw new NotListedYet(`${tracker} does not list the label of ${id} yet; the sweep finds it if it ever does`);
}

async function isTold(register: Pick<Reads, 'rows'>, noun: Told['kind'], id: string): Promise<boolean> {
  return (await register.rows('documented', { noun, id }, { limit: 1 })).length > 0;
}

async function tellOf(
  deps: Dependencies,
  tracker: string,
  kind: Told['kind'],
  found: LabelledTicket,
): Promise<boolean> {
  const now = deps.clock();
  const { ref, title, by, updated } = found;
  const id = `${tracker}:${ref.id}`;
  // Lists show it again and again: no need to lock the log for that.
  if (await isTold(deps.register, kind, id)) return false;
  const org = await loadOrganisation(deps.register, now);
  const person = personOf(org, tracker, by);
  const at = updated < now ? updated : now;
  const told: Told = {
    kind,
    id,
    title: beginning(title, LONGEST_TITLE),
    actor: person ? byPerson(person) : byAccount(tracker, by.id),
    at,
    toldAt: at,
    seenIn: { number: ref.number, url: ref.url },
  };
  const done = await deps.register.write((tx) => openOn(tx, told, now));
  if (done) await deps.wake(done.opened);
  return done !== undefined;
}
