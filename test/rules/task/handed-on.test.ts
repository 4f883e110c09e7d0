import { describe, expect, it } from '@jest/globals';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import * as w from './world.ts';

const opened = () => w.run(w.world(rules), at('04-14 10:00'));
const handovers = ({ log }: w.World) =>
  log.filter((e) => e.kind === 'reassigned').map((e) => [e.body.to, e.body.by, e.at]);

describe.each([true, false])('a task that is handed on again and again, read in between: %s', (read) => {
  const then = (s: w.World, when: string) => {
    if (read) w.step(s);
    w.down(s, at(`04-14 ${when}`));
  };

  it('is handed in by whoever had it when they wrote', () => {
    const s = opened();
    w.assigns(s, 'sam', 'priya');
    then(s, '10:05');
    const attachments = ['export.csv', 'decisions.md', 'removals.log'].map((name) => w.file(s, name));
    w.says(s, 'priya', '/done', { attachments });
    then(s, '10:10');
    w.assigns(s, 'priya', 'ken');
    w.run(s, at('04-14 10:30'));
    expect(s.state.submission).toMatchObject({ by: 'priya', at: at('04-14 10:05'), implementers: ['priya'] });
    expect(handovers(s)).toEqual([
      ['priya', 'sam-okoro', at('04-14 10:00')],
      ['ken', 'priya-nair', at('04-14 10:10')],
    ]);
  });

  it('also where it was given back, and not by whoever had it before or after', () => {
    const s = opened();
    w.assigns(s, 'sam', 'priya');
    then(s, '10:05');
    w.says(s, 'priya', '/evidence export https://wiki.example.com/export');
    then(s, '10:06');
    w.says(s, 'sam', '/evidence export https://wiki.example.com/mine');
    then(s, '10:10');
    w.assigns(s, 'priya', 'sam');
    then(s, '10:15');
    w.says(s, 'priya', '/evidence decisions https://wiki.example.com/theirs');
    w.run(s, at('04-14 10:30'));
    expect(s.state.given.map(({ by, item }) => [by, item])).toEqual([['priya', 'export']]);
    expect(s.state.assignee).toBe('sam');
  });
});

describe('an assignment', () => {
  it('of the very second in which another one was read is followed, too', () => {
    const s = opened();
    w.assigns(s, 'sam', 'priya');
    w.step(s);
    w.assigns(s, 'priya', 'ken');
    w.run(s, at('04-14 10:30'));
    expect(handovers(s)).toEqual([
      ['priya', 'sam-okoro', at('04-14 10:00')],
      ['ken', 'priya-nair', at('04-14 10:00')],
    ]);
  });

  it('of before is not told again once somebody’s account is another one', () => {
    const s = opened();
    for (const [from, to, until] of [
      ['sam', 'priya', '10:10'],
      ['priya', 'ken', '10:20'],
    ] as const) {
      w.assigns(s, from, to);
      w.run(s, at(`04-14 ${until}`));
    }
    const before = handovers(s);
    expect(before.map(([to]) => to)).toEqual(['priya', 'ken']);
    s.org = { ...s.org, accounts: s.org.accounts.map((a) => (a.person === 'ken' ? { ...a, id: 'a-ken-anew' } : a)) };
    w.run(s, at('04-14 11:00'));
    expect([handovers(s), s.state.assignee]).toEqual([before, 'ken']);
  });

  it('of before is not told either once the assignee has left the programme', () => {
    const s = opened();
    const { ticket } = w.ticketOf(s);
    const [sam, priya] = [w.account(s, 'sam'), w.account(s, 'priya')];
    for (const kind of ['assigned', 'unassigned'] as const) {
      ticket.assignees = kind === 'assigned' ? [sam, priya] : [sam];
      ticket.changes.push({ id: kind, kind, by: sam, at: s.now, account: priya });
      w.run(s, at(kind === 'assigned' ? '04-14 10:05' : '04-14 10:10'));
    }
    const programme = { ...s.org.programme, people: s.org.programme.people.filter(({ id }) => id !== 'sam') };
    s.org = { ...s.org, programme, accounts: s.org.accounts.filter(({ person }) => person !== 'sam') };
    w.run(s, at('04-14 11:00'));
    expect([handovers(s), s.state.assignee]).toEqual([[], 'sam']);
    w.assigns(s, 'mara', 'ken');
    w.run(s, at('04-14 11:30'));
    expect(handovers(s)).toEqual([['ken', 'mara-lindt', at('04-14 11:00')]]);
  });

  it('that was undone before anybody wrote is none', () => {
    const s = opened();
    w.assigns(s, 'sam', 'priya');
    w.down(s, at('04-14 10:05'));
    w.assigns(s, 'priya', 'sam');
    w.run(s, at('04-14 10:30'));
    expect(handovers(s)).toEqual([]);
  });

  it('beside the assignee hands over when the assignee leaves, not before', () => {
    const s = opened();
    const { ticket } = w.ticketOf(s);
    const [sam, priya] = [w.account(s, 'sam'), w.account(s, 'priya')];
    ticket.assignees = [sam, priya];
    ticket.changes.push({ id: 'a1', kind: 'assigned', by: sam, at: at('04-14 10:01'), account: priya });
    w.run(s, at('04-14 10:05'));
    expect(handovers(s)).toEqual([]);
    ticket.assignees = [priya];
    ticket.changes.push({ id: 'a2', kind: 'unassigned', by: sam, at: at('04-14 10:10'), account: sam });
    w.run(s, at('04-14 10:30'));
    expect(handovers(s)).toEqual([['priya', 'sam-okoro', at('04-14 10:10')]]);
  });

  it('to somebody unknown, and then to a colleague, is the colleague’s', () => {
    const s = opened();
    w.assigns(s, 'sam', 'zoe');
    w.down(s, at('04-14 10:05'));
    w.assigns(s, 'sam', 'ken');
    w.run(s, at('04-14 10:30'));
    expect(handovers(s)).toEqual([['ken', 'sam-okoro', at('04-14 10:05')]]);
    expect(w.kinds(s)).not.toContain('put-back');
  });

  it('that a tracker’s history does not tell counts from its reading', () => {
    const s = opened();
    w.ticketOf(s).ticket.assignees = [w.account(s, 'priya')];
    w.run(s, at('04-14 10:30'));
    expect(handovers(s)).toEqual([['priya', undefined, at('04-14 10:30')]]);
  });
});
