import assert from 'node:assert/strict';
import { at, endOf } from '../terms.ts';
import { read } from '../ticket-model.ts';
import * as w from '../world.ts';
import { dated, happened, type Scenario, said, silent, stands } from './scenario.ts';

function opened(rules: w.Rules): w.World {
  return w.run(w.world(rules), at('04-14 10:00'));
}

export const tampering: Scenario[] = [
  {
    rule: 'deleted: recorded, the lead told, one new ticket with the same due date, saying what it replaces',
    check: (rules) => {
      const s = opened(rules);
      w.ticketOf(s).deleted = true;
      w.step(s);
      w.step(s);
      happened(s, 'replaced');
      assert.equal(s.tickets.length, 2);
      assert.equal(s.ticket?.ticket.due, '2027-04-16');
      said(s, /^This replaces #231, which was deleted\. Same duty, same due date; what was recorded is kept\.$/);
      assert.deepEqual(
        s.notices.filter((n) => n.key.includes('deleted')).map((n) => n.to),
        ['mara'],
      );
      assert.deepEqual(
        s.state.thread.former?.map((r) => r.number),
        ['#231'],
      );
      w.run(s, at('04-15 10:00'));
      assert.equal(s.tickets.length, 2);
    },
  },
  {
    rule: 'a submitted task that is deleted comes back as submitted, with its frozen evidence',
    check: (rules) => {
      const s = w.handsIn(opened(rules));
      w.step(s);
      w.ticketOf(s).deleted = true;
      w.step(s);
      w.step(s);
      stands(s, 'submitted');
      assert.equal(s.state.submission?.items.length, 3);
      w.says(s, 'mara', '/accept');
      w.step(s);
      stands(s, 'verified');
    },
  },
  {
    rule: 'hidden is deleted only after two readings an hour apart while others are readable',
    check: (rules) => {
      const s = opened(rules);
      s.reading = 'hidden';
      w.step(s);
      w.run(s, at('04-14 10:59'));
      happened(s, 'gone');
      happened(s, 'replaced', 0);
      w.run(s, at('04-14 11:01'));
      happened(s, 'replaced');
      const t = opened(rules);
      t.reading = 'hidden';
      t.seen = { othersReadable: false };
      w.run(t, at('04-15 10:00'));
      happened(t, 'replaced', 0);
      t.reading = 'read';
      w.step(t);
      happened(t, 'found');
      assert.equal(t.tickets.length, 1);
    },
  },
  {
    rule: 'hidden over its hard limit it is unread, without a verdict',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-30 23:59'));
      s.reading = 'hidden';
      s.seen = { othersReadable: false };
      w.run(s, at('05-02 10:00'));
      happened(s, 'missed', 0);
      happened(s, 'unread');
    },
  },
  {
    rule: 'an ended ticket that is deleted gets no successor; the lead is told',
    check: (rules) => {
      const s = w.handsIn(opened(rules));
      w.step(s);
      w.says(s, 'mara', '/accept');
      w.step(s);
      w.ticketOf(s).deleted = true;
      w.step(s);
      w.step(s);
      assert.equal(s.tickets.length, 1);
      assert.equal(s.notices.filter((n) => n.key.includes('deleted')).length, 1);
    },
  },
  {
    rule: 'an old ticket that reappears is recorded once and given to be closed',
    check: (rules) => {
      const s = opened(rules);
      const old = w.ticketOf(s).ticket.ref;
      w.ticketOf(s).deleted = true;
      w.step(s);
      w.step(s);
      s.seen = { reappeared: [old] };
      assert.deepEqual(w.step(s).retire, [old]);
      w.step(s);
      happened(s, 'reappeared');
    },
  },
  {
    rule: 'moved, it is followed',
    check: (rules) => {
      const s = opened(rules);
      const { ref } = w.ticketOf(s).ticket;
      w.ticketOf(s).ticket.ref = { ...ref, number: '#7', url: 'https://git.example.com/other/7' };
      w.step(s);
      assert.equal(s.state.thread.ref?.number, '#7');
      assert.equal(s.tickets.length, 1);
    },
  },
  {
    rule: 'moved to where its comments have other ids, nothing that was read before is heard again',
    check: (rules) => {
      const s = opened(rules);
      w.says(s, 'sam', '/extend 2027-04-23 because x\n/waive because y');
      w.step(s);
      w.says(w.run(s, at('04-14 10:05')), 'mara', '/deny extension because no');
      w.step(s);
      const before = s.comments.length;
      s.seen = { readThrough: s.now };
      w.run(s, at('04-14 10:10'));
      const { ticket } = w.ticketOf(s);
      for (const comment of ticket.comments) comment.id = `${comment.id}9`;
      ticket.ref = { ...ticket.ref, id: 'elsewhere', number: '#7', url: 'https://git.example.com/other/7' };
      w.says(s, 'mara', '/deny waiver because no');
      w.step(s);
      w.step(s);
      happened(s, 'moved');
      happened(s, 'extension-asked');
      happened(s, 'extension-denied');
      happened(s, 'waiver-denied');
      silent(s, before + 1);
    },
  },
  {
    rule: 'an ended ticket reopened by hand is recorded and closed again, with one reply ever',
    check: (rules) => {
      const s = w.handsIn(opened(rules));
      w.step(s);
      w.says(s, 'mara', '/accept');
      w.step(s);
      const before = s.comments.length;
      w.run(s, at('04-20 10:00'));
      w.reopens(s, 'sam');
      w.step(s);
      stands(s, 'verified');
      assert.equal(s.ticket?.ticket.category, 'done');
      said(
        s,
        /^This is recorded as finished, so it was closed again\. If it is not right, Mara Lindt can bring it back with \/reject because …\.$/,
      );
      w.reopens(w.run(s, at('04-21 10:00')), 'sam');
      w.step(s);
      assert.equal(s.ticket?.ticket.category, 'done');
      happened(s, 'reopened-by-hand', 2);
      assert.equal(s.log.findLast((e) => e.kind === 'reopened-by-hand')?.actor, 'person:sam');
      silent(s, before + 1);
    },
  },
  {
    rule: 'a handed-in ticket reopened by hand is closed again, naming the word',
    check: (rules) => {
      const s = w.handsIn(opened(rules));
      w.step(s);
      w.reopens(w.run(s, at('04-14 11:00')), 'mara');
      w.step(s);
      stands(s, 'submitted');
      assert.equal(s.ticket?.ticket.category, 'done');
      said(
        s,
        /waits to be verified, so it was closed again\. If it is not right, Mara Lindt can bring it back with \/reject/,
      );
    },
  },
  {
    rule: 'reassigned to a person of the programme, that person does it and is chased, from the tracker’s instant on',
    check: (rules) => {
      const s = opened(rules);
      w.assigns(s, 'sam', 'priya');
      w.run(s, at('04-14 11:00'));
      assert.equal(s.state.assignee, 'priya');
      dated(s, 'reassigned', at('04-14 10:00'));
      const before = s.notices.length;
      w.run(s, at('04-16 10:00'));
      assert.ok(s.notices.slice(before).some((n) => n.to === 'priya'));
      assert.ok(!s.notices.slice(before).some((n) => n.to === 'sam'));
    },
  },
  {
    rule: 'reassigned to somebody unknown or to nobody, it is put back, once for each time',
    check: (rules) => {
      const s = opened(rules);
      w.assigns(s, 'sam', 'zoe');
      w.step(s);
      assert.deepEqual(
        s.ticket?.ticket.assignees.map((a) => a.login),
        ['sam-okoro'],
      );
      w.assigns(w.run(s, at('04-14 12:00')), 'sam', undefined);
      w.step(s);
      assert.deepEqual(
        s.ticket?.ticket.assignees.map((a) => a.login),
        ['sam-okoro'],
      );
      happened(s, 'put-back', 2);
      const both = opened(rules);
      w.assigns(w.handsIn(both), 'sam', undefined);
      const written = w.step(both).effects.filter((e) => e.kind === 'ensure');
      assert.deepEqual(
        written.map(({ assign, over }) => ({ assign, over })),
        [{ assign: true, over: [] }],
      );
      assert.equal(s.state.assignee, 'sam');
      const stuck = opened(rules);
      w.assigns(stuck, 'sam', 'zoe');
      const decision = w.step(stuck);
      const again = rules.advanceTask(
        decision.state,
        stuck.log.length,
        { ...w.seenNow(stuck), reading: read(w.ticketOf(stuck), stuck.now) },
        stuck.org,
        stuck.now,
      );
      assert.deepEqual(again.events, []);
    },
  },
  {
    rule: 'a due date edited by hand is put back at most once a day, and commented on once a week',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-05 10:00'));
      const edit = (when: string) => {
        w.run(s, at(when));
        w.ticketOf(s).ticket.due = '2027-06-30';
        w.step(s);
      };
      edit('04-05 10:01');
      assert.equal(s.ticket?.ticket.due, '2027-04-16');
      said(
        s,
        /^The due date is 16 April; it was changed here by hand and has been put back\. To move it: \/extend DATE because …\.$/,
      );
      edit('04-05 12:00');
      assert.equal(s.ticket?.ticket.due, '2027-06-30');
      w.run(s, at('04-06 00:01'));
      w.step(s);
      assert.equal(s.ticket?.ticket.due, '2027-04-16');
      const before = s.comments.length;
      edit('04-07 12:00');
      silent(s, before);
      edit('04-12 12:00');
      silent(s, before + 1);
      assert.deepEqual(s.state.due, endOf('04-16'));
    },
  },
  {
    rule: 'a due date edited by hand is put back to the extended one, also from the date before it',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-14 10:00'));
      w.says(s, 'sam', '/extend 2027-04-23 because the export is late');
      w.step(s);
      w.says(w.run(s, at('04-14 10:05')), 'mara', '/approve');
      w.step(s);
      assert.equal(s.ticket?.ticket.due, '2027-04-23');
      w.ticketOf(s).ticket.due = '2027-04-16';
      w.step(w.run(s, at('04-14 10:10')));
      assert.equal(s.ticket?.ticket.due, '2027-04-23');
      happened(s, 're-dated');
    },
  },
  {
    rule: 'text typed inside the block is moved below, each day anew; of a lost end marker the lead is told once',
    check: (rules) => {
      const s = opened(rules);
      w.ticketOf(s).ticket.fence = 'altered';
      w.step(s);
      assert.equal(s.ticket?.ticket.fence, 'intact');
      w.run(s, at('04-15 10:00'));
      w.ticketOf(s).ticket.fence = 'altered';
      w.step(s);
      assert.equal(s.ticket?.ticket.fence, 'intact');
      w.ticketOf(s).ticket.fence = 'missing';
      w.step(s);
      w.run(s, at('04-15 12:00'));
      happened(s, 'fence-missing');
      assert.deepEqual(s.notices.filter((n) => n.key.endsWith('fence:mara')).length, 1);
    },
  },
];
