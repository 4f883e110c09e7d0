import { describe, expect, it } from '@jest/globals';
import { parseCommands } from '../../../rules/commands.ts';
import { readDecline } from '../../../rules/improvement/declining.ts';
import { reviewAction } from '../../../rules/management-review/action-task.ts';
import { readDecision, readPresent } from '../../../rules/management-review/decide.ts';
import type { Item } from '../../../rules/task/state.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import * as w from '../task/world.ts';

const item = (id: string, word: 'decide' | 'present'): Item => {
  return {
    id,
    text: { text: id },
    file: false,
    kept: false,
    word,
    ...(word === 'decide' && { several: true as const }),
  };
};
const items = [item('a', 'decide'), item('i', 'decide'), item('present', 'present')];

function command(text: string) {
  const [said] = parseCommands(text);
  if (said?.kind !== 'command') throw new Error(`${text} is no command`);
  return said.command;
}

describe('decide', () => {
  it.each([
    ['/decide a none were open', 'a', 'none were open'],
    ['/decide A: patching got slower', 'a', 'patching got slower'],
    ['/decide i none, because the audit comes first', 'i', 'none, because the audit comes first'],
  ])('%s', (text, id, name) => {
    expect(readDecision(command(text), items)).toEqual({ item: id, name, says: { topic: id } });
  });

  it.each([
    ['/decide', 'it begins with what it is about: one of a, b, c, d, e, f, g, i, m'],
    ['/decide h something', 'it begins with what it is about: one of a, b, c, d, e, f, g, i, m'],
    ['/decide m something', 'it begins with what it is about: one of a, b, c, d, e, f, g, i, m'],
    ['/decide a …', 'it needs a text: what was considered and decided'],
    ['/decide i none', '"none" needs a reason, too'],
    ['/decide i None, because', '"none" needs a reason, too'],
  ])('%s is not enough', (text, wrong) => {
    expect(readDecision(command(text), items)).toEqual({ wrong });
  });

  it('present takes names', () => {
    expect(readPresent(command('/present Elena, Mara'))).toMatchObject({
      item: 'present',
      name: 'Elena, Mara',
    });
    expect(readPresent(command('/present'))).toEqual({ wrong: 'it needs the names of those who were there' });
  });
});

describe('decline', () => {
  it.each([
    ['out-of-scope because we sold it', 'out-of-scope', 'we sold it'],
    ['Within risk tolerance: nobody was hurt', 'within-risk-tolerance', 'nobody was hurt'],
    ['other, because …of the move', 'other', '…of the move'],
  ])('%s', (text, why, reason) => expect(readDecline(text)).toEqual({ why, reason }));

  it.each(['', 'no', 'otherwise we lose', 'cost because of it'])('%s names no class', (text) =>
    expect(readDecline(text)).toMatchObject({ wrong: expect.stringContaining('it begins with one of out-of-scope') }),
  );

  it('needs a reason', () => expect(readDecline('other because')).toEqual({ wrong: 'it needs a reason' }));
});

/** A review that Sam chairs; Elena is top management. */
function review(more: Partial<Parameters<typeof w.world>[1]> = {}): w.World {
  const terms = { kind: 'management-review' as const, verifier: 'role:top', evidence: items, clauses: ['9.3'] };
  return w.run(w.world(rules, { terms, ...more }), at('04-14 10:00'));
}

function says(s: w.World, when: string, who: string, text: string): w.World {
  w.says(w.run(s, at(when)), who, text);
  w.step(s);
  return s;
}

