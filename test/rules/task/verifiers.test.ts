import { describe, expect, it } from '@jest/globals';
import { checkers, verifiers } from '../../../rules/task/people.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { wereTold } from '../../../rules/wording/phrases.ts';
import { organisation } from './people.ts';
import { rules } from './rules.ts';
import { at, terms } from './terms.ts';
import { handsIn, run, world } from './world.ts';

const { people } = organisation().programme;
const org = organisation({ people: people.map((p) => (p.id === 'priya' ? { ...p, manager: 'ken' } : p)) });

/** Handed in by Sam, whose manager is Jonas; then given to Priya, whose manager is Ken. */
const handedOn = (stage: TaskState['stage'], verifier = 'manager') =>
  ({
    terms: terms({ verifier }),
    stage,
    assignee: 'priya',
    submission: { by: 'sam', at: at('04-14 10:00'), items: [], implementers: ['sam'] },
    formerly: [{ assignee: 'sam', until: at('04-14 12:00') }],
    given: [],
  }) as unknown as TaskState;

describe('who verifies', () => {
  it('is the manager of whoever handed it in, until it is sent back: then of whoever does it now', () => {
    expect(verifiers(handedOn('submitted'), org)).toEqual(['jonas']);
    expect(verifiers(handedOn('ended'), org)).toEqual(['jonas']);
    expect(verifiers(handedOn('open'), org)).toEqual(['ken']);
  });

  it('is not going to be whoever does it, unless the duty allows that', () => {
    expect(checkers(handedOn('open', 'priya'), org)).toEqual(['mara']);
    const self = handedOn('open', 'priya');
    expect(checkers({ ...self, terms: { ...self.terms, selfVerification: true } }, org)).toEqual(['priya']);
    const leads = { ...handedOn('open', 'role:lead'), assignee: 'mara' };
    expect(checkers(leads, org)).toEqual(['elena']);
    const barred = { ...handedOn('open', 'mara'), terms: terms({ verifier: 'mara', barred: ['mara'] }) };
    expect(checkers(barred, org)).toEqual(['elena']);
    expect(checkers({ ...leads, terms: terms({ kind: 'management-review', owner: 'mara' }) }, org)).toEqual(['elena']);
  });

  it('is nobody where everybody had a part, which the notice says so', () => {
    expect(wereTold(org, [], 'asked')).toBe('nobody was asked');
    expect(wereTold(org, ['ken'], 'asked')).toBe('Ken Adeyemi was asked');
  });

  it('is the lead in place of somebody who has left the programme', () => {
    expect(verifiers(handedOn('submitted', 'zoe'), org)).toEqual(['mara']);
  });
});

describe('a verification whose role changes hands once its ladder has run', () => {
  it('is chased along the whole ladder again: what is recorded as sent went out', () => {
    const roles = { lead: ['mara'], top: ['elena'] };
    const w = world(rules, {
      org: organisation({ roles: { ...roles, cto: ['ken'] } }),
      terms: { verifier: 'role:cto' },
    });
    run(w, at('04-14 10:00'));
    handsIn(w);
    run(w, at('05-05 10:00'));
    const sent = w.notices.map(({ to }) => to);
    expect(sent).toEqual(['ken', 'ken', 'mara', 'elena', 'elena']);
    w.org = organisation({ roles: { ...roles, cto: ['priya'] } });
    run(w, at('06-30 10:00'));
    expect(w.state.verification?.asked).toEqual(['priya']);
    const chased = w.log.filter(({ kind, body }) => kind === 'chased' && body.of === 'verification');
    expect(w.notices.map(({ to }) => to)).toEqual(chased.flatMap(({ body }) => body.to));
    expect(w.notices.slice(sent.length).map(({ to }) => to)).toEqual(['priya', 'priya', 'mara', 'elena', 'elena']);
  });
});
