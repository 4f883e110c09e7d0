import type { Loaded, RecordName } from '../register/records.ts';
import type { Tx } from '../register/register.ts';
import { dayOf } from '../rules/calendar/deadline.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import { dutyNamed } from '../rules/duty-named.ts';
import { jsonOf, type NewEvent } from '../rules/event.ts';
import { keyOf } from '../rules/keys.ts';
import type { OccurrenceState } from '../rules/occurrence-state.ts';
import { tooManyAtOnce } from '../rules/plan/at-once.ts';
import { type WrongDue, wrongDues } from '../rules/request/due.ts';
import { LISTS } from '../rules/request/duty.ts';
import { type Line, type Received, type RequestList, requestStream } from '../rules/request/list.ts';
import { lineTask } from '../rules/request/stages.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Deadline, Instant, LocalDate } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';
import { UnknownDuty } from './openings/open-beside.ts';
import { openAsked } from './openings/trigger.ts';
import { type Current, currentProgramme } from './organisation.ts';
import { insertTasks, stageView } from './steps/stage.ts';

/** A list of requested evidence that comes in. Duty and title, one of them at least, make it one and the same, with the auditor. */
export interface Incoming {
  duty?: string;
  title?: string;
  auditor?: string;
  due?: LocalDate;
  lines: Line[];
  /** As it stands in the log. */
  actor: string;
}

/** What came of it. */
export interface TakenIn {
  title: string;
  /** Lines that were not on it before. */
  added: Line[];
  /** To be woken. */
  wake: RecordName[];
}

/** More tickets would open than may at once. */
export class TooMany extends Error {
  override readonly name = 'TooMany';
}

/** Something differs from a list that is finished. */
export class ListFinished extends Error {
  override readonly name = 'ListFinished';
}

/** Dates by which nothing can be asked for. */
export class WrongDates extends Error {
  override readonly name = 'WrongDates';
  readonly wrong: WrongDue[];
  constructor(wrong: WrongDue[]) {
    super(wrong.map(({ line, found, why }) => `${line ?? 'the list'}: due ${found} ${why}`).join('; '));
    this.wrong = wrong;
  }
}

/**
 * Takes in a list: the first time it is opened with a task for each line, later only lines are added that it lacks; the same list again adds
 * nothing.
 * @param most tickets that may open at once. @throws UnknownDuty, ListFinished, TooMany, WrongDates.
 */
export async function takeIn(
  { register }: Pick<Dependencies, 'register'>,
  incoming: Incoming,
  now: Instant,
  most = Number.POSITIVE_INFINITY,
): Promise<TakenIn> {
  const current = await currentProgramme(register);
  if (!current) throw new UnknownDuty('No programme has been applied yet; run dutybound apply.');
  const duty = dutyNamed(current.programme, incoming.duty ?? LISTS);
  if (duty?.kind !== 'evidence-request') throw new UnknownDuty(notARequest(current, incoming.duty ?? ''));
  const title = incoming.title ?? duty.title;
  const id = keyOf({
    instance: current.programme.instance,
    duty: duty.id,
    period: title,
    cause: incoming.auditor ?? '',
    slot: 'request',
  });
  return register.write(async (tx) => {
    const known = await tx.load<RequestList>('documented', `request/${id}`);
    const lacking = incoming.lines.filter(({ id: line }) => !known?.state.lines.some((one) => one.id === line));
    const refused = tooManyAtOnce(lacking.length, most);
    if (refused) throw new TooMany(refused);
    if (known) return addTo(tx, current, known.state, incoming, lacking, now);
    const asked = { duty: duty.id, because: `${title}: a list of requested evidence`, actor: incoming.actor };
    const opened = await openAsked(tx, { ...asked, ...(incoming.due && { due: incoming.due }) }, `request:${id}`, now);
    if (!opened) throw new UnknownDuty(`${title} was opened at this very moment already.`);
    const { key, table } = opened;
    const row = await tx.load<OccurrenceState>('occurrence', key);
    if (row) refuseWrongDues(current, row.state.due, lacking, now);
    const received: Received = {
      title: { text: title },
      duty: duty.id,
      ...(incoming.auditor && { auditor: { text: incoming.auditor } }),
      occurrence: key,
      lines: incoming.lines,
    };
    await tx.append([event(id, 'received', incoming.actor, received, now)]);
    return { title, added: incoming.lines, wake: [{ table, key }] };
  });
}

function refuseWrongDues({ programme }: Current, due: Deadline, lines: Line[], now: Instant): void {
  const wrong = wrongDues(lines, dayOf(programme.zone, due), dateAt(programme.zone, now));
  if (wrong.length > 0) throw new WrongDates(wrong);
}

async function addTo(
  tx: Tx,
  current: Current,
  list: RequestList,
  incoming: Incoming,
  added: Line[],
  now: Instant,
): Promise<TakenIn> {
  const title = 'text' in list.title ? list.title.text : list.id;
  if (added.length === 0) return { title, added, wake: [] };
  const row = await tx.load<OccurrenceState>('occurrence', list.occurrence);
  if (row?.state.state !== 'open')
    throw new ListFinished(`${title} is finished, and this list differs from it: give it another --title.`);
  const tasks = await tx.tasksOf<TaskState>(row.key);
  const whole = tasks.find(({ state }) => state.terms.slot === 'task');
  refuseWrongDues(current, whole?.state.due ?? row.state.due, added, now);
  await tx.append([event(list.id, 'extended', incoming.actor, { lines: added }, now)]);
  return { title, added, wake: await openTasks(tx, row, whole, list, added, now) };
}

/**
 * Before its workflow staged it, the list has no tasks: they are drafted from what it says then. What is added later is due with the list as
 * it stands by then, extended or not.
 */
async function openTasks(
  tx: Tx,
  row: Loaded<OccurrenceState>,
  whole: Loaded<TaskState> | undefined,
  list: RequestList,
  added: Line[],
  now: Instant,
): Promise<RecordName[]> {
  if (!whole) return [{ table: 'occurrence', key: row.key }];
  const view = await stageView(tx, row, [], now);
  const { due } = whole.state;
  const asItStands = { ...view, occurrence: { ...view.occurrence, due } };
  const keys = await insertTasks(
    tx,
    view,
    added.map((line) => lineTask(asItStands, list, line)),
  );
  return [whole.key, ...keys].map((key) => ({ table: 'task', key }));
}

function event(id: string, kind: string, actor: string, body: object, at: Instant): NewEvent {
  return { stream: requestStream(id), kind, actor, at, body: jsonOf(body) };
}

function notARequest({ programme }: Current, id: string): string {
  const requests = programme.duties.filter((d) => d.kind === 'evidence-request').map((d) => d.id);
  return `${id} is no duty of the kind evidence-request; there are: ${requests.join(', ') || 'none'}. Or give the list a --title of its own`;
}
