import { expect, it } from '@jest/globals';
import type { PreviewedOccurrence, PreviewedTicket } from '../../activities/programme/preview/occurrences.ts';
import { nextOpening, ticketsText } from '../../cli/preview-tickets.ts';
import { organisation } from '../rules/task/people.ts';
import { at, endOf } from '../rules/task/terms.ts';

const { programme } = organisation();
const ticket = (title: string, assignee: string, day: string, part = false): PreviewedTicket => ({
  title,
  assignee,
  due: endOf(day),
  part,
});

function occurrence(title: string, day: string, tickets: PreviewedTicket[]): PreviewedOccurrence {
  const opens = at(`${day} 00:00`);
  return { title, due: endOf(day), opens, opensNow: false, owner: 'sam', tickets } as unknown as PreviewedOccurrence;
}

it('each ticket has a line of its own, by due date; parts are counted behind the first', () => {
  const rating = [ticket('Risks of Sam', 'sam', '04-20'), ticket('Risks of Ken', 'ken', '04-10')];
  const training = [
    ticket('Training', 'mara', '04-16'),
    ticket('a', 'sam', '04-16', true),
    ticket('b', 'ken', '04-16', true),
  ];
  const text = ticketsText(
    [occurrence('Risks', '04-20', rating), occurrence('Training', '04-16', training)],
    programme,
  );
  expect(text.split('\n').map((line) => line.trim().replaceAll(/ {2,}/g, ' | '))).toEqual([
    'Risks of Ken | due Sat 10 Apr 2027 | -> Ken Adeyemi',
    'Training | due Fri 16 Apr 2027 | -> Mara Lindt, and a ticket for each of 2 people',
    'Risks of Sam | due Tue 20 Apr 2027 | -> Sam Okoro',
  ]);
});

it('what opens no ticket is listed as that, and is never the next one', () => {
  const none = occurrence('Nothing', '04-02', []);
  const some = occurrence('Something', '04-16', [ticket('Something', 'sam', '04-16')]);
  expect(ticketsText([none], programme)).toMatch(/Nothing .*no ticket: nothing to do as it stands/);
  expect(nextOpening([some, none])).toBe(some);
  expect(nextOpening([none])).toBeUndefined();
});
