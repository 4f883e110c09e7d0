import { describe, expect, it } from '@jest/globals';
import { rules } from './rules.ts';
import { at, terms } from './terms.ts';
import * as w from './world.ts';

/** Handed in on the last evening, 30 April; missed after that day. */
function lastEvening(): w.World {
  return w.handsIn(w.run(w.world(rules), at('04-30 20:00')));
}

const outcome = ({ state }: w.World) => [state.stage, state.submission?.at, state.missed?.at];

describe.each([true, false])('a complete close that people undo, read before they did: %s', (read) => {
  const then = (s: w.World, when: string) => {
    if (read) w.step(s);
    w.down(s, at(when));
  };

  it('is a submission in time, and the ticket is closed again with one reply', () => {
    const s = lastEvening();
    then(s, '05-03 09:00');
    w.reopens(s, 'sam');
    w.run(s, at('05-03 10:00'));
    expect(outcome(s)).toEqual(['submitted', at('04-30 20:00'), undefined]);
    expect([s.ticket?.ticket.category, w.kinds(s).filter((k) => k === 'reopened-by-hand').length]).toEqual(['done', 1]);
    expect(w.lastComment(s)).toContain('so it was closed again');
  });

  it('also where the ticket was closed once more', () => {
    const s = lastEvening();
    then(s, '05-03 09:00');
    w.reopens(s, 'sam');
    then(s, '05-03 09:02');
    w.closes(s, 'sam');
    w.run(s, at('05-03 10:00'));
    expect(outcome(s)).toEqual(['submitted', at('04-30 20:00'), undefined]);
  });

  it('ends what nobody verifies', () => {
    const { verifier: _, ...rest } = terms({ evidence: [] });
    const s = w.run(w.world(rules, { terms: { ...rest, verifier: undefined as never } }), at('04-14 10:00'));
    w.closes(s, 'sam');
    then(s, '04-14 11:00');
    w.reopens(s, 'sam');
    w.run(s, at('04-14 12:00'));
    expect([s.state.verdict, s.state.endedAt, s.ticket?.ticket.category]).toEqual([
      'recorded',
      at('04-14 10:00'),
      'done',
    ]);
  });

  it('is what a rejection after it is about', () => {
    const s = w.handsIn(w.run(w.world(rules), at('04-14 10:00')));
    then(s, '04-14 11:00');
    w.says(s, 'mara', '/reject because the export is old');
    w.reopens(s, 'mara');
    then(s, '04-14 12:00');
    w.says(s, 'sam', 'export', { attachments: [w.file(s, 'export-v2.csv')] });
    w.closes(s, 'sam');
    w.run(s, at('04-14 13:00'));
    expect(s.state.rejections).toMatchObject([{ by: 'mara', handedIn: at('04-14 10:00') }]);
    expect(outcome(s)).toEqual(['submitted', at('04-14 12:00'), undefined]);
  });
});

describe('a close that was undone before it was complete', () => {
  /** Closed without the last item, and opened again within the minute in which nothing is said. */
  function slip(): w.World {
    const s = w.run(w.world(rules), at('04-14 10:00'));
    w.says(s, 'sam', 'so far', { attachments: [w.file(s, 'export.csv'), w.file(s, 'decisions.md')] });
    w.closes(s, 'sam');
    w.down(s, at('04-14 10:00:30'));
    w.reopens(s, 'sam');
    return s;
  }

  it('is none, in silence; what is handed in later counts', () => {
    const s = slip();
    const said = s.comments.length;
    w.run(s, at('04-14 11:00'));
    w.says(s, 'sam', 'the rest', { attachments: [w.file(s, 'removals.log')] });
    w.run(s, at('04-15 10:00'));
    expect([s.state.stage, s.ticket?.ticket.category, s.comments.length]).toEqual(['open', 'open', said]);
    w.closes(s, 'sam');
    w.run(s, at('04-15 11:00'));
    expect(outcome(s)).toEqual(['submitted', at('04-15 10:00'), undefined]);
  });

  it('is not sent back for a word that came before it was undone', () => {
    const personal = { ...terms(), personal: true as const };
    const s = w.run(w.world(rules, { terms: personal }), at('04-14 10:00'));
    w.closes(s, 'jonas');
    w.down(s, at('04-14 10:05'));
    w.says(s, 'sam', '/help');
    w.down(s, at('04-14 10:10'));
    w.reopens(s, 'sam');
    w.run(s, at('04-14 11:00'));
    expect(s.state.stage).toBe('open');
    expect(s.comments.filter(({ text }) => text.startsWith('Reopened'))).toEqual([]);
  });

  it('counts for nothing when all was there after it, and the limit passed', () => {
    const s = slip();
    w.down(s, at('04-15 10:00'));
    w.says(s, 'sam', 'the rest', { attachments: [w.file(s, 'removals.log')] });
    w.down(s, at('05-03 10:00'));
    w.step(s);
    expect(outcome(s)).toEqual(['open', undefined, at('05-01 00:00')]);
  });

  it('is dated by its last item where all was there before', () => {
    const s = w.run(w.world(rules), at('04-14 10:00'));
    w.closes(s, 'sam');
    w.down(s, at('04-14 10:10'));
    for (const item of ['export', 'decisions', 'removals'])
      w.says(s, 'sam', `/evidence ${item} https://wiki.example.com/${item}`);
    w.down(s, at('04-14 10:20'));
    w.reopens(s, 'sam');
    w.run(s, at('04-14 12:00'));
    expect(outcome(s)).toEqual(['submitted', at('04-14 10:10'), undefined]);
  });
});

