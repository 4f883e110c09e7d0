import { applyProgramme } from '../../activities/apply.ts';
import { calendarNow } from '../../activities/open-due.ts';
import { type Current, currentProgramme, organisationOf } from '../../activities/organisation.ts';
import { parseProgramme } from '../../config/programme.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import type { Account } from '../../register/trackers.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import { occurrenceStream } from '../../rules/occurrence-state.ts';
import { planUntil } from '../../rules/plan.ts';
import { taskStream } from '../../rules/task/state.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';
import { LOGINS, TRACKER } from '../site/company.ts';
import { unconnected } from '../site/site.ts';
import { type FastLog, openFastLog } from './fast-log.ts';
import { type Circumstances, ending, type Names, namesOf, opening } from './life.ts';
import { beginOf, populationText, type Size } from './programme.ts';

const YEAR_MS = 365 * 86_400_000;
/** Of a ticket as JSON, and of a small export. */
const SNAPSHOT = Buffer.from(
  JSON.stringify({ title: 'Access review', comments: Array.from({ length: 8 }, () => 'x'.repeat(160)) }),
);
const FILE = Buffer.from('user,role,last seen\n'.repeat(20));

/** A register with a past, and what is in it. */
export interface Population {
  path: string;
  now: Instant;
  events: number;
  occurrences: number;
  open: number;
  /** Keys of the open tasks. */
  keys: string[];
}

/**
 * Makes a register as the engine would have left it: a programme of weekly duties in force for some weeks, each task of them opened, and
 * those that were due by now handed in and verified.
 * @param path of the register, which must not be there yet.
 */
export async function populate(path: string, size: Size): Promise<Population> {
  const now = Date.now();
  const current = await applied(path, size, now);
  const instant = new Date(now).toISOString();
  const all = owedBy(current, new Date(beginOf(size, now)).toISOString(), instant);
  const circumstances = await circumstancesOf(path, current);
  const log = openFastLog(path);
  const keys: string[] = [];
  for (const [index, planned] of all.entries()) {
    const names = namesOf(planned, circumstances);
    const ref = refOf(index + 1);
    const ended = planned.due.at <= instant;
    if (!ended) keys.push(names.task);
    live(log, planned, names, opening(planned, names, circumstances, ref), ended);
  }
  return { path, now: instant, events: log.close(), occurrences: all.length, open: keys.length, keys };
}

function live(
  log: FastLog,
  planned: PlannedOccurrence,
  names: Names,
  opened: ReturnType<typeof opening>,
  ended: boolean,
): void {
  const kept = ended && { snapshot: log.keep(SNAPSHOT, 'application/json'), file: log.keep(FILE, 'text/csv') };
  log.append(kept ? [...opened, ...ending(planned, names, kept)] : opened);
  const wake = new Date(Date.parse(planned.due.at) + YEAR_MS).toISOString();
  const at = planned.opens;
  log.hint(occurrenceStream(names.occurrence), { wake_at: ended ? null : wake });
  log.hint(taskStream(names.task), {
    wake_at: ended ? null : wake,
    read_at: at,
    seen_through: at,
    written_through: at,
  });
  const effect = { record: names.task, tracker: TRACKER, at };
  for (const name of ended ? ['rung:r1', 'rung:r2', 'verify', 'thanks'] : [])
    log.done({
      ...effect,
      kind: 'comment',
      key: `${names.task}:1:comment:${name}`,
      body: { kind: 'comment', text: [['said']], told: ['sam'] },
    });
  log.done({
    ...effect,
    kind: 'ensure',
    key: `${names.task}:1:ensure:opening`,
    body: { kind: 'ensure', assign: true, reopen: false },
  });
}

/** A register whose programme was applied at the beginning. */
async function applied(path: string, size: Size, now: number): Promise<Current> {
  const source = populationText(size, 'http://127.0.0.1:1/api/v3', now);
  const parsed = parseProgramme(source, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(`the bench's programme: ${JSON.stringify(parsed.mistakes)}`);
  const begin = new Date(beginOf(size, now)).toISOString();
  const clock = () => begin;
  const register = await openRegister({ url: `sqlite:${path}`, clock, projections, create: true });
  try {
    const accounts = accountsOf();
    await applyProgramme(
      { ...unconnected, register, clock },
      { programme: parsed.programme, source, actor: 'mara@bench', accounts },
    );
    return await inForce(currentProgramme(register));
  } finally {
    await register.close();
  }
}

async function inForce(found: Promise<Current | undefined>): Promise<Current> {
  const current = await found;
  if (current) return current;
  throw new Error('no programme is in force');
}

/** @returns everything that the programme has owed since it was applied, each with the dates it has if opened in time. */
function owedBy(current: Current, begin: Instant, now: Instant): PlannedOccurrence[] {
  const ledger = { applied: new Map(Object.entries(current.applied)), identities: new Set<string>() };
  return planUntil(current.programme, calendarNow(current, now), ledger, begin, now);
}

async function circumstancesOf(path: string, { programme }: Current): Promise<Circumstances> {
  const clock = () => new Date().toISOString();
  const register = await openRegister({ url: `sqlite:${path}`, clock, projections });
  try {
    return { programme, org: await organisationOf(register, programme, clock()), taken: new Set() };
  } finally {
    await register.close();
  }
}

function accountsOf(): Account[] {
  return Object.entries(LOGINS).map(([person, login], i) => ({
    tracker: TRACKER,
    person,
    login,
    accountId: `${1000 + i}`,
  }));
}

function refOf(number: number): TicketRef {
  const url = `https://git.example.com/example/isms/issues/${number}`;
  return { tracker: TRACKER, id: `${500_000 + number}`, number: `#${number}`, url };
}
