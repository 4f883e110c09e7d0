import assert from 'node:assert/strict';
import { at, endOf } from '../terms.ts';
import * as w from '../world.ts';
import { answers } from './asking.ts';
import { happened, type Scenario, said } from './scenario.ts';

/** The dates of corrective actions, and the deadline of their nonconformity. */
export const actions: Scenario[] = [
  {
    rule: 'an action is not extended beyond the deadline of its nonconformity',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { kind: 'action', evidence: [] } }), at('04-14 10:00'));
      s.seen = { notAfter: endOf('04-20') };
      w.says(s, 'sam', '/extend 2027-04-21 because x');
      w.step(s);
      happened(s, 'extension-asked', 0);
      answers(s, 'sam', '/extend 2027-04-20 because x');
      happened(s, 'extension-asked');
    },
  },
  {
    rule: 'an action’s extension is not approved beyond a deadline that came nearer since it was asked for',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { kind: 'action', evidence: [] } }), at('04-14 10:00'));
      s.seen = { notAfter: endOf('04-30') };
      answers(s, 'sam', '/extend 2027-04-25 because x');
      s.seen = { notAfter: endOf('04-20') };
      answers(s, 'mara', '/approve');
      happened(s, 'extension-approved', 0);
      said(s, /must be resolved by 20 April by now; deny it/);
      answers(s, 'mara', '/deny because too late');
      answers(s, 'sam', '/extend 2027-04-20 because x');
      answers(s, 'mara', '/approve');
      assert.deepEqual(s.state.due, endOf('04-20'));
    },
  },
  {
    rule: 'an open action is due by the deadline of its nonconformity once that came nearer, and its ticket says so once',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { kind: 'action', evidence: [] } }), at('04-14 10:00'));
      s.seen = { notAfter: endOf('04-16') };
      w.run(s, at('04-14 11:00'));
      happened(s, 'brought-forward', 0);
      s.seen = { notAfter: endOf('04-15') };
      w.run(s, at('04-14 12:00'));
      w.run(s, at('04-14 13:00'));
      happened(s, 'brought-forward');
      assert.deepEqual(s.state.due, endOf('04-15'));
      said(s, /Now due on 15 April instead of 16 April: .* has to be resolved by then/);
    },
  },
  {
    rule: 'neither a review, nor an action handed in or already late with its nonconformity, is due sooner with its deadline',
    check: (rules) => {
      const review = w.run(
        w.world(rules, { terms: { kind: 'effectiveness-review', evidence: [] } }),
        at('04-14 10:00'),
      );
      review.seen = { notAfter: endOf('04-15') };
      w.run(review, at('04-14 11:00'));
      happened(review, 'brought-forward', 0);
      const late = w.run(w.world(rules, { terms: { kind: 'action', evidence: [] } }), at('04-14 10:00'));
      late.seen = { notAfter: endOf('04-13') };
      w.run(late, at('04-14 11:00'));
      happened(late, 'brought-forward', 0);
      const done = w.handsIn(w.run(w.world(rules, { terms: { kind: 'action' } }), at('04-14 10:00')));
      done.seen = { ...done.seen, notAfter: endOf('04-15') };
      w.run(done, at('04-14 12:00'));
      assert.equal(done.state.stage, 'submitted');
      happened(done, 'brought-forward', 0);
    },
  },
  {
    rule: 'an action is extended to any date to come once the deadline of its nonconformity has passed',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { kind: 'action', evidence: [] } }), at('04-14 10:00'));
      s.seen = { notAfter: endOf('04-13') };
      answers(s, 'sam', '/extend 2027-04-21 because x');
      answers(s, 'mara', '/approve');
      assert.deepEqual(s.state.due, endOf('04-21'));
    },
  },
];
