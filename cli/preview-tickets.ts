import type { PreviewedOccurrence, PreviewedTicket } from '../activities/programme/preview/occurrences.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import { localTime, longDate, showDeadline } from '../rules/calendar/show.ts';
import { byText } from '../rules/order.ts';
import type { Programme } from '../rules/programme.ts';
import type { Deadline } from '../rules/time.ts';
import { whoSpoken } from '../rules/wording/difference/who.ts';
import { counted, table } from './terminal.ts';

/** @returns the occurrence that opens the first ticket of those that do not open at once; undefined if there is none. */
export function nextOpening(occurrences: PreviewedOccurrence[]): PreviewedOccurrence | undefined {
  return occurrences.filter((o) => !o.opensNow && o.tickets.length > 0).sort(byText(({ opens }) => opens))[0];
}

/** @returns `Thu 1 Apr 2027`; where deadlines are exact, the local time with seconds. */
export function openingDay({ opens, due }: PreviewedOccurrence, { zone }: Programme): string {
  return due.date ? longDate(dateAt(zone, opens)) : localTime(zone, opens);
}

/** @returns a line for each ticket that occurrences begin with, by due date; a campaign's for each person in that of its own. */
export function ticketsText(list: PreviewedOccurrence[], programme: Programme): string {
  const lines = list.flatMap((o) => ticketLines(o, programme));
  return table(
    lines
      .sort(byText(({ due }) => due.at))
      .map(({ title, due, who }) => ['  ', title, `due ${day(due, programme)}`, who]),
  );
}

function ticketLines(
  { title, due, tickets }: PreviewedOccurrence,
  programme: Programme,
): { title: string; due: Deadline; who: string }[] {
  if (tickets.length === 0) return [{ title, due, who: 'no ticket: nothing to do as it stands' }];
  const [first, ...others] = tickets.filter(({ part }) => !part);
  const parts = tickets.filter(({ part }) => part).length;
  const each = parts === 0 ? '' : `, and a ticket for each of ${counted(parts, 'person', 'people')}`;
  const line = (ticket: PreviewedTicket, more = '') => ({
    ...ticket,
    who: `-> ${whoSpoken(programme, ticket.assignee)}${more}`,
  });
  return [...(first ? [line(first, each)] : []), ...others.map((ticket) => line(ticket))];
}

/** @returns `Fri 16 Apr 2027`, or the instant where it is exact. */
export function day(deadline: Deadline, { zone }: Programme): string {
  return deadline.date ? longDate(deadline.date) : showDeadline(zone, deadline, 'long');
}
