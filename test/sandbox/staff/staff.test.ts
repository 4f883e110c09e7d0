import { describe, expect, it } from '@jest/globals';
import { draw } from '../../../sandbox/staff/draw.ts';
import { readPaper } from '../../../sandbox/staff/paper.ts';
import type { TemperName } from '../../../sandbox/staff/temper.ts';
import { BODY, HANDED_IN, office, REPO } from './office.ts';

const at = office();
const { staff, open, ticket, work } = at;

const DAY_MS = 86_400_000;

describe('what staff read in a ticket', () => {
  it('is dates, what is missing, and who checks', () => {
    expect(readPaper(BODY)).toEqual({
      due: '2027-04-16',
      limit: '2027-04-30',
      items: [
        expect.objectContaining({ id: 'export', mayBeNone: false, kept: false }),
        expect.objectContaining({ id: 'report', mayBeNone: false, kept: true }),
        expect.objectContaining({ id: 'removals', mayBeNone: true, kept: false }),
      ],
      checks: [],
    });
    expect(readPaper(HANDED_IN)).toEqual({ items: [], checks: ['Mara Lindt', 'Jonas Weber'] });
  });

  it('is a nonconformity’s next step, and by when it is resolved', () => {
    const body =
      '**Two leavers. Plan by Tue 20 Apr, resolved by Mon 5 Jul 2027.**\n\nNext: **Priya Nair, step 2, round 2**';
    expect(readPaper(body)).toMatchObject({ resolve: '2027-07-05', next: { who: ['Priya Nair'], step: 2 } });
  });
});

describe('staff', () => {
  it('hand in all that is asked for before the due date, once, what is to be kept in the repository', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2');
    const [day = '', ...more] = work(people, '2027-06-01');
    expect([day < '2027-04-16', day > '2027-04-01', more]).toEqual([true, true, []]);
    expect(ticket(n).state).toBe('closed');
    const said = ticket(n)
      .comments.map(({ body }) => body)
      .join();
    expect(said).toMatch(/report: http\S+\/blob\/\w+\/evidence\//);
    expect(said).toMatch(/export\.txt/);
  });

  it('check what others handed in, as the ticket says who does', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2');
    work(people, '2027-04-16');
    at.sandbox.act.editBody('engine', REPO, n, HANDED_IN);
    work(people, '2027-05-01');
    expect(ticket(n).comments.at(-1)).toMatchObject({ author: { login: 'mara' }, body: '/accept' });
  });

  it('do again what came back', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2');
    work(people, '2027-04-16');
    at.sandbox.act.reopen('engine', REPO, n);
    const days = work(people, '2027-05-01');
    expect(days).toHaveLength(1);
    expect(ticket(n).state).toBe('closed');
  });

  it('never act at weekends, nor twice at one ticket on a day', () => {
    const people = staff('negligent');
    for (let n = 0; n < 40; n++) open(`Duty ${n}`);
    const days = work(people, '2027-07-01');
    expect(days.length).toBeGreaterThan(10);
    expect(days.filter((day) => [0, 6].includes(new Date(day).getUTCDay()))).toEqual([]);
  });

  it('decide what the engine asks them by name, and nobody else does', () => {
    const people = staff();
    const n = open('Access review, 2027 Q2', 'nothing to do here');
    at.sandbox.act.comment(
      'engine',
      REPO,
      n,
      '@mara Sam Okoro asks for 23 April instead of 16 April: `x`. `/approve` or `/deny because …`.',
    );
    work(people, '2027-05-01');
    expect(ticket(n).comments.at(-1)).toMatchObject({ author: { login: 'mara' }, body: '/approve extension' });
  });
});

describe('what staff do', () => {
  const course = (temper: TemperName, seed: number) => {
    const people = staff(temper, seed);
    const numbers = Array.from({ length: 30 }, (_, n) => open(`Duty ${n}`));
    const days = work(people, '2027-09-01');
    return {
      days,
      said: numbers.map((n) => ticket(n).comments.map((c) => c.body)),
      closed: numbers.map((n) => ticket(n).closedAt),
    };
  };

  it('is late, incomplete, or never done with negligent staff, and nothing of it with punctual ones', () => {
    const limit = Date.parse('2027-04-16') + DAY_MS;
    const late = (closed: (number | null)[]) => closed.filter((at) => at === null || at >= limit).length;
    expect(late(course('punctual', 1).closed)).toBe(0);
    expect(late(course('negligent', 1).closed)).toBeGreaterThan(8);
  });

  it('is drawn from the seed, the ticket, and the date: never from order', () => {
    expect(draw(1, 'a', 'habit')).toBe(draw(1, 'a', 'habit'));
    expect(draw(1, 'a', 'habit')).not.toBe(draw(2, 'a', 'habit'));
    const spread = Array.from({ length: 400 }, (_, n) => draw(7, n)).filter((x) => x < 0.25).length;
    expect(spread).toBeGreaterThan(60);
    expect(spread).toBeLessThan(140);
  });
});
