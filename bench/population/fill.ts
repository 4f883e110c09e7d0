import { calendarOn } from '../../activities/holidays.ts';
import { type Current, organisationOf } from '../../activities/organisation.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import { occurrenceStream } from '../../rules/occurrence-state.ts';
import { planUntil } from '../../rules/plan.ts';
import { draftTask } from '../../rules/task/draft.ts';
import { taskStream } from '../../rules/task/state.ts';
import type { Draft, TicketRef } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';
import { TRACKER } from '../site/company.ts';
import { type FastLog, openFastLog } from './fast-log.ts';
import { type Circumstances, ending, opened, planned, stateOf } from './life.ts';
import { type Names, namesOf } from './names.ts';

/** Long after everything else: what is filled in rests until somebody wakes it. */
const REST_MS = 365 * 86_400_000;
/** Of a ticket as JSON, and of a small export. */
const SNAPSHOT = Buffer.from(JSON.stringify({ comments: Array.from({ length: 8 }, () => 'x'.repeat(160)) }));
const FILE = Buffer.from('user,role,last seen\n'.repeat(20));

/** What a register was filled with. */
export interface Filled {
  events: number;
  occurrences: number;
  open: number;
  /** Keys of the open tasks. */
  keys: string[];
}

/** From when on the programme was in force, and until when. */
export interface Window {
  begin: Instant;
  now: Instant;
}

/**
 * Fills a register, whose programme was just applied, with everything that was owed since: opened, and ended where it was due by now.
 * @param path of its file. @param ticket opens the ticket of a task.
 */
export async function fill(
  path: string,
  current: Current,
  { begin, now }: Window,
  ticket: (draft: Draft) => Promise<TicketRef>,
): Promise<Filled> {
  const ledger = { applied: new Map(Object.entries(current.applied)), identities: new Set<string>() };
  const owed = planUntil(current.programme, calendarOn(current.programme, now), ledger, begin, now);
  const circumstances = await circumstancesOf(path, current);
  const log = openFastLog(path);
  const keys: string[] = [];
  const taken = new Set<string>();
  for (const occurrence of owed) {
    const names = namesOf(occurrence, current.programme.instance, taken);
    const first = planned(occurrence, names, circumstances);
    const draft = draftTask(stateOf(first), circumstances.org, true);
    const ref = await ticket(draft);
    const ended = occurrence.due.at <= now;
    if (!ended) keys.push(names.task);
    const kept = ended && { snapshot: log.keep(SNAPSHOT, 'application/json'), file: log.keep(FILE, 'text/csv') };
    log.append([...first, opened(occurrence, names, ref), ...(kept ? ending(occurrence, names, kept) : [])]);
    remember(log, occurrence, names, ended, JSON.stringify({ block: draft.block, heard: draft.heard }));
  }
  return { events: log.close(), occurrences: owed.length, open: keys.length, keys };
}

/** What stands beside the log: hints, and the effects that went out. */
function remember(
  log: FastLog,
  { opens, due }: PlannedOccurrence,
  names: Names,
  ended: boolean,
  written: string,
): void {
  const wake = ended ? null : new Date(Date.parse(due.at) + REST_MS).toISOString();
  log.hint(occurrenceStream(names.occurrence), { wake_at: wake });
  log.hint(taskStream(names.task), {
    wake_at: wake,
    read_at: opens,
    seen_through: opens,
    written_through: opens,
    written,
  });
  const effect = { record: names.task, tracker: TRACKER, at: opens };
  const opening = { kind: 'ensure', assign: true, reopen: false };
  log.done({ ...effect, kind: 'ensure', key: `${names.task}:1:ensure:opening`, body: opening });
  if (!ended) return;
  const comment = { kind: 'comment', text: [['said']], told: ['sam'] };
  for (const name of ['rung:r1', 'rung:r2', 'verify', 'thanks'])
    log.done({ ...effect, kind: 'comment', key: `${names.task}:1:comment:${name}`, body: comment });
}

async function circumstancesOf(path: string, { programme }: Current): Promise<Circumstances> {
  const clock = () => new Date().toISOString();
  const register = await openRegister({ url: `sqlite:${path}`, clock, projections });
  try {
    return { programme, org: await organisationOf(register, programme, clock()) };
  } finally {
    await register.close();
  }
}
