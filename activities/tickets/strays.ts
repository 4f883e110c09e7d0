import type { Reads } from '../../register/register.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { straysNotice } from '../../rules/wording/strays.ts';
import type { Dependencies } from '../dependencies.ts';
import { toLeads } from '../lead-notice.ts';
import { type Current, organisationOf } from '../organisation.ts';

/** Rounds of the planner for which nobody is told: a record that claims the ticket may still be opened. */
const ROUNDS = 3;
/** Rounds after which the leads are told even though some record still waits for its step or ticket. */
const MOST_ROUNDS = 12;
const MOST_WRITES = 1_000;

/** Tells the leads once, some rounds after a survey, of open tickets that no record claimed. Nothing is ever written to these. */
export async function tellStrays(deps: Dependencies, current: Current, tracker: string): Promise<void> {
  const { register } = deps;
  const open = (await register.strays()).filter((s) => s.tracker === tracker && s.open);
  if (open.length === 0) return;
  const kinds = ['surveyed', 'strays-told'];
  const events = await register.events({ kinds, limit: 100, newestFirst: true, words: 'hashes' });
  const last = events.find((e) => e.body.tracker === tracker);
  const now = deps.clock();
  const { planner } = current.programme.pace;
  if (last?.kind !== 'surveyed' || now < plusMs(last.at, ROUNDS * planner)) return;
  if (now < plusMs(last.at, MOST_ROUNDS * planner) && (await mayClaim(register, tracker, now))) return;
  const org = await organisationOf(register, current.programme, now);
  const body = { tracker, tickets: open.map(({ number, display, key }) => ({ number, display, key })) };
  await register.write(async (tx) => {
    await tx.append([{ stream: 'engine', kind: 'strays-told', actor: 'engine', at: now, body }]);
    await tx.addEffects(toLeads(org, `strays:${tracker}:${last.sequence}`, straysNotice(open), now));
  });
}

/** Whether a record has yet to step, or to find its ticket. */
async function mayClaim(register: Reads, tracker: string, now: Instant): Promise<boolean> {
  if ((await register.due(now, 1)).length > 0) return true;
  const writes = await register.effects({ tracker, kinds: ['ensure'], states: ['pending', 'leased'] }, MOST_WRITES);
  return writes.some(({ key }) => key.endsWith(':opening'));
}
