import { allPages } from '../../register/records.ts';
import { dayOf } from '../../rules/calendar/deadline.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import type { Acknowledgements } from '../../rules/campaign/record.ts';
import { competenceRows } from '../../rules/competence.ts';
import { calendarOn } from '../holidays.ts';
import { ledgerOf } from '../openings/open-due.ts';
import { currentProgramme } from '../organisation.ts';
import { nextDueOf } from '../programme/preview/duties.ts';
import type { TableKind } from './table.ts';

/** Who is competent in what, by the programme and by what they were trained in, with expiry (7.2; Q12). */
export const competence: TableKind = {
  source: 'people and campaigns of the programme in force, acknowledgements',
  about:
    'everybody: competent and trained in what, shown by what, until when, due again when; also what somebody lacks',
  rows: async ({ register, org, now }) => {
    const current = await currentProgramme(register);
    if (!current) return [];
    const { zone } = org.programme;
    const where = { noun: 'acknowledgement' };
    const kept = await allPages((page) => register.loadRows<Acknowledgements>('documented', where, page));
    const planned = {
      ...current,
      calendar: calendarOn(current.programme, now),
      ledger: await ledgerOf(register, current),
    };
    return competenceRows({
      org,
      kept: kept.map(({ state }) => state),
      on: dateAt(zone, now),
      nextOf: ({ id }) => {
        const next = nextDueOf(planned, id, now);
        return next && dayOf(zone, next);
      },
    });
  },
};