describe('a signature', () => {
  const minutes = '/decide a seen\n/decide i none, because all is well\n/present all';

  it('counts only once everything is considered, and is kept as refused before that', () => {
    const s = says(review(), '04-14 11:00', 'sam', '/decide a seen');
    says(s, '04-14 11:10', 'elena', '/sign');
    expect(s.state).toMatchObject({ stage: 'open', unsigned: [{ by: 'elena', open: ['i', 'present'] }] });
    expect(w.lastComment(s)).toContain('does not count yet and is kept as refused: 2 things are open: i, present');
    says(s, '04-14 12:00', 'sam', minutes);
    says(s, '04-14 13:00', 'elena', '/sign');
    expect(s.state).toMatchObject({ stage: 'ended', verdict: 'verified', verified: { by: 'elena', self: false } });
    expect(s.state.submission?.implementers).toEqual(['sam']);
    says(s, '04-14 14:00', 'elena', '/reject because no');
    expect(s.state.stage).toBe('ended');
  });

  it.each(['sam', 'mara', 'jonas', 'zoe'])('is not %s’s to give', (who) => {
    const s = says(review(), '04-14 11:00', 'sam', minutes);
    says(s, '04-14 12:00', who, '/sign');
    expect(s.state.stage).toBe('open');
    expect(w.lastComment(s)).toContain('on this ticket Elena Costa may sign');
  });

  it('is given by a delegate only with that power', () => {
    for (const [power, stage] of [
      ['verify', 'open'],
      ['sign', 'ended'],
    ] as const) {
      const org = organisation({}, { elena: { to: 'ken', powers: [power] } });
      const t = says(says(review({ org }), '04-14 11:00', 'sam', minutes), '04-14 12:00', 'ken', '/sign');
      expect(t.state.stage).toBe(stage);
    }
  });

  it('is asked of a delegate too, with that power only', () => {
    const told = (power: 'sign' | 'verify') => {
      const org = organisation({}, { elena: { to: 'ken', powers: [power] } });
      const s = says(review({ org }), '04-14 11:00', 'sam', minutes);
      w.closes(s, 'sam');
      w.run(s, at('04-14 12:00'));
      return s.comments.at(-1)?.told;
    };
    expect(told('sign')).toEqual(['elena', 'ken']);
    expect(told('verify')).toEqual(['elena']);
  });

  it('is not asked of anybody below top management, should all of it have chaired', () => {
    const org = organisation({ roles: { lead: ['mara'], top: ['sam'] } });
    const s = says(review({ org }), '04-14 11:00', 'sam', minutes);
    for (const who of ['sam', 'mara']) says(s, '04-14 12:00', who, '/sign');
    expect(s.state.stage).toBe('open');
  });

  it('is not given by whoever wrote some of it down, though they stand above', () => {
    const org = organisation({}, { sam: { to: 'elena', powers: [] } });
    const s = says(review({ org }), '04-14 11:00', 'sam', minutes);
    says(s, '04-14 11:30', 'elena', '/decide a and one more was closed');
    says(s, '04-14 12:00', 'elena', '/sign');
    expect(s.state.given.at(-1)).toMatchObject({ item: 'a', by: 'elena' });
    expect(s.state.stage).toBe('open');
  });

  it('is for minutes that nothing is added to any more: no action once they are handed in', () => {
    const s = says(review(), '04-14 11:00', 'sam', minutes);
    w.closes(s, 'sam');
    w.run(s, at('04-14 12:00'));
    expect(s.state.stage).toBe('submitted');
    says(s, '04-14 13:00', 'sam', '/action @ken-adeyemi 2027-05-14 Automate it');
    expect(w.lastComment(s)).toContain('the minutes have been handed in');
    says(s, '04-14 14:00', 'elena', '/sign');
    expect([s.state.stage, s.calls]).toEqual(['ended', []]);
  });

  it('is not given to a review that was waived; taken up again, it is signed as any other', () => {
    const s = says(review(), '04-14 11:00', 'sam', `/action @ken-adeyemi 2027-05-14 Automate it`);
    says(s, '04-14 11:30', 'mara', '/waive because we are all on holiday');
    says(s, '04-14 12:00', 'elena', '/approve');
    const { length } = s.calls;
    says(s, '04-15 12:00', 'elena', '/sign');
    expect(s.state).toMatchObject({ stage: 'ended', verdict: 'waived', endedAt: at('04-14 12:00') });
    expect([s.state.verified, s.calls.length]).toEqual([undefined, length]);
    expect(w.lastComment(s)).toContain('sign was not recorded: this review ended without minutes');
    says(s, '04-15 13:00', 'mara', '/reject because it is held after all');
    says(s, '04-16 11:00', 'sam', minutes);
    says(s, '04-16 12:00', 'elena', '/sign');
    expect(s.state).toMatchObject({ verdict: 'verified', verified: { by: 'elena' } });
    expect(s.calls.at(-1)).toMatchObject({ because: 'action', nth: 1 });
  });

  it('opens the actions that the chair wrote down, and none that somebody else did', () => {
    const s = says(review(), '04-14 11:00', 'sam', `${minutes}\n/action @ken-adeyemi 2027-05-14 Automate it`);
    says(s, '04-14 11:30', 'mara', '/action @sam-okoro 2027-05-14 Something else');
    says(s, '04-14 11:40', 'sam', '/action @ken-adeyemi 2027-04-01 Too late');
    expect(w.lastComment(s)).toContain('the date has passed');
    expect(s.calls).toEqual([]);
    says(s, '04-14 12:00', 'elena', '/sign');
    expect(s.calls).toMatchObject([{ because: 'action', nth: 1, action: { owner: 'ken', by: 'sam' } }]);
  });
});

describe('the ticket of an action', () => {
  it('is due as decided; where that is over by the signature, as long after it as a verification takes', () => {
    const { state, org } = review();
    const due = (date: string) => {
      const action = { owner: 'ken', due: endOf(date), text: { text: 'Automate it' } };
      return reviewAction(org, state, 'MR-1-1', action, at('04-20 10:00'));
    };
    expect(due('05-14')).toMatchObject({ assignee: 'ken', terms: { due: endOf('05-14'), verifier: 'sam' } });
    expect(due('04-16').terms.due).toEqual(endOf('04-27'));
    expect([due('05-14').terms.hardLimit, due('05-14').terms.ladder.hardLimit]).toEqual([undefined, undefined]);
  });
});
