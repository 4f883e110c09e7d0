import assert from 'node:assert/strict';
import type { Organisation } from '../../../../rules/organisation.ts';
import type { Power } from '../../../../rules/programme.ts';
import { organisation } from '../people.ts';
import { at, terms } from '../terms.ts';
import * as w from '../world.ts';
import { happened, type Scenario, said, silent } from './scenario.ts';

export const chasing: Scenario[] = [
  {
    rule: 'one reminder is a comment; then the assignee and the manager by notice, the lead by a comment, top management by digest',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-13 08:59'));
      silent(s, 0);
      w.run(s, at('04-13 09:00'));
      said(
        s,
        /^Sam, this is due on Friday, 16 April\. Still missing: export, decisions, removals\. Need longer\? \/extend 2027-04-23 because …$/,
      );
      w.run(s, at('04-16 09:00'));
      silent(s, 1);
      assert.deepEqual(
        s.notices.map((n) => [n.to, n.digest]),
        [
          ['sam', false],
          ['jonas', false],
        ],
      );
      w.says(s, 'sam', 'x', { attachments: [w.file(s, 'export.csv'), w.file(s, 'decisions.md')] });
      w.run(s, at('04-19 09:00'));
      said(
        s,
        /^@mara-lindt This review is 3 days late\. Sam Okoro was reminded on 13 and 16 April; the manager was told on the 16th\. Only removals is missing\. If nothing changes it counts as missed after 30 April and becomes a nonconformity\. You can: change the assignee, \/extend DATE because …, or \/waive because …\.$/,
        ['mara'],
      );
      w.run(s, at('04-26 09:00'));
      silent(s, 2);
      assert.deepEqual(
        s.notices.slice(2).map((n) => [n.to, n.digest, n.notBefore]),
        [['elena', true, at('05-03 09:00')]],
      );
    },
  },
  {
    rule: 'before the deadline the lead hears by a notice, of the work and of its verification, and by no comment',
    check: (rules) => {
      const people = organisation().programme.people.map(({ manager: _, ...p }) => p);
      const s = w.run(
        w.world(rules, { org: organisation({ people }), terms: { verifier: 'priya' } }),
        at('04-16 10:00'),
      );
      silent(s, 1);
      const [, heard] = s.notices;
      assert.equal(heard?.to, 'mara');
      assert.match(heard?.lines[0] ?? '', /is due today\. Sam Okoro does it\. Still missing: export/);
      w.step(w.handsIn(s));
      w.run(s, at('04-23 10:00'));
      said(s, /^@priya-nair Sam Okoro handed this in/);
      silent(s, 2);
      assert.match(s.notices.findLast((n) => n.to === 'mara')?.subject ?? '', /^To be verified by Friday, 23 April: /);
    },
  },
  {
    rule: 'where the first reminder falls on the due day, the manager hears beside it',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-13 08:00'));
      w.says(s, 'sam', 'working on it');
      w.run(s, at('04-16 10:00'));
      said(s, /^Sam, this is due on Friday, 16 April\./, ['sam']);
      silent(s, 1);
      assert.deepEqual(
        s.notices.map((n) => n.to),
        ['jonas'],
      );
    },
  },
  {
    rule: 'after downtime only the highest passed rung goes out',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-02 10:00'));
      w.run(w.down(s, at('04-20 10:00')), at('04-20 10:01'));
      silent(s, 1);
      assert.equal(s.notices.length, 0);
      assert.deepEqual(
        s.state.rungs.filter((r) => r.to.length > 0).map((r) => r.id),
        ['late'],
      );
    },
  },
  {
    rule: 'nobody is chased outside contact hours, nor once it is missed or handed in',
    check: (rules) => {
      const late = w.world(rules, { from: at('04-01 10:00'), terms: { ladder: withRepeat() } });
      w.run(late, at('05-20 10:00'));
      assert.ok(
        late.log.filter((e) => e.kind === 'chased').every((e) => e.at < at('05-01 00:00')),
        'chased once it was missed',
      );
      const s = w.run(w.world(rules), at('06-30 10:00'));
      for (const { at: when } of s.comments) assert.match(when, /T(0[7-9]|1[0-4]):/);
      happened(s, 'chased', 4);
    },
  },
  {
    rule: 'an assignee who wrote in the last three days is not reminded',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.says(s, 'sam', 'working on it');
      w.run(s, at('04-15 09:59'));
      silent(s, 0);
      w.run(s, at('04-15 10:01'));
      silent(s, 1);
    },
  },
  {
    rule: 'an absent person’s delegate is told too',
    check: (rules) => {
      const org = organisation({}, { sam: { to: 'ken', powers: [] } });
      const s = w.run(w.world(rules, { org }), at('04-16 10:00'));
      assert.deepEqual(
        s.notices.map((n) => n.to),
        ['ken', 'sam', 'jonas', 'ken'],
      );
    },
  },
  {
    rule: 'a first rung that is not the assignee’s is told to whose it is, and calls nobody in the ticket',
    check: (rules) => {
      const [before, ...rungs] = terms().ladder.rungs;
      const ladder = { ...terms().ladder, rungs: before ? [{ ...before, to: ['manager' as const] }, ...rungs] : [] };
      const s = w.run(w.world(rules, { terms: { ladder } }), at('04-13 10:00'));
      silent(s, 0);
      assert.deepEqual(
        s.notices.map((n) => n.to),
        ['jonas'],
      );
    },
  },
  {
    rule: 'whoever may decide for somebody absent is asked beside them; without the power, or having done the work, not',
    check: (rules) => {
      const away = (powers: Power[]) => organisation({}, { mara: { to: 'ken', from: '2027-04-10', powers } });
      const asks = (org: Organisation, handsIn: boolean) => {
        const s = w.run(w.world(rules, { org }), at('04-12 10:00'));
        if (handsIn) w.handsIn(s);
        else w.says(s, 'sam', '/extend 2027-04-23 because x\n/waive because y');
        w.step(s);
        return s.comments.map((c) => c.told);
      };
      assert.deepEqual(asks(away(['verify']), true), [['mara', 'ken']]);
      assert.deepEqual(asks(away(['extend']), true), [['mara']]);
      assert.deepEqual(asks(away(['extend']), false), [
        ['mara', 'jonas', 'ken'],
        ['mara', 'jonas'],
      ]);
      assert.deepEqual(asks(organisation({}, { mara: { to: 'sam', powers: ['verify'] } }), true), [['mara']]);
    },
  },
  {
    rule: 'who can be told nowhere else hears in the ticket',
    check: (rules) => {
      const s = w.run(w.world(rules, { org: organisation({ notices: {} }) }), at('06-30 10:00'));
      assert.equal(s.notices.length, 0);
      assert.deepEqual(
        s.comments.map((c) => c.told),
        [['sam'], ['jonas', 'sam'], ['mara'], ['elena']],
      );
      const alone = organisation({ notices: {} });
      const people = alone.programme.people.map(({ manager: _, ...p }) => p);
      const lonely = { ...alone, programme: { ...alone.programme, people, ladders: alone.programme.ladders } };
      const ladder = {
        ...terms().ladder,
        rungs: terms().ladder.rungs.map((r) => ({ ...r, to: ['assignee' as const] })),
      };
      const t = w.run(w.world(rules, { org: lonely, terms: { ladder } }), at('04-16 10:00'));
      said(t, /^Sam, this is due today\. Still missing: export/, ['sam']);
    },
  },
  {
    rule: 'no replies mute the ladder, however many: who can be told nowhere else is chased in the ticket all the same',
    check: (rules) => {
      const s = w.run(w.world(rules, { org: organisation({ notices: {} }) }), at('04-02 10:00'));
      for (let n = 0; n < 20; n++) w.step(w.says(s, 'sam', '/evidnce x'));
      silent(s, 12);
      w.run(s, at('06-30 10:00'));
      assert.deepEqual(
        s.comments.slice(12).map((c) => c.told),
        [['sam'], ['jonas', 'sam'], ['mara'], ['elena']],
      );
      happened(s, 'chased', 4);
    },
  },
  {
    rule: 'top management that can be told nowhere else is chased for a verification after two weeks, too',
    check: (rules) => {
      const asked = w.world(rules, { org: organisation({ notices: {} }), terms: { verifier: 'elena' } });
      const s = w.handsIn(w.run(asked, at('04-14 10:00')));
      w.run(s, at('05-12 10:00'));
      const chased = s.log.filter((e) => e.kind === 'chased' && e.body.of === 'verification');
      assert.ok(chased.some((e) => e.at > at('04-28 10:00')));
      for (const e of chased) {
        const heard = s.comments.filter((c) => c.at === e.at).flatMap((c) => c.told);
        assert.deepEqual(
          (e.body.to as string[]).filter((p) => !heard.includes(p)),
          [],
        );
      }
    },
  },
  {
    rule: 'nobody is chased for an hour that the reading has not reached',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-13 08:30'));
      const early = rules.advanceTask(s.state, s.log.length, w.seenNow(s), s.org, at('04-13 09:30'));
      assert.deepEqual(early.events, []);
    },
  },
  {
    rule: 'chased are those who may verify now, of whoever was asked; top management decides at once for two weeks, then in its digest',
    check: (rules) => {
      const held = (...checks: string[]) => organisation({ roles: { lead: ['mara'], top: ['elena'], checks } });
      const asked = w.world(rules, { org: held('priya', 'ken'), terms: { verifier: 'role:checks' } });
      const s = w.handsIn(w.run(asked, at('04-14 10:00')));
      w.step(s);
      s.org = held('ken', 'elena');
      w.run(s, at('05-12 10:00'));
      happened(s, 'verification-asked');
      const to = (who: string) => s.notices.filter((n) => n.to === who);
      assert.equal(to('priya').length, 0);
      assert.ok(to('ken').length > 0);
      const [early, late] = [true, false].map((is) =>
        to('elena').filter((n) => n.notBefore < at('04-28 10:00') === is),
      );
      assert.ok(early?.length && early.every((n) => !n.digest));
      assert.ok(late?.length && late.every((n) => n.digest));
    },
  },
];

/** A ladder whose last rung comes back each week, whatever the hard limit. */
function withRepeat() {
  const { ladder } = terms();
  return {
    ...ladder,
    rungs: ladder.rungs.map((r) => (r.id === 'top' ? { ...r, repeat: { unit: 'days' as const, n: 7 } } : r)),
  };
}
