import assert from 'node:assert/strict';
import { organisation } from '../people.ts';
import { at, endOf, terms } from '../terms.ts';
import * as w from '../world.ts';
import { answers, asked } from './asking.ts';
import { happened, type Scenario, said, silent, stands } from './scenario.ts';

export const extensions: Scenario[] = [
  {
    rule: 'the due date and, as far, the hard limit move when the approver approves; rungs sent stay sent',
    check: (rules) => {
      const s = asked(rules);
      said(
        s,
        /^@mara-lindt @jonas-weber Sam Okoro asks for 23 April instead of 16 April: the export job is broken\. \/approve or \/deny because … before 16 April ends; until then 16 April stands\.$/,
        ['mara', 'jonas'],
      );
      assert.deepEqual(s.state.due, endOf('04-16'));
      answers(s, 'mara', '/approve');
      assert.deepEqual([s.state.due, s.state.hardLimit], [endOf('04-23'), endOf('05-07')]);
      said(s, /^Now due on 23 April, approved by Mara Lindt \(1 of 2\)\.$/);
      assert.deepEqual(
        s.state.rungs.map((r) => r.id),
        ['before'],
      );
    },
  },
  {
    rule: 'the owner’s manager may approve as well',
    check: (rules) => {
      happened(answers(asked(rules, '04-14 10:00'), 'jonas', '/approve'), 'extension-approved');
    },
  },
  {
    rule: 'whoever asks or owns never approves, nor anybody without the role: told who may, and when they were asked',
    check: (rules) => {
      const s = answers(asked(rules), 'sam', '/approve');
      said(
        s,
        /^\/approve was not recorded: on this ticket Mara Lindt or Jonas Weber may approve, and they were asked on 14 April\.$/,
      );
      for (const who of ['priya', 'elena', 'ken', 'zoe']) answers(s, who, '/approve');
      happened(s, 'extension-approved', 0);
      assert.deepEqual(s.state.due, endOf('04-16'));
    },
  },
  {
    rule: 'a refusal is said once to each for a word, repeats get none',
    check: (rules) => {
      const s = answers(asked(rules), 'priya', '/approve');
      const before = s.comments.length;
      answers(answers(s, 'priya', '/approve'), 'priya', '/approve');
      silent(s, before);
      happened(s, 'answered', 3);
    },
  },
  {
    rule: 'the owner does not approve what the new assignee asks for',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { verifier: 'sam' } }), at('04-14 10:00'));
      w.assigns(s, 'sam', 'priya');
      w.step(s);
      answers(s, 'priya', '/extend 2027-04-23 because I am new to it');
      answers(s, 'sam', '/approve');
      happened(s, 'extension-approved', 0);
      answers(s, 'jonas', '/approve');
      happened(s, 'extension-approved');
    },
  },
  {
    rule: 'the lead who asks for somebody does not approve: the next level does',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-14 10:00'));
      w.says(s, 'mara', '/extend 2027-04-23 because Sam is ill');
      w.step(s);
      answers(s, 'mara', '/approve');
      happened(s, 'extension-approved', 0);
      answers(s, 'jonas', '/approve');
      happened(s, 'extension-approved');
      const t = w.run(w.world(rules, { terms: { owner: 'mara', verifier: 'mara' } }), at('04-14 10:00'));
      w.says(t, 'mara', '/extend 2027-04-23 because I am ill');
      w.step(t);
      answers(t, 'mara', '/approve');
      happened(t, 'extension-approved', 0);
      answers(t, 'elena', '/approve');
      happened(t, 'extension-approved');
    },
  },
  {
    rule: 'a denied extension uses up nothing; approved ones do, and two are the most',
    check: (rules) => {
      const s = answers(asked(rules), 'mara', '/deny because there is no interim control');
      said(s, /^Not extended: there is no interim control\. Still due on 16 April\.$/);
      for (const day of ['20', '21']) {
        answers(s, 'sam', `/extend because of this 2027-04-${day}`);
        answers(s, 'mara', '/approve');
      }
      happened(s, 'extension-approved', 2);
      answers(s, 'sam', '/extend 2027-04-28 because again');
      happened(s, 'extension-asked', 3);
      said(s, /the 2 extensions that this task may have are used up/);
    },
  },
  {
    rule: 'deny needs a reason, extend a date and a reason; a later one',
    check: (rules) => {
      const s = answers(asked(rules), 'mara', '/deny');
      said(s, /it needs a reason/);
      answers(s, 'mara', '/deny because extension after extension is no control');
      said(s, /^Not extended: extension after extension is no control/);
      for (const wrong of [
        '/extend because x',
        '/extend 2027-04-23',
        '/extend 2027-04-10 because x',
        '/extend 2027-02-31 because x',
      ]) {
        const t = answers(w.run(w.world(rules), at('04-14 10:00')), 'sam', wrong);
        happened(t, 'extension-asked', 0);
        said(t, /was not recorded/);
      }
    },
  },
  {
    rule: 'asked after due and before the hard limit it is possible; days already late stay',
    check: (rules) => {
      const s = answers(asked(rules, '04-19 10:00'), 'mara', '/approve');
      assert.deepEqual(s.state.due, endOf('04-23'));
      w.handsIn(w.run(s, at('04-20 10:00')));
      w.step(s);
      said(s, /on 20 April, 3 days late/);
      const t = w.run(asked(rules, '04-17 10:00', {}, '04-20'), at('04-25 10:00'));
      answers(t, 'mara', '/approve');
      w.handsIn(w.run(t, at('04-26 10:00')));
      w.step(t);
      said(t, /on 26 April, 10 days late/);
      const { hardLimit: _, ...ladder } = terms().ladder;
      const exact = { terms: { due: { at: at('04-19 12:00') }, ladder } };
      const u = answers(asked(rules, '04-19 14:00', exact), 'mara', '/approve');
      w.handsIn(w.run(u, at('04-24 10:00')));
      w.step(u);
      said(u, /on 24 April, 2 days late/);
    },
  },
  {
    rule: 'it cannot be asked after the hard limit',
    check: (rules) => {
      const s = asked(rules, '05-01 00:00', {
        terms: { due: endOf('04-16'), hardLimit: { at: at('05-01 00:00'), date: '2027-04-30' } },
      });
      happened(s, 'extension-asked', 0);
      said(s, /it had to be asked before 30 April ended/);
    },
  },
  {
    rule: 'a pending request lapses at the hard limit, and approves nothing after it',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-29 10:00'));
      w.says(s, 'sam', '/extend 2027-05-14 because x');
      w.run(s, at('05-01 00:01'));
      happened(s, 'extension-lapsed');
      answers(s, 'mara', '/approve');
      happened(s, 'extension-approved', 0);
      stands(s, 'open, missed');
    },
  },
  {
    rule: 'an approval in time that is read late counts; one given after the limit does not',
    check: (rules) => {
      const s = asked(rules, '04-29 10:00', {}, '05-07');
      w.says(w.down(s, at('04-30 23:59')), 'mara', '/approve');
      w.run(w.down(s, at('05-02 10:00')), at('05-02 10:05'));
      happened(s, 'extension-approved');
      happened(s, 'missed', 0);
      const t = asked(rules, '04-29 10:00', {}, '05-07');
      w.says(w.down(t, at('05-01 00:01')), 'mara', '/approve');
      w.run(w.down(t, at('05-02 10:00')), at('05-02 10:05'));
      happened(t, 'extension-approved', 0);
      happened(t, 'missed');
    },
  },
  {
    rule: 'an extension is not approved once the work is handed in',
    check: (rules) => {
      const s = asked(rules, '04-16 10:00');
      w.handsIn(w.run(s, at('04-18 10:00')));
      answers(s, 'mara', '/approve');
      happened(s, 'extension-approved', 0);
      assert.deepEqual(s.state.due, endOf('04-16'));
    },
  },
  {
    rule: 'external dates are not extended',
    check: (rules) => {
      const ladder = { ...terms().ladder, extensions: false };
      const s = asked(rules, '04-14 10:00', { terms: { ladder } });
      happened(s, 'extension-asked', 0);
      said(s, /set from outside/);
      const t = asked(rules, '04-14 10:00', { terms: { external: true } });
      happened(t, 'extension-asked', 0);
      said(t, /set from outside/);
      assert.ok(!/Need longer/.test(JSON.stringify([t.block, t.comments[0]])));
      said(asked(rules, '04-14 10:00', { terms: { extensions: 0 } }), /this task may have no extension/);
    },
  },
  {
    rule: 'a delegate decides only what the delegation names, on its days',
    check: (rules) => {
      const powers = (list: ('verify' | 'extend')[], until = '2027-04-30') =>
        organisation({}, { mara: { to: 'ken', from: '2027-04-01', until, powers: list } });
      happened(
        answers(asked(rules, '04-14 10:00', { org: powers(['extend']) }), 'ken', '/approve'),
        'extension-approved',
      );
      happened(
        answers(asked(rules, '04-14 10:00', { org: powers(['verify']) }), 'ken', '/approve'),
        'extension-approved',
        0,
      );
      happened(
        answers(asked(rules, '04-14 10:00', { org: powers(['extend'], '2027-04-13') }), 'ken', '/approve'),
        'extension-approved',
        0,
      );
    },
  },
];
