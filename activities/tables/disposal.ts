import { allPages } from '../../register/records.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { textOf, type Words } from '../../rules/event.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Programme } from '../../rules/programme.ts';
import { holdOn, keptUntil, type RecordClass } from '../../rules/retention.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Thread } from '../../rules/thread.ts';
import type { Instant, LocalDate } from '../../rules/time.ts';
import type { TableKind } from './table.ts';

/** What has been kept long enough, for the yearly disposal (7.5.3). What is open has no end yet. */
export const disposal: TableKind = {
  source: 'ended tasks, closed nonconformities; retention of the programme in force',
  about: 'records that have been kept long enough, and whether a legal hold keeps them',
  rows: async ({ register, org: { programme }, now }) => {
    const today = dateAt(programme.zone, now);
    const [tasks, nonconformities] = [
      await allPages((page) => register.loadRows<TaskState>('task', {}, page)),
      await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page)),
    ];
    return [
      ...tasks.flatMap(({ state: { terms, thread, endedAt } }) =>
        lineOf(programme, today, 'nonconformity' in terms.origin ? 'nonconformities' : 'work', {
          ...terms,
          thread,
          endedAt,
        }),
      ),
      ...nonconformities.flatMap(({ state: { terms, thread, closed } }) =>
        lineOf(programme, today, 'nonconformities', { ...terms, thread, endedAt: closed?.at }),
      ),
    ].sort((a, b) => (a.keep_until < b.keep_until ? -1 : 1));
  },
};

interface Ended {
  display: string;
  title: Words;
  thread: Thread;
  endedAt: Instant | undefined;
}

function lineOf(programme: Programme, today: LocalDate, of: RecordClass, { display, title, thread, endedAt }: Ended) {
  if (endedAt === undefined) return [];
  const ended = dateAt(programme.zone, endedAt);
  const until = keptUntil(programme, of, ended);
  if (until > today) return [];
  const held = holdOn(programme, [display, thread.ref?.number]) ?? '';
  return [{ record: display, class: of, title: textOf(title), ended, keep_until: until, held }];
}
