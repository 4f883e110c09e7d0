import { describe, expect, it } from '@jest/globals';
import { plain } from '../../../rules/plain.ts';
import type { Block, Paragraph } from '../../../rules/ticket.ts';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at, terms } from './terms.ts';
import * as w from './world.ts';

/** A block as lines, the end marker included. */
function lines(block: Block): string[] {
  const line = (text: Paragraph) => plain([text]);
  return block
    .flatMap((part) =>
      'items' in part
        ? part.items.map((item, i) => `${part.kind === 'steps' ? `${i + 1}. ` : ''}${line(item)}`)
        : [line(part.text)],
    )
    .concat('end marker');
}

function answers(s: w.World, when: string, who: string, text: string): string[] {
  w.says(w.run(s, at(when)), who, text);
  const before = s.comments.length;
  w.step(s);
  return s.comments.slice(before).map((c) => c.text);
}

const org = organisation({ url: 'https://isms.example.com' });

describe('what a ticket says', () => {
  it('from its opening to its end', () => {
    const s = w.world(rules, { org });
    expect(lines(s.block)).toMatchSnapshot('open');
    w.says(w.run(s, at('04-12 10:00')), 'sam', 'export and decisions', {
      attachments: [w.file(s, 'aws-users-0412.csv'), w.link('decisions')],
    });
    w.closes(s, 'sam');
    w.run(s, at('04-12 10:02'));
    expect(lines(s.block)).toMatchSnapshot('sent back');
    w.says(s, 'sam', 'removals: none needed, because nobody left');
    w.closes(w.run(s, at('04-14 10:00')), 'sam');
    w.step(s);
    expect(lines(s.block)).toMatchSnapshot('handed in');
    answers(s, '04-15 10:00', 'mara', '/reject because removals show two of three accounts');
    expect(lines(s.block)).toMatchSnapshot('rejected');
    w.handsIn(w.run(s, at('05-03 10:00')));
    w.step(s);
    answers(s, '05-04 10:00', 'mara', '/accept');
    expect(lines(s.block)).toMatchSnapshot('missed, done, and verified');
    expect(s.comments.map((c) => c.text)).toMatchSnapshot('comments');
  });

  it('of requests', () => {
    const s = w.world(rules, { org });
    const said = [
      answers(s, '04-14 10:00', 'sam', '/extend 2027-04-23 because export job broken'),
      answers(s, '04-14 10:10', 'sam', '/approve'),
      answers(s, '04-14 10:20', 'mara', '/deny because no interim control'),
      answers(s, '04-14 10:30', 'sam', '/extend 2027-04-23 because export job broken'),
      answers(s, '04-14 10:40', 'mara', '/approve'),
      answers(s, '04-14 10:50', 'sam', '/waive because tool does it'),
      answers(s, '04-14 11:00', 'mara', '/deny because nothing replaces A.5.18'),
      answers(s, '04-14 11:10', 'sam', '/waive because tool does it'),
      answers(s, '04-14 11:20', 'mara', '/approve'),
    ];
    expect(said).toMatchSnapshot();
    expect(lines(s.block)).toMatchSnapshot('waived');
  });

  it('of words and hands', () => {
    const s = w.world(rules, { org });
    const said = [
      answers(s, '04-05 10:00', 'sam', '/aprove'),
      answers(s, '04-05 10:10', 'zoe', '/done'),
      answers(s, '04-05 10:20', 'sam', '/help'),
    ];
    w.says(s, 'sam', '/waive because x', { edited: true });
    w.step(s);
    w.ticketOf(s).ticket.due = '2027-06-30';
    w.step(s);
    w.closes(w.run(s, at('04-05 11:00')), 'zoe');
    w.step(s);
    w.ticketOf(s).deleted = true;
    w.step(s);
    w.step(s);
    expect([said, s.comments.slice(3).map((c) => c.text)]).toMatchSnapshot();
    expect(s.notices.map((n) => [n.to, n.subject, n.lines])).toMatchSnapshot('notices');
  });

  it('of who checks it: never whoever does it', () => {
    const s = w.world(rules, { org, terms: { owner: 'mara' } });
    expect(lines(s.block)).toContain(
      'Mara Lindt does it · Elena Costa checks it · after Fri 30 Apr it counts as missed.',
    );
  });

  it('missed: since when, and that it is still to be done', () => {
    const s = w.run(w.world(rules, { org }), at('05-01 00:05'));
    expect(lines(s.block)).toContain(
      'Sam Okoro does it · Mara Lindt checks it · missed since 30 Apr, still to be done.',
    );
    const t = w.handsIn(w.run(w.world(rules, { org }), at('04-16 10:00')));
    w.step(t);
    answers(t, '05-03 10:00', 'mara', '/reject the export is of last year');
    w.step(t);
    expect(lines(t.block)).toContain(
      'Sam Okoro does it · Mara Lindt checks it · missed since 3 May, still to be done.',
    );
  });

  it('rejected: what stands of it, and why it came back, until it is handed in again', () => {
    const s = w.handsIn(w.run(w.world(rules, { org }), at('04-12 10:00')));
    w.step(s);
    answers(s, '04-13 10:00', 'mara', '/reject because there are old users');
    const why = '✗ not accepted: there are old users, Mara Lindt, 13 Apr';
    expect(lines(s.block)).toEqual(expect.arrayContaining(['✓ export: export.csv, kept 12 Apr', why]));
    w.closes(w.run(s, at('04-14 10:00')), 'sam');
    w.step(s);
    expect(s.state.submission?.items.map(({ item }) => item)).toEqual(['export', 'decisions', 'removals']);
    expect(lines(s.block)).not.toContain(why);
    const t = w.closes(w.run(w.world(rules, { org, terms: { evidence: [] } }), at('04-12 10:00')), 'sam');
    w.step(t);
    answers(t, '04-13 10:00', 'mara', '/reject because there are old users');
    expect(lines(t.block)).toContain(why);
  });

  it('of an item that has to be kept: how, before and after it is missing', () => {
    const evidence = [{ id: 'log', text: { text: 'the log' }, file: true, kept: true }];
    const s = w.run(w.world(rules, { org, terms: { evidence } }), at('04-12 10:00'));
    expect(lines(s.block)).toContain('○ log: the log (to be kept)');
    w.closes(s, 'sam');
    w.run(s, at('04-12 10:05'));
    expect(lines(s.block)).toContain('✗ log: missing (to be kept)');
  });

  it('up the ladder', () => {
    const s = w.run(w.world(rules, { org }), at('04-30 10:00'));
    s.reading = 'unread';
    w.run(s, at('05-01 00:02'));
    expect(s.comments.map((c) => c.text)).toMatchSnapshot('comments');
    expect(s.notices.map((n) => [n.to, n.subject, n.lines])).toMatchSnapshot('notices');
  });

  it('where deadlines are exact', () => {
    const exact = {
      opens: at('04-01 10:00'),
      due: { at: at('04-01 10:40') },
      hardLimit: { at: at('04-01 10:50') },
      interval: '40 minutes',
    };
    const s = w.world(rules, { org, terms: exact });
    expect(lines(s.block)).toMatchSnapshot('open');
    expect(answers(s, '04-01 10:20', 'sam', '/extend 2027-04-02 because export job broken')[0]).toMatch(
      /because … before 1 Apr 2027 10:40:00; until then 1 Apr 2027 10:40:00 stands\.$/,
    );
    w.handsIn(w.run(s, at('04-01 10:45')));
    w.step(s);
    expect(lines(s.block)).toMatchSnapshot('handed in');
  });

  it.each([
    [3, 3],
    [20, 3],
    [2, 30],
    [40, 40],
    [0, 0],
  ])('in twenty lines at most: %i steps, %i items of evidence', (steps, items) => {
    const instructions = Array.from({ length: steps }, (_, i) => ({ text: `Step ${i}.` }));
    const evidence = Array.from({ length: items }, (_, i) => ({
      id: `item-${i}`,
      text: { text: `text ${i}` },
      file: false,
      kept: false,
    }));
    const { block } = w.world(rules, { org, terms: { ...terms(), instructions, evidence } });
    const body = lines(block);
    expect(body.length).toBeLessThanOrEqual(20);
    for (let i = 0; i < steps; i++) expect(body.join('\n')).toContain(`Step ${i}.`);
    for (let i = 0; i < items; i++) expect(body.join('\n')).toContain(`text ${i}`);
  });
});
