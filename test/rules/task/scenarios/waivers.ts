import assert from 'node:assert/strict';
import { organisation } from '../people.ts';
import { at } from '../terms.ts';
import * as w from '../world.ts';
import { answers, asked } from './asking.ts';
import { happened, type Scenario, said, silent, stands } from './scenario.ts';

/** A task that the standard demands, which somebody asks not to do. */
function demanded(rules: w.Rules, org = organisation()): w.World {
  const s = w.world(rules, { org, terms: { clauses: ['9.2.2'] } });
  return answers(w.run(s, at('04-14 10:00')), 'sam', '/waive because x');
}

export const waivers: Scenario[] = [
  {
    rule: 'closed as won’t-do asks for a waiver: reopened until the approver decides',
    check: (rules) => {
      const s = w.closes(w.run(w.world(rules), at('04-14 10:00')), 'sam', 'dropped');
      w.step(s);
      assert.equal(s.ticket?.ticket.category, 'open');
      said(
        s,
        /^@mara-lindt .*Sam Okoro asks not to do this one: closed as not planned\. Reopened until you \/approve or \/deny because …\.$/,
        ['mara', 'jonas'],
      );
      stands(s, 'open');
      answers(s, 'mara', '/approve');
      stands(s, 'waived');
      said(s, /^Waived by Mara Lindt: closed as not planned\. The next one opens on 1 July\.$/);
      assert.equal(s.ticket?.ticket.category, 'dropped');
    },
  },
  {
    rule: 'closed as won’t-do once more while a waiver waits, it is reopened, and says once for whom it waits',
    check: (rules) => {
      const s = answers(w.run(w.world(rules), at('04-14 10:00')), 'sam', '/waive because a tool does it');
      for (const who of ['sam', 'priya', 'sam']) {
        w.closes(w.run(s, new Date(Date.parse(s.now) + 60_000).toISOString()), who, 'dropped');
        w.step(s);
        assert.equal(s.ticket?.ticket.category, 'open');
      }
      said(s, /^Reopened: the waiver asked for on 14 April waits for Mara Lindt or Jonas Weber\.$/, []);
      silent(s, 3);
      happened(s, 'waiver-asked');
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
    rule: 'a request that waits two weeks for top management stands in its digest, each week anew, until it is decided',
    check: (rules) => {
      const s = demanded(rules);
      const reminders = () => s.notices.filter((n) => /^To decide: /.test(n.subject));
      w.run(s, at('04-28 09:59'));
      assert.equal(reminders().length, 0);
      w.run(s, at('05-06 10:00'));
      assert.deepEqual(
        reminders().map((n) => [n.to, n.digest, n.chase?.own, n.notBefore]),
        [
          ['elena', true, true, at('05-03 09:00')],
          ['elena', true, true, at('05-10 09:00')],
        ],
      );
      assert.match(
        reminders()[0]?.lines[0] ?? '',
        /Sam Okoro asks not to do this one, and waits for your !?\/?approve/,
      );
      answers(s, 'elena', '/deny it has to be done');
      w.run(s, at('05-20 10:00'));
      assert.equal(reminders().length, 2);
      const other = answers(w.run(w.world(rules), at('04-14 10:00')), 'sam', '/waive because x');
      w.run(other, at('05-20 10:00'));
      assert.ok(other.notices.every((n) => !/^To decide: /.test(n.subject)));
      const done = w.handsIn(w.run(demanded(rules), at('04-20 10:00')));
      w.run(done, at('05-20 10:00'));
      assert.ok(done.notices.every((n) => !/^To decide: /.test(n.subject)));
      const leading = demanded(rules, organisation({ roles: { lead: ['elena'], top: ['elena'] } }));
      w.run(leading, at('05-20 10:00'));
      assert.ok(leading.notices.every((n) => !/^To decide: /.test(n.subject)));
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
      const s = answers(demanded(rules), 'mara', '/approve');
      stands(s, 'open');
      s.seen.coverings = ['MR-2Q7', '#184'];
      answers(s, 'elena', '/approve MR-2Q7 covers it');
      stands(s, 'waived');
      assert.deepEqual([s.state.waived?.covering, s.calls.length], ['MR-2Q7', 0]);
      const t = answers(demanded(rules), 'elena', '/approve');
      assert.deepEqual(
        t.calls.map((c) => c.because),
        ['waived'],
      );
      const u = answers(
        answers(w.run(w.world(rules), at('04-06 10:00')), 'sam', '/waive because x'),
        'mara',
        '/approve',
      );
      stands(u, 'waived');
      assert.deepEqual(u.calls, []);
    },
  },
  {
    rule: 'what was missed before has its one nonconformity: waived uncovered, it raises no other',
    check: (rules) => {
      const s = demanded(rules);
      w.run(s, at('05-02 10:00'));
      answers(s, 'elena', '/approve');
      stands(s, 'waived, missed');
      said(
        s,
        /^Waived by Elena Costa: x\. The nonconformity of its being missed follows it up, since nothing covers it\./,
      );
      assert.deepEqual(
        s.calls.map((c) => c.because),
        ['missed'],
      );
    },
  },
  {
    rule: 'what was missed, done, and brought back is not covered by what followed its miss up and is closed: waived, it raises another',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { clauses: ['9.2.2'] } }), at('05-02 10:00'));
      stands(s, 'open, missed');
      w.step(w.handsIn(s));
      answers(s, 'mara', '/accept');
      answers(s, 'mara', '/reject because it was forged');
      answers(s, 'sam', '/waive because x');
      said(s, /KEY, else a minor nonconformity is raised\.$/);
      answers(s, 'elena', '/approve');
      said(s, /^Waived by Elena Costa: x\. A minor nonconformity is raised, since nothing covers it\./);
      assert.deepEqual(
        s.calls.map((c) => c.because),
        ['missed', 'waived'],
      );
    },
  },
  {
    rule: 'what stands missed is not followed up by the nonconformity of that once it is closed: waived uncovered, it raises another',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { clauses: ['9.2.2'] } }), at('05-02 10:00'));
      s.seen = { followUp: { key: 'n1', display: 'NC-2027-021', closed: true } };
      answers(s, 'sam', '/waive because x');
      said(s, /KEY, else a minor nonconformity is raised\.$/);
      answers(s, 'elena', '/approve');
      stands(s, 'waived, missed');
      said(s, /^Waived by Elena Costa: x\. A minor nonconformity is raised, since nothing covers it\./);
      assert.deepEqual(
        s.calls.map((c) => c.because),
        ['missed', 'waived'],
      );
    },
  },
  {
    rule: 'of an occurrence that has its one nonconformity already, a waived task is followed up by that',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { clauses: ['9.2.2'] } }), at('04-14 10:00'));
      s.seen = { followUp: { key: 'n1', display: 'NC-2027-021' } };
      answers(s, 'sam', '/waive because x');
      said(s, /^@elena-costa .* \/approve KEY, else NC-2027-021 follows it up\.$/);
      answers(s, 'elena', '/approve');
      said(s, /^Waived by Elena Costa: x\. NC-2027-021 follows it up, since nothing covers it\./);
      assert.deepEqual(s.calls, []);
    },
  },
  {
    rule: 'what covers a demanded duty is another task of it, by display id or ticket number; anything else gets one reply',
    check: (rules) => {
      const s = demanded(rules);
      s.seen.coverings = ['MR-2Q7', '#184'];
      answers(s, 'elena', '/approve MR-9X9 covers it');
      stands(s, 'open');
      said(
        s,
        /^\/approve was not recorded: MR-9X9 is no other task of this duty\. What may cover it: MR-2Q7 or #184\. Without one, \/approve waives it, and a nonconformity follows it up\.$/,
      );
      w.step(s);
      happened(s, 'answered');
      answers(s, 'elena', '/approve #184');
      stands(s, 'waived');
      assert.equal(s.state.waived?.covering, '#184');
      const t = answers(demanded(rules), 'elena', '/approve #184');
      stands(t, 'open');
      said(t, /It has none that could cover it\./);
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
    rule: 'a named request that nobody made is not taken for another one that is open',
    check: (rules) => {
      const s = answers(asked(rules), 'mara', '/approve waiver');
      said(s, /no waiver is being asked for/);
      answers(s, 'mara', '/deny waiver because nothing replaces it');
      happened(s, 'extension-denied', 0);
      answers(s, 'mara', '/approve extension');
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
