import { describe, expect, it } from '@jest/globals';
import { plain } from '../../../rules/plain.ts';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import * as w from './world.ts';

/** What its first escalation says that can be done. */
function offered(terms: Partial<TaskTerms>): string | undefined {
  const s = w.run(w.world(rules, { terms }), at('04-19 10:00'));
  return s.comments.map((c) => /You can: (.*)\.$/.exec(c.text)?.[1]).find((text) => text !== undefined);
}

const fileless = { file: false, kept: false };
const minutes: TaskTerms['evidence'] = [{ id: 'a', text: { text: 'a' }, word: 'decide', several: true, ...fileless }];

describe('what an escalation offers', () => {
  const asks = '/extend DATE because …, or /waive because …';

  it.each<[string, Partial<TaskTerms>]>([
    ['what each does for themselves', { personal: true }],
    ['a management review, which stays with its chair', { kind: 'management-review', evidence: minutes }],
    ['whether something helped, which stays with its checker', { kind: 'benefit-check', slot: 'benefit' }],
    ['ratings', { kind: 'risk-rating' }],
  ])('is no other assignee where that is put back: %s', (_, terms) => {
    expect(offered(terms)).toBe(asks);
  });

  it('is another assignee where that counts', () => {
    expect(offered({})).toBe(`change the assignee, ${asks}`);
  });
});

describe('what waits to be decided', () => {
  /** Asked for by the lead, so that whoever does it has written nothing and is reminded. */
  const asked = (...texts: string[]) => {
    const s = w.run(w.world(rules), at('04-08 10:00'));
    for (const text of texts) w.heard(s, 'mara', text);
    return s;
  };
  const said = (s: w.World, start: RegExp) => s.comments.map((c) => c.text).find((text) => start.test(text));
  const later = 'Mara Lindt asked for 23 April on 8 April; it waits for Jonas Weber.';

  it('is no more offered to be asked for in the reminder: it says who decides', () => {
    const s = w.run(asked('/extend 2027-04-23 because Sam is away'), at('04-13 10:00'));
    expect(said(s, /^Sam, this is due/)).toMatch(new RegExp(`${later}$`));
  });

  it('nor in the escalation', () => {
    const one = w.run(asked('/extend 2027-04-23 because Sam is away'), at('04-19 10:00'));
    expect(said(one, /days late/)).toContain(`${later} You can: change the assignee, or /waive because ….`);
    const both = ['/extend 2027-04-23 because Sam is away', '/waive because the tool does it'];
    const all = w.run(asked(...both), at('04-19 10:00'));
    expect(said(all, /days late/)).toMatch(
      /it waits for Jonas Weber\. Mara Lindt asked not to do this one on 8 April; it waits for Jonas Weber\. You can: change the assignee\.$/,
    );
  });
});

describe('the date in the words that ask for a later one', () => {
  const origin = { nonconformity: 'n1', display: 'NC-2027-014', round: 1 };
  const said = (terms: Partial<TaskTerms>) => {
    const s = w.world(rules, { terms });
    const ticket = plain(s.block.flatMap((b) => (b.kind === 'lines' ? b.items : [])));
    const reminded = w.run(s, at('04-13 10:00')).comments[0]?.text;
    return [ticket, reminded].map(
      (text) => /Need longer\? (?:Comment )?(.*?)(?:\. Anything.*)?$/.exec(text ?? '')?.[1],
    );
  };

  it('is none that the nonconformity of an action refuses', () => {
    const text = '/extend DATE because …, no later than NC-2027-014 is due';
    expect(said({ kind: 'action', origin })).toEqual([text, text]);
  });

  it('is an example elsewhere', () => {
    const text = '/extend 2027-04-23 because …';
    expect(said({ kind: 'action', origin: { review: 'r1', display: 'MR-7K2' } })).toEqual([text, text]);
  });
});

describe('a due date edited by hand', () => {
  const edited = (s: w.World) => {
    w.ticketOf(s).ticket.due = '2027-06-30';
    w.step(s);
    return w.lastComment(s);
  };

  it('is not said to be movable once the work was handed in', () => {
    const s = w.handsIn(w.run(w.world(rules), at('04-12 10:00')));
    w.step(s);
    expect(s.state.stage).toBe('submitted');
    expect(edited(w.run(s, at('04-12 11:00')))).toMatch(/has been put back\. Nobody can ask for a later one here\.$/);
    expect(edited(w.run(w.world(rules), at('04-12 11:00')))).toMatch(/To move it: \/extend DATE because …\.$/);
  });
});

describe('the words that decide a request', () => {
  const asking = (...words: string[]) => {
    const s = w.run(w.world(rules, { terms: { verifier: 'elena' } }), at('04-14 10:00'));
    for (const word of words) {
      w.says(w.run(s, new Date(Date.parse(s.now) + 60_000).toISOString()), 'sam', word);
      w.step(s);
    }
    return s;
  };
  const later = '/extend 2027-04-23 because the export is broken';
  const not = '/waive because a tool does it';

  it('name it where another one waits, in the ticket and beside it', () => {
    expect(w.lastComment(asking(later))).toContain('/approve or /deny because … before');
    expect(w.lastComment(asking(later, not))).toContain('until you /approve waiver or /deny waiver because ….');
    expect(w.lastComment(asking(not, later))).toContain('/approve extension or /deny extension because … before');
    const s = w.run(asking(later, not), at('04-30 10:00'));
    const lines = s.notices.filter((n) => n.subject.startsWith('To decide')).map((n) => n.lines[0]);
    expect(lines).toContainEqual(expect.stringContaining('waits for your /approve waiver or /deny waiver because …'));
  });

  it('are bare again once only one waits', () => {
    const s = asking(not, later);
    w.says(w.run(s, at('04-14 11:00')), 'elena', '/deny extension because no');
    w.step(s);
    expect(s.state.waiver).toBeDefined();
    w.ticketOf(s).deleted = true;
    w.step(s);
    w.step(s);
    expect(w.lastComment(s)).toContain('until you /approve or /deny');
  });
});
