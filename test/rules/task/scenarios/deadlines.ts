import assert from 'node:assert/strict';
import { isMoot } from '../../../../rules/moot.ts';
import type { TaskKind } from '../../../../rules/task/state.ts';
import { organisation } from '../people.ts';
import { at, endOf } from '../terms.ts';
import * as w from '../world.ts';
import { dated, happened, type Scenario, said, silent, stands } from './scenario.ts';

const exact = {
  opens: at('04-01 10:00'),
  due: { at: at('04-01 10:01') },
  hardLimit: { at: at('04-01 10:02') },
  lateAfter: 2000,
};

export const deadlines: Scenario[] = [
  {
    rule: 'past the hard limit it is missed, dated by the limit; it stays open, and says so once its nonconformity has a ticket',
    check: (rules) => {
      const s = w.run(w.world(rules), at('05-01 00:00'));
      stands(s, 'open, missed');
      dated(s, 'missed', at('05-01 00:00'));
      assert.deepEqual(s.calls, [{ because: 'missed', at: at('05-01 00:00'), noticed: at('05-01 00:00') }]);
      const before = s.comments.length;
      s.seen = {
        followUp: { key: 'n1', display: 'NC-2027-021', ticket: { number: '#240', url: 'https://t.example/240' } },
      };
      w.run(s, at('05-01 10:00'));
      said(
        s,
        /^This was due on 16 April and counts as missed since the end of 30 April\. NC-2027-021 \(#240\) follows it up\. It still has to be done here\.$/,
      );
      w.run(s, at('05-20 10:00'));
      silent(s, before + 1);
      assert.equal(s.ticket?.ticket.category, 'open');
    },
  },
  {
    rule: 'of a missed audit or management review top management hears at once, not in its digest; of other duties it does not',
    check: (rules) => {
      const toTop = (kind: TaskKind, seen: w.World['seen'] = {}) => {
        const s = w.world(rules, { terms: { kind } });
        s.seen = seen;
        w.run(s, at('05-01 00:00'));
        return s.notices.filter((n) => n.to === 'elena' && /^Missed: /.test(n.subject));
      };
      assert.equal(toTop('review').length, 0);
      for (const kind of ['internal-audit', 'management-review'] as const) {
        const [told, ...more] = toTop(kind);
        assert.equal(more.length, 0);
        assert.deepEqual([told?.digest, told?.gathered], [false, false]);
        assert.match(told?.lines[0] ?? '', /was due on 16 April and counts as missed since the end of 30 April\./);
        assert.match(told?.lines[1] ?? '', /^What follows: a minor nonconformity /);
        const [again] = toTop(kind, { followUp: { key: 'n1', display: 'NC-2027-021' } });
        assert.match(again?.lines[1] ?? '', /^What follows: NC-2027-021, raised before, follows this up, too\./);
      }
    },
  },
  {
    rule: 'it is not missed a moment before its limit, on the limit it is',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-30 23:59:59'));
      happened(s, 'missed', 0);
      w.run(s, at('05-01 00:00'));
      happened(s, 'missed');
    },
  },
  {
    rule: 'done after it was missed, it reads missed, done N days late',
    check: (rules) => {
      const s = w.handsIn(w.run(w.world(rules), at('05-03 10:00')));
      w.step(s);
      stands(s, 'submitted, missed');
      assert.match(JSON.stringify(s.block), /missed, done 17 days late/);
    },
  },
  {
    rule: 'a complete close before the limit that is read after it counts in time',
    check: (rules) => {
      const s = w.handsIn(w.run(w.world(rules), at('04-30 23:59')));
      w.down(s, at('05-09 10:00'));
      w.step(s);
      stands(s, 'submitted');
      happened(s, 'missed', 0);
      dated(s, 'submitted', at('04-30 23:59'));
    },
  },
  {
    rule: 'an incomplete close before the limit, completed after it, is missed and late',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-30 23:00'));
      w.says(s, 'sam', 'x', { attachments: [w.file(s, 'export.csv'), w.file(s, 'decisions.md')] });
      w.closes(s, 'sam');
      w.says(w.down(s, at('05-02 10:00')), 'sam', 'removals', { attachments: [w.file(s, 'r.log')] });
      w.step(s);
      stands(s, 'submitted, missed');
      dated(s, 'missed', at('05-01 00:00'));
      dated(s, 'submitted', at('05-02 10:00'));
    },
  },
  {
    rule: 'unread at the limit: no verdict, the lead at once and top management weekly; read again, the verdict',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-29 10:00'));
      s.reading = 'unread';
      const before = s.notices.length;
      w.run(s, at('05-01 00:10'));
      stands(s, 'open');
      happened(s, 'missed', 0);
      assert.deepEqual(
        s.notices.slice(before).map((n) => [n.to, n.digest, n.notBefore]),
        [
          ['mara', false, at('05-01 00:00')],
          ['elena', true, at('05-03 09:00')],
        ],
      );
      w.step(w.down(s, at('05-09 10:00')));
      assert.deepEqual(
        s.notices.slice(before + 2).map((n) => [n.to, n.digest]),
        [['elena', true]],
      );
      happened(s, 'unread');
      const weekly = s.notices.slice(before).flatMap((n) => n.chase ?? []);
      assert.deepEqual(
        weekly.map((chase) => isMoot(chase, s.state)),
        [false, false],
      );
      s.reading = 'read';
      w.step(w.down(s, at('05-09 10:01')));
      assert.ok(weekly.every((chase) => isMoot(chase, s.state)));
      stands(s, 'open, missed');
      dated(s, 'missed', at('05-01 00:00'));
      assert.equal(s.state.missed?.noticed, at('05-09 10:01'));
      assert.equal(s.state.unread, undefined);
    },
  },
  {
    rule: 'a reading from before the limit gives no verdict, whatever our clock says',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-30 23:00'));
      const seen = w.seenNow(s);
      const early = rules.advanceTask(s.state, s.log.length, seen, s.org, at('05-01 00:00:01'));
      assert.deepEqual(
        early.events.map((e) => e.kind),
        [],
      );
      assert.ok(early.wakeAt <= at('05-01 00:00:01'));
    },
  },
  {
    rule: 'what the engine opened late is its own fault: due and hard limit move by the delay',
    check: (rules) => {
      const s = w.world(rules, { from: at('04-04 10:00') });
      assert.deepEqual([s.state.due, s.state.hardLimit], [endOf('04-19'), endOf('05-03')]);
      happened(s, 'delayed');
      w.run(s, at('04-10 10:00'));
      happened(s, 'delayed');
      const weekend = w.world(rules, { from: at('04-02 10:00'), terms: { shift: 'next' } });
      assert.deepEqual(weekend.state.due, endOf('04-19'));
      happened(w.world(rules, { from: at('04-01 23:59') }), 'delayed', 0);
      happened(w.world(rules, { from: at('04-04 10:00'), terms: { openedLateBy: 3 * 86_400_000 } }), 'delayed', 0);
    },
  },
  {
    rule: 'an exact task is opened late if the tracker created it more than the planner’s interval later',
    check: (rules) => {
      const s = w.world(rules, { terms: exact, from: at('04-01 10:00:10') });
      assert.deepEqual([s.state.due.at, s.state.hardLimit?.at], [at('04-01 10:01:10'), at('04-01 10:02:10')]);
      happened(w.world(rules, { terms: exact, from: at('04-01 10:00:02') }), 'delayed', 0);
    },
  },
  {
    rule: 'a nonconformity’s task is never moved for a delay, nor missed',
    check: (rules) => {
      const origin = { nonconformity: 'n1', display: 'NC-2027-001', round: 1 };
      const s = w.world(rules, { from: at('04-04 10:00'), terms: { kind: 'action', origin } });
      happened(s, 'delayed', 0);
      w.run(s, at('05-09 10:00'));
      happened(s, 'missed', 0);
    },
  },
  {
    rule: 'without a ticket nothing is judged: at its limit the lead is told',
    check: (rules) => {
      const s = w.world(rules);
      const { ref: _, openedAt: __, ...thread } = s.state.thread;
      const unopened = { ...s.state, thread };
      const decision = rules.advanceTask(
        unopened,
        1,
        { files: {}, othersReadable: false },
        organisation(),
        at('05-02 10:00'),
      );
      assert.deepEqual(
        decision.events.map((e) => e.kind),
        ['unread'],
      );
      assert.deepEqual(
        decision.effects.filter((e) => e.kind === 'ensure').map((e) => e.key),
        ['k7:1:ensure:opening'],
      );
    },
  },
  {
    rule: 'a due date cleared by hand is put back like one edited; a tracker without a field for it has none to clear',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-05 10:00'));
      w.ticketOf(s).ticket.due = null;
      w.step(w.run(s, at('04-05 10:01')));
      assert.equal(s.ticket?.ticket.due, '2027-04-16');
      said(s, /^The due date is 16 April; it was changed here by hand and has been put back\./);
      assert.equal(JSON.stringify(s.log.find((e) => e.kind === 're-dated')?.body), '{"found":"none","said":true}');
      delete w.ticketOf(s).ticket.due;
      w.step(w.run(s, at('04-07 10:00')));
      happened(s, 're-dated');
    },
  },
];
