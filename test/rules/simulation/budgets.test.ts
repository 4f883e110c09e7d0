import { describe, expect, it } from '@jest/globals';
import { commentsWithinBudget, messagesWithinBudget } from '../../../rules/simulation/budgets.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import { organisation } from '../task/people.ts';
import { at } from '../task/terms.ts';

/** Elena is top management, Mara leads; three chases a day are allowed. */
const org = organisation();

function judged(to: string, subjects: string[], of = org) {
  const messages = subjects.map((subject, i) => ({ to, subject, at: at(`04-14 1${i}:00`) }));
  return messagesWithinBudget({ messages, org: of } as unknown as Life);
}

/** A ticket with so many comments, of which some escalated. */
function commented(comments: number, escalations: number, of = org) {
  const thread = { ref: { tracker: 'github', number: '#1' } };
  return commentsWithinBudget({
    tasks: [{ thread, terms: { key: 'k7', display: 'AR-1', origin: {} }, stage: 'open' }],
    found: [],
    comments: Array.from({ length: comments }, () => ({ tracker: 'github', number: '#1', at: at('04-14 10:00') })),
    events: Array.from({ length: escalations }, (_, n) => ({
      stream: 'task/k7',
      kind: 'told',
      body: { effect: `k7:1:comment:chase:rung-${n}`, channel: 'comment', to: ['sam'] },
    })),
    org: of,
  } as unknown as Life);
}

describe('comments on one ticket', () => {
  it('are twelve at most, chases counted, where everybody can be told elsewhere', () => {
    expect(commented(12, 4).ok).toBe(true);
    expect(commented(13, 4)).toMatchObject({ ok: false, detail: 'AR-1 has 13 comments; allowed: 12' });
  });

  it('are twelve besides those that escalate, where somebody hears in the ticket alone', () => {
    const ticketOnly = organisation({ notices: {} });
    expect(commented(16, 4, ticketOnly).ok).toBe(true);
    expect(commented(17, 4, ticketOnly).ok).toBe(false);
  });
});

const CHASES = ['Due today: a', 'Late: b', 'To verify by Friday: c', 'Late: d'];

describe('messages for one person on one day', () => {
  it('are three chases at most, for the lead as for anybody', () => {
    for (const who of ['sam', 'mara']) {
      expect(judged(who, CHASES.slice(0, 3)).ok).toBe(true);
      expect(judged(who, CHASES)).toMatchObject({ ok: false, detail: expect.stringContaining('4 chases one by one') });
    }
  });

  it('are not counted for top management, which hears of most in its week; as the lead it is anybody', () => {
    expect(judged('elena', CHASES).ok).toBe(true);
    expect(judged('elena', CHASES, organisation({ roles: { lead: ['elena'], top: ['elena'] } })).ok).toBe(false);
  });

  it.each([
    [['1 thing needs you this week', '2 things need you this week; 1 thing to know']],
    [['Nothing needs you this week; 3 things to know', '1 thing needs you this week']],
    [['2 things wait for you', '1 thing waits for you']],
  ])('are one digest of each kind at most: %j', (subjects) => {
    expect(judged('elena', subjects).ok).toBe(false);
    expect(judged('elena', subjects.slice(1)).ok).toBe(true);
  });
});
