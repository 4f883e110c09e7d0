import { allPages } from '../../register/records.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { textOf, type Words } from '../../rules/event.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { byText } from '../../rules/order.ts';
import type { Programme } from '../../rules/programme.ts';
import { holdOn, keptUntil, type RecordClass } from '../../rules/retention.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Instant, LocalDate } from '../../rules/time.ts';
import type { TableKind } from './table.ts';

/** What has been kept long enough, for the yearly disposal (7.5.3). What is open has no end yet; actions and reviews go with their nonconformity. */
export const disposal: TableKind = {
  source: 'ended tasks, closed nonconformities; retention of the programme in force',
  about: 'records that have been kept long enough, and whether a legal hold keeps them',
  rows: async ({ register, org: { programme }, now }) => {
    const today = dateAt(programme.zone, now);
    const tasks = await allPages((page) => register.loadRows<TaskState>('task', {}, page));
    const found = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page));
    const wholes = new Map(found.map(({ key, state }) => [key, whole(state)]));
    return [
      ...tasks.flatMap(({ state }) => {
        const { origin } = state.terms;
        return 'nonconformity' in origin
          ? lineOf(programme, today, 'nonconformities', partOf(wholes.get(origin.nonconformity), state))
          : lineOf(programme, today, 'work', endedOf(state));
      }),
      ...[...wholes.values()].flatMap((one) => lineOf(programme, today, 'nonconformities', one)),
    ].sort(byText(({ keep_until }) => keep_until));
  },
};

interface Ended {
  display: string;
  title: Words;
  /** By which a legal hold may name it. */
  names: (string | undefined)[];
  endedAt: Instant | undefined;
}

function whole({ terms: { display, title }, thread, closed }: NonconformityState): Ended {
  return { display, title, names: [display, thread.ref?.number], endedAt: closed?.at };
}

function endedOf({ terms: { display, title }, thread, endedAt }: TaskState): Ended {
  return { display, title, names: [display, thread.ref?.number], endedAt };
}

function partOf(of: Ended | undefined, task: TaskState): Ended {
  const part = endedOf(task);
  return of ? { ...part, names: [...part.names, ...of.names], endedAt: of.endedAt } : part;
}

function lineOf(programme: Programme, today: LocalDate, of: RecordClass, { display, title, names, endedAt }: Ended) {
  if (endedAt === undefined) return [];
  const ended = dateAt(programme.zone, endedAt);
  const until = keptUntil(programme, of, ended);
  if (until > today) return [];
  const held = holdOn(programme, names) ?? '';
  return [{ record: display, class: of, title: textOf(title), ended, keep_until: until, held }];
}
