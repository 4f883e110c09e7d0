import assert from 'node:assert/strict';
import { organisation } from '../people.ts';
import { at, endOf, terms } from '../terms.ts';
import * as w from '../world.ts';
import { happened, type Scenario, said, silent, stands } from './scenario.ts';

function asked(rules: w.Rules, when = '04-14 10:00', options: Parameters<typeof w.world>[1] = {}, to = '04-23'): w.World {
  const s = w.run(w.world(rules, options), at(when));
  w.says(s, 'sam', `/extend 2027-${to} because the export job is broken`);
  w.step(s);
  return s;
}

function answers(s: w.World, who: string, text: string): w.World {
  w.says(w.run(s, new Date(Date.parse(s.now) + 60_000).toISOString()), who, text);
  w.step(s);
  return s;
}

export const extensions: Scenario[] = [
  {
    rule: 'the due date and, as far, the hard limit move when the approver approves; rungs sent stay sent',
    check: (rules) => {
      const s = asked(rules);
      said(s, /^@mara-lindt @jonas-weber Sam Okoro asks for 23 April instead of 16 April: the export job is broken\. \/approve or \/deny because … before 16 April ends; until then 16 April stands\.$/, ['mara', 'jonas']);
      assert.deepEqual(s.state.due, endOf('04-16'));
      answers(s, 'mara', '/approve');
      assert.deepEqual([s.state.due, s.state.hardLimit], [endOf('04-23'), endOf('05-07')]);
      said(s, /^Now due on 23 April, approved by Mara Lindt \(1 of 2\)\.$/);
      assert.deepEqual(s.state.rungs.map((r) => r.id), ['before']);
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
      said(s, /^\/approve was not recorded: on this ticket Mara Lindt or Jonas Weber may approve, and they were asked on 14 April\.$/);
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
      for (const wrong of ['/extend because x', '/extend 2027-04-23', '/extend 2027-04-10 because x', '/extend 2027-02-31 because x']) {
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
    },
  },
  {
    rule: 'it cannot be asked after the hard limit',
    check: (rules) => {
      const s = asked(rules, '05-01 00:00', { terms: { due: endOf('04-16'), hardLimit: { at: at('05-01 00:00'), date: '2027-04-30' } } });
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
    },
  },
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
    rule: 'a delegate decides only what the delegation names, on its days',
    check: (rules) => {
      const powers = (list: ('verify' | 'extend')[], until = '2027-04-30') =>
        organisation({}, { mara: { to: 'ken', from: '2027-04-01', until, powers: list } });
      happened(answers(asked(rules, '04-14 10:00', { org: powers(['extend']) }), 'ken', '/approve'), 'extension-approved');
      happened(answers(asked(rules, '04-14 10:00', { org: powers(['verify']) }), 'ken', '/approve'), 'extension-approved', 0);
      happened(answers(asked(rules, '04-14 10:00', { org: powers(['extend'], '2027-04-13') }), 'ken', '/approve'), 'extension-approved', 0);
    },
  },
];

export const waivers: Scenario[] = [
  {
    rule: 'closed as won’t-do asks for a waiver: reopened until the approver decides',
    check: (rules) => {
      const s = w.closes(w.run(w.world(rules), at('04-14 10:00')), 'sam', 'dropped');
      w.step(s);
      assert.equal(s.ticket?.ticket.category, 'open');
      said(s, /^@mara-lindt .*Sam Okoro asks not to do this one: closed as not planned\. Reopened until you \/approve or \/deny because …\.$/, ['mara', 'jonas']);
      stands(s, 'open');
      answers(s, 'mara', '/approve');
      stands(s, 'waived');
      said(s, /^Waived by Mara Lindt: closed as not planned\. The next one opens on 1 July\.$/);
      assert.equal(s.ticket?.ticket.category, 'dropped');
    },
  },
  {
    rule: 'only assignee, delegate, owner, or lead ask to waive, by word or by closing',
    check: (rules) => {
      for (const who of ['priya', 'jonas', 'zoe']) {
        const s = w.run(w.world(rules), at('04-14 10:00'));
        answers(s, who, '/waive because it is useless');
        w.closes(s, who, 'dropped');
        w.step(s);
        happened(s, 'waiver-asked', 0);
        assert.equal(s.ticket?.ticket.category, 'open');
      }
    },
  },
  {
    rule: 'whoever asked or owns does not waive; deny keeps it due',
    check: (rules) => {
      const s = answers(w.run(w.world(rules), at('04-14 10:00')), 'sam', '/waive because a tool does it');
      answers(s, 'sam', '/approve');
      stands(s, 'open');
      answers(s, 'mara', '/deny nothing replaces A.5.18');
      said(s, /^Not waived: nothing replaces A\.5\.18\. Still due on 16 April\.$/);
      stands(s, 'open');
    },
  },
  {
    rule: 'a request stops no clock; approved after missed it is missed, waived',
    check: (rules) => {
      const s = answers(w.run(w.world(rules), at('04-29 10:00')), 'sam', '/waive because a tool does it');
      w.run(s, at('05-02 10:00'));
      stands(s, 'open, missed');
      answers(s, 'mara', '/approve');
      stands(s, 'waived, missed');
    },
  },
  {
    rule: 'what the standard demands is waived by top management, with a covering occurrence or a nonconformity',
    check: (rules) => {
      const ask = () => answers(w.run(w.world(rules, { terms: { clauses: ['9.2.2'] } }), at('04-14 10:00')), 'sam', '/waive because x');
      const s = answers(ask(), 'mara', '/approve');
      stands(s, 'open');
      answers(s, 'elena', '/approve MR-2Q7 covers it');
      stands(s, 'waived');
      assert.deepEqual([s.state.waived?.covering, s.calls.length], ['MR-2Q7', 0]);
      const t = answers(ask(), 'elena', '/approve');
      assert.deepEqual(t.calls.map((c) => c.because), ['waived']);
    },
  },
  {
    rule: 'with both requests open a bare approve gets one reply, and a named one counts',
    check: (rules) => {
      const s = answers(asked(rules), 'sam', '/waive because a tool does it');
      answers(s, 'mara', '/approve');
      said(s, /^Two requests are open here\. Please write \/approve extension or \/approve waiver\.$/);
      answers(s, 'mara', '/deny waiver because nothing replaces it');
      happened(s, 'waiver-denied');
      answers(s, 'mara', '/approve');
      happened(s, 'extension-approved');
    },
  },
  {
    rule: 'the new assignee gains no power to decide',
    check: (rules) => {
      const s = asked(rules);
      w.assigns(s, 'sam', 'mara');
      answers(s, 'mara', '/approve');
      happened(s, 'extension-approved', 0);
      said(s, /on this ticket Jonas Weber may approve/);
    },
  },
];