describe('no submission is', () => {
  it.each([
    ['a stranger’s close', 'zoe', 'done'],
    ['a close as won’t-do', 'sam', 'dropped'],
  ] as const)('%s that people undid', (_, who, category) => {
    const s = w.run(w.world(rules, { terms: { evidence: [] } }), at('04-14 10:00'));
    const said = s.comments.length;
    w.closes(s, who, category);
    w.down(s, at('04-14 11:00'));
    w.reopens(s, 'sam');
    w.run(s, at('04-14 12:00'));
    expect([s.state.stage, s.state.waiver, s.comments.length]).toEqual(['open', undefined, said]);
    expect(w.kinds(s)).not.toContain('answered');
  });

  it('a close of before the verdict that it counts as missed', () => {
    const s = lastEvening();
    for (const [url] of w.ticketOf(s).files) w.ticketOf(s).files.delete(url);
    const { comments } = w.ticketOf(s).ticket;
    const handedIn = comments.splice(0);
    w.down(s, at('05-03 09:00'));
    w.reopens(s, 'sam');
    w.step(s);
    comments.push(...handedIn);
    w.run(s, at('05-03 10:00'));
    expect(outcome(s)).toEqual(['open', undefined, at('05-01 00:00')]);
  });

  it('one that the tracker’s history shows only after that verdict', () => {
    const s = lastEvening();
    w.down(s, at('05-03 09:00'));
    w.reopens(s, 'sam');
    const { changes } = w.ticketOf(s).ticket;
    const lagging = changes.splice(0);
    w.step(s);
    expect(outcome(s)).toEqual(['open', undefined, at('05-01 00:00')]);
    changes.push(...lagging);
    w.run(s, at('05-03 10:00'));
    expect([outcome(s), w.kinds(s).filter((k) => k === 'answered')]).toEqual([
      ['open', undefined, at('05-01 00:00')],
      [],
    ]);
  });

  it('one of before the ticket was the task’s', () => {
    const s = w.run(w.world(rules, { terms: { evidence: [] } }), at('04-14 10:00'));
    w.closes(s, 'sam');
    w.reopens(s, 'sam');
    for (const change of w.ticketOf(s).ticket.changes.slice(-2)) change.at = at('03-01 10:00');
    w.run(s, at('04-14 11:00'));
    expect([s.state.stage, s.state.submission]).toEqual(['open', undefined]);
  });

  it('one that the engine itself sent back, though the tracker’s history dates it a second later', () => {
    const s = w.run(w.world(rules), at('04-14 10:00'));
    w.closes(s, 'sam');
    const change = w.ticketOf(s).ticket.changes.at(-1);
    if (change) change.at = at('04-14 10:00:01');
    w.run(s, at('04-15 11:00'));
    expect(w.ticketOf(s).ticket.category).toBe('open');
    expect(w.kinds(s).filter((k) => k === 'returned' || k === 'answered')).toEqual(['returned']);
  });

  it('a close that was answered already, though the tracker’s history dates it a second later', () => {
    const s = w.run(w.world(rules), at('04-14 10:00'));
    w.closes(s, 'sam');
    const change = w.ticketOf(s).ticket.changes.at(-1);
    if (change) change.at = at('04-14 10:00:01');
    w.run(s, at('04-14 10:00:59'));
    w.down(s, at('04-14 10:01:00'));
    const said = rules.advanceTask(s.state, s.log.length, w.seenNow(s), s.org, s.now);
    s.log.push(...said.events);
    s.state = said.state;
    w.reopens(s, 'sam');
    w.run(s, at('04-14 11:00'));
    expect(w.kinds(s).filter((k) => k === 'returned' || k === 'answered')).toEqual(['returned']);
  });
});
