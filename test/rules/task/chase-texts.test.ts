import { describe, expect, it } from '@jest/globals';
import type { Power } from '../../../rules/programme.ts';
import { mayDoFor } from '../../../rules/task/stand-in.ts';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { question } from '../../../rules/triage/questions.ts';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import * as w from './world.ts';

const TITLE = 'Access review: production AWS, 2027 Q2';
const away = (person: string, to: string, powers: ('verify' | 'extend')[] = []) =>
  organisation({}, { [person]: { to, from: '2027-04-10', powers } });

/** What a person is told by mail, each with its subject; the address of the ticket stands last. */
function told(s: w.World, who: string): string[][] {
  return s.notices.filter((n) => n.to === who).map((n) => [n.subject, ...n.lines.slice(0, -1)]);
}

/** Handed in on 14 April, so that it is to be verified by the 21st, and left to lie. */
function waiting(options: Parameters<typeof w.world>[1], until: string): w.World {
  const s = w.handsIn(w.run(w.world(rules, options), at('04-14 10:00')));
  w.step(s);
  return w.run(s, at(until));
}

describe('a chase of what waits to be verified', () => {
  const word = 'It waits for your /accept or /reject because … in the ticket';

  it('asks whoever may verify for their word, and once it is late says since when', () => {
    const handedIn = `Sam Okoro handed in ${TITLE}.`;
    const due = 'Wednesday, 28 April';
    const s = waiting({ terms: { verifier: 'elena' } }, '05-10 10:00');
    const all = told(s, 'elena');
    expect(all[0]).toEqual([`To verify by ${due}: ${TITLE}`, `${handedIn} ${word}, by ${due}.`]);
    expect(all.at(-1)).toEqual([`Late: to verify ${TITLE}`, `${handedIn} ${word}, late since ${due}.`]);
    expect(s.notices.at(-1)?.chase?.line).toBe(`${TITLE}: to verify, late since ${due}; Sam Okoro handed it in.`);
  });

  it('tells everybody above who was asked, and asks no word of them that would not count', () => {
    const roles = { lead: ['mara'], top: ['elena'], checks: ['priya', 'ken'] };
    const org = organisation({ roles });
    const [heard] = told(waiting({ org, terms: { verifier: 'role:checks' } }, '05-03 10:00'), 'elena');
    expect(heard).toEqual([
      `Late: ${TITLE}, is not verified`,
      `Sam Okoro handed in ${TITLE}. Priya Nair and Ken Adeyemi were asked to verify it; it has been late since Wednesday, 21 April. Please see to it.`,
    ]);
  });

  it('tells a delegate the same, unless their delegation has the power to verify', () => {
    const due = 'Wednesday, 21 April';
    const [may] = told(waiting({ org: away('mara', 'ken', ['verify']) }, '04-20 10:00'), 'ken');
    expect(may).toEqual([`To verify by ${due}: ${TITLE}`, `Sam Okoro handed in ${TITLE}. ${word}, by ${due}.`]);
    const [mayNot] = told(waiting({ org: away('mara', 'ken') }, '04-20 10:00'), 'ken');
    expect(mayNot).toEqual([
      `To be verified by ${due}: ${TITLE}`,
      `Sam Okoro handed in ${TITLE}. Mara Lindt was asked to verify it by ${due}. Please see to it.`,
    ]);
  });

  it('says in the ticket of several people that they were asked', () => {
    const roles = { lead: ['mara'], top: ['elena'], checks: ['priya', 'ken'] };
    const s = waiting({ org: organisation({ roles, notices: {} }), terms: { verifier: 'role:checks' } }, '04-26 10:00');
    expect(s.comments.map((c) => c.text).filter((text) => / were asked/.test(text))).toEqual([
      '@mara-lindt This is to be verified by 21 April; Priya Nair and Ken Adeyemi were asked.',
      '@elena-costa This was to be verified by 21 April and was not; Priya Nair and Ken Adeyemi were asked. Please see to it.',
    ]);
  });
});

