import { DatabaseSync } from 'node:sqlite';
import { calendarOn } from '../../activities/holidays.ts';
import { ledgerOf } from '../../activities/openings/open-due.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import type { Register } from '../../register/register.ts';
import { planUntil } from '../../rules/plan.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { percentile } from '../percentile.ts';
import { openedAt } from '../population/opened.ts';
import { largeRegister } from '../population/shared.ts';
import type { Measurement } from '../stage.ts';
import { timed } from '../timed.ts';

const ROWS = 20;
const PAGES = 300;
const MONTHS = 100;
const MONTH_MS = 31 * 86_400_000;

/** Reading while people wait, p99: a page of open tasks with their states, and what the next month of the calendar brings. */
export const page: Measurement = {
  names: ['page'],
  async measure(stage) {
    const large = await largeRegister(stage);
    const register = await openedAt(stage, large);
    const after = (i: number) => large.keys[(i * 7919) % large.keys.length] ?? '';
    const pages = await timed(stage.size(PAGES, 50), (i) =>
      register.loadRows<TaskState>('task', { ended: 0 }, { limit: ROWS, after: after(i) }),
    );
    const floors = bare(large.path, pages.length, after);
    const months = await timed(stage.size(MONTHS, 20), () => month(register, large.now));
    return [
      {
        name: 'page',
        value: percentile(pages, 0.99),
        unit: `ms, p99, ${ROWS} rows`,
        floor: percentile(await floors, 0.99),
        aim: { of: 'value', is: 'at most', bound: 50 },
      },
      {
        name: 'page-month',
        value: percentile(months, 0.99),
        unit: 'ms, p99, a month',
        aim: { of: 'value', is: 'at most', bound: 200 },
      },
    ];
  },
};

/** As `preview` and `status` look ahead. */
async function month(register: Register, now: Instant): Promise<number> {
  const current = await currentProgramme(register);
  if (!current) throw new Error('no programme is in force');
  const ledger = await ledgerOf(register, current);
  return planUntil(current.programme, calendarOn(current.programme, now), ledger, now, plusMs(now, MONTH_MS)).length;
}

/** The same rows by a prepared statement. */
async function bare(path: string, times: number, after: (i: number) => string): Promise<number[]> {
  const database = new DatabaseSync(path, { readOnly: true });
  const statement = database.prepare(`select * from task where ended = 0 and key > ? order by key limit ${ROWS}`);
  const taken = await timed(times, (i) => statement.all(after(i)));
  database.close();
  return taken;
}
