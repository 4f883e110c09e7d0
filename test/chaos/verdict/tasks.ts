import type { Loaded } from '../../../register/records.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { datesOf } from '../deadlines.ts';
import type { Expectation } from '../expectation.ts';
import { keyOf, said } from '../scene.ts';
import { type Facts, isUnheard, type Verdict } from './facts.ts';

/** GitHub counts whole seconds. */
const WHOLE_MS = 1_100;

/** @returns what a duty's task lacks of what its script caused, in words; [] where all is as it should be. */
export function differences(facts: Facts, expectation: Expectation): string[] {
  const { duty, state, missed, assignee } = expectation;
  const tasks = facts.tasks.filter(({ columns }) => columns.duty === duty.id);
  const [task] = tasks;
  const name = `${duty.id} (${duty.plot}, ${task?.columns.display ?? 'no task'})`;
  if (!task || tasks.length > 1) return [`${name}: ${tasks.length} tasks`];
  const { columns } = task;
  const found = (what: string, is: unknown, should: unknown) =>
    is === should ? [] : [`${name}: ${what} ${is}, should be ${should}`];
  const carrying = facts.tickets.filter((ticket) => keyOf(ticket)?.startsWith(task.key));
  const words = carrying.flatMap(said);
  const standing = carrying.find((ticket) => !ticket.gone);
  return [
    ...found('state', columns.state, state),
    ...found('assignee', columns.assignee, assignee),
    ...(missed === undefined ? [] : found('missed', columns.missed === 1, missed)),
    ...(facts.gap ? [] : found('tickets', carrying.length, expectation.tickets)),
    ...found('ticket', standing?.state, state === 'open' ? 'open' : 'closed'),
    ...expectation.says.flatMap(([text, times]) => {
      const counted = words.filter((each) => each.includes(text)).length;
      // What a deleted ticket said before the gap is not said again, and of one unheard of nothing; more than once is once too often even then.
      return (facts.gap || carrying.some((ticket) => isUnheard(facts, ticket))) && counted < times
        ? []
        : found(`comments "${text}"`, counted, times);
    }),
    ...handedInRight(name, task, expectation.handedIn),
    ...missedRight(name, facts, task),
    ...(task.columns.blocked === null ? [] : [`${name}: still blocked, ${task.columns.blocked}`]),
  ];
}

function handedInRight(name: string, { state }: Loaded<TaskState>, at: number | undefined): string[] {
  if (at === undefined) return [];
  const found = Date.parse(state.submission?.at ?? '');
  if (Math.abs(found - at) <= WHOLE_MS) return [];
  return [`${name}: handed in at ${state.submission?.at}, should be ${new Date(at).toISOString()}`];
}

/** Missed is dated by the hard limit, told once, kept by the ledger, and followed up by one nonconformity. */
function missedRight(
  name: string,
  { ncs, events, occurrences }: Facts,
  { key, state, columns }: Loaded<TaskState>,
): string[] {
  const verdicts = events.filter((e) => e.stream === `task/${key}` && e.kind === 'missed');
  const following = ncs.filter(({ state: { terms } }) => 'task' in terms.source && terms.source.task.key === key);
  const times = columns.missed === 1 ? 1 : 0;
  const occurrence = occurrences.find((row) => row.key === columns.occurrence);
  return [
    ...(verdicts.length === times ? [] : [`${name}: ${verdicts.length} verdicts that it was missed`]),
    ...(following.length === times ? [] : [`${name}: ${following.length} nonconformities follow it up`]),
    ...(occurrence?.columns.missed === times ? [] : [`${name}: the ledger says missed ${occurrence?.columns.missed}`]),
    ...verdicts
      .filter(({ at }) => at !== state.hardLimit?.at)
      .map(({ at }) => `${name}: missed at ${at}, limit ${state.hardLimit?.at}`),
  ];
}

/** The ledger's outcome of each task, and dates that lie where its opening puts them. */
export function ledgerRight(facts: Facts): Verdict {
  const { begin, aheadAt } = facts;
  const wrong = facts.expectations.flatMap(({ duty }) => {
    const task = facts.tasks.find(({ columns }) => columns.duty === duty.id);
    const occurrence = facts.occurrences.find(({ key }) => key === task?.columns.occurrence);
    const ticket = facts.tickets.find((t) => String(t.id) === task?.columns.ticket_id);
    if (!task || !occurrence) return [];
    const outcome = task.columns.ended === 1 ? task.columns.state : 'open';
    const ledger =
      occurrence.columns.state === outcome
        ? []
        : [`${duty.id}: the ledger says ${occurrence.columns.state}, its task ${outcome}`];
    const moved = task.state.extended.length > 0 || !duty.quick || !ticket;
    const { limit } = datesOf(duty, begin, ticket?.createdAt ?? 0, aheadAt(String(ticket?.id)));
    const at = Date.parse(task.state.hardLimit?.at ?? '');
    const within = moved || (at >= limit.earliest - WHOLE_MS && at <= limit.latest + WHOLE_MS);
    return [
      ...ledger,
      ...(within
        ? []
        : [
            `${duty.id}: hard limit ${task.state.hardLimit?.at}, opened at ${new Date(ticket?.createdAt ?? 0).toISOString()}`,
          ]),
    ];
  });
  return { lost: [], doubled: [], wrong };
}