describe('a chase of work, to whoever stands in for its assignee', () => {
  const sams = (powers: Power[], terms = {}) => {
    const org = organisation({}, { sam: { to: 'ken', from: '2027-04-10', powers } });
    const s = w.run(w.world(rules, { org, terms }), at('04-13 10:00'));
    return s.notices.filter((n) => n.to === 'ken').map((n) => [n.lines[0]?.split('. ')[1], n.lines[1], n.chase?.own]);
  };
  const doIt = 'Attach what is missing to the ticket and close it.';
  const idle = 'Nothing needs you unless you can help.';

  it('says that they do it, and how', () => {
    expect(sams([])).toEqual([['Sam Okoro is away, and you stand in', doIt, true]]);
  });

  it('asks nothing that their delegation does not name, nor what each does for themselves', () => {
    const not = ['Sam Okoro is away, and you stand in, but not for this', idle, undefined];
    expect(sams(['verify'], { kind: 'risk-rating' })).toEqual([not]);
    expect(sams(['risk'], { kind: 'risk-rating' })).toEqual([['Sam Okoro is away, and you stand in', doIt, true]]);
    expect(sams([], { personal: true })).toEqual([not]);
  });

  it('leaves grades to whoever decides them, and nothing to whoever may not decide it', () => {
    const powers: Power[] = ['plan'];
    const org = organisation({}, { mara: { to: 'ken', from: '2027-04-10', powers } });
    const may = (terms: Partial<TaskTerms>) => {
      const { state } = w.world(rules, { org, terms: { owner: 'mara', process: 'nobodys', ...terms } });
      expect(state.assignee).toBe('mara');
      return mayDoFor(state, org, 'ken', at('04-13 10:00'));
    };
    expect([may({}), may({ kind: 'repeats' })]).toEqual([true, false]);
    expect([may({ kind: 'triage' }), may({ kind: 'triage', barred: ['ken'] })]).toEqual([true, false]);
  });

  it('leaves it to its assignee where somebody stands in for another', () => {
    const s = w.run(w.world(rules, { org: away('jonas', 'ken') }), at('04-16 10:00'));
    const [heard] = told(s, 'ken');
    expect(heard?.slice(1)).toEqual([expect.stringContaining('is due today. Sam Okoro does it. Still missing'), idle]);
  });
});

describe('a chase of work that was rejected', () => {
  it('says so: in the ticket why, and outside it who and when', () => {
    const s = w.handsIn(w.run(w.world(rules), at('04-12 10:00')));
    w.step(s);
    w.heard(w.run(s, at('04-12 11:00')), 'mara', '/reject removals show two of three');
    w.run(s, at('04-19 10:00'));
    const chases = s.comments.filter((c) => c.key.includes(':chase:')).map((c) => c.text);
    expect(chases).toEqual([
      expect.stringMatching(/^Sam, this is due on Friday, 16 April\. Not accepted: removals show two of three\. Need/),
      expect.stringMatching(/on the 16th\. Not accepted: removals show two of three\. If nothing changes/),
    ]);
    expect(told(s, 'jonas')[0]?.[1]).toContain(
      'Sam Okoro does it. Mara Lindt did not accept it on 12 April; why stands in the ticket. If nothing changes',
    );
  });
});

describe('what can be done about late work', () => {
  it('is a list that reads, however few things it has', () => {
    const s = w.run(w.world(rules, { terms: { kind: 'risk-rating', extensions: 0 } }), at('04-19 09:00'));
    expect(w.lastComment(s)).toMatch(/becomes a nonconformity\. You can: \/waive because …\.$/);
    const t = w.run(w.world(rules, { terms: { extensions: 0 } }), at('04-19 09:00'));
    expect(w.lastComment(t)).toMatch(/You can: change the assignee, or \/waive because …\.$/);
  });

  it('is the answer alone where only that counts', () => {
    const evidence = [question('scope', 'does the scope change?')];
    const s = w.run(w.world(rules, { terms: { kind: 'triage', evidence } }), at('04-22 10:00'));
    expect(told(s, 'mara').map((said) => said.at(-1))).toContain('Decide in a comment on the ticket.');
  });
});
