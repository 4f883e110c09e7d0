import type { LabelledTicket, Tickets } from '../integrations/tickets/port.ts';
import { owedOn } from '../rules/occasion/owed.ts';
import { personOf } from '../rules/organisation.ts';
import type { Programme } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';
import { openOn, type Told } from './occasion.ts';
import { loadOrganisation } from './organisation.ts';

const KINDS = ['incident', 'change'] as const;
const LONGEST_TITLE = 120;

/**
 * Opens what is owed on each ticket that somebody labelled as an incident or a change, once for each ticket. When the label came, lists do
 * not say: it counts as known since the change that showed it.
 * @returns how many are new.
 */
export async function openLabelled(
  deps: Dependencies,
  tickets: Tickets,
  programme: Programme,
  since: Instant,
): Promise<number> {
  const labels = programme.trackers.find(({ id }) => id === tickets.id)?.labels ?? {};
  let opened = 0;
  for (const kind of KINDS) {
    const label = labels[kind];
    if (!label || owedOn(programme, kind).length === 0) continue;
    for (const found of await tickets.labelled(label, since))
      if (await tellOf(deps, tickets.id, kind, found)) opened += 1;
  }
  return opened;
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
  if ((await deps.register.rows('documented', { noun: kind, id }, { limit: 1 })).length > 0) return false;
  const org = await loadOrganisation(deps.register, now);
  const person = personOf(org, tracker, by);
  const told: Told = {
    kind,
    id,
    title: title.slice(0, LONGEST_TITLE),
    actor: person ? `person:${person}` : `account:${tracker}:${by.id}`,
    at: updated < now ? updated : now,
    seenIn: { number: ref.number, url: ref.url },
  };
  const done = await deps.register.write((tx) => openOn(tx, told, now));
  if (done) await deps.wake(done.opened);
  return done !== undefined;
}
