import { dateAt } from '../../calendar/local-day.ts';
import { compareText } from '../../order.ts';
import { nameOf } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import { decisionsIn } from '../decisions.ts';
import type { Life } from '../life.ts';
import { ticketsIn } from '../looked-at.ts';

/** Tickets that opened in a month, in all and by who got them. */
export interface Month {
  /** `2027-04`. */
  month: string;
  tickets: number;
  byPerson: Record<PersonId, number>;
}

/** What a person was asked for. */
export interface Load {
  person: PersonId;
  name: string;
  tickets: number;
  /** The month with most of their tickets. */
  busiest?: { month: string; tickets: number };
  /** Verifications, approvals, and judgements that they gave: those whose authority is looked at. */
  decisions: number;
  /** Mails that they got. */
  messages: number;
}

/** @returns every month of a life, those without tickets included, the first one first. */
export function monthsOf(life: Life): Month[] {
  const { from, until, org } = life;
  const { zone } = org.programme;
  const opened = ticketsIn(life).flatMap(({ thread, assignee }) =>
    thread.openedAt ? [{ month: dateAt(zone, thread.openedAt).slice(0, 7), assignee }] : [],
  );
  return monthsBetween(dateAt(zone, from), dateAt(zone, until)).map((month) => {
    const those = opened.filter((each) => each.month === month);
    const byPerson: Record<PersonId, number> = {};
    for (const { assignee } of those) byPerson[assignee] = (byPerson[assignee] ?? 0) + 1;
    return { month, tickets: those.length, byPerson };
  });
}

/** @returns everybody of the programme, whoever got most first. */
export function loadsOf(life: Life, months: Month[]): Load[] {
  const { org, messages } = life;
  const decided = decisionsIn(life).map(({ by }) => by);
  const loads = org.programme.people.map(({ id }): Load => {
    const mine = months.map(({ month, byPerson }) => ({ month, tickets: byPerson[id] ?? 0 }));
    const most = mine.reduce((best, each) => (each.tickets > best.tickets ? each : best), { month: '', tickets: 0 });
    return {
      person: id,
      name: nameOf(org, id),
      tickets: mine.reduce((all, { tickets }) => all + tickets, 0),
      ...(most.tickets > 0 && { busiest: most }),
      decisions: decided.filter((by) => by === id).length,
      messages: messages.filter(({ to }) => to === id).length,
    };
  });
  return loads.sort((a, b) => b.tickets - a.tickets || compareText(a.name, b.name));
}

/** The last day is exclusive: a month that it begins is not counted. */
function monthsBetween(from: string, until: string): string[] {
  const months: string[] = [];
  const [year = 0, month = 1] = from.split('-').map(Number);
  for (let n = month - 1; ; n++) {
    const next = `${year + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
    if (`${next}-01` >= until) return months;
    months.push(next);
  }
}
