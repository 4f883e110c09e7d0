import assert from 'node:assert/strict';
import { organisation } from '../people.ts';
import { at, endOf, terms } from '../terms.ts';
import * as w from '../world.ts';
import { dated, happened, type Scenario, said, stands } from './scenario.ts';

function submitted(rules: w.Rules, when = '04-14 10:00', options: Parameters<typeof w.world>[1] = {}): w.World {
  const s = w.handsIn(w.run(w.world(rules, options), at(when)));
  w.step(s);
  return s;
}

function then(s: w.World, when: string, who: string, text: string): w.World {
  w.says(w.run(s, at(when)), who, text);
  w.step(s);
  return s;
}

export const verification: Scenario[] = [
  {
    rule: 'the verifier accepts: verified, on time, said once',
    check: (rules) => {
      const s = then(submitted(rules), '04-15 10:00', 'mara', '/accept');
      stands(s, 'verified');
      dated(s, 'ended', at('04-15 10:00'));
      said(
        s,
        /^Verified by Mara Lindt on 15 April, on time\. Three items are recorded\. The next one opens on 1 July\. Thank you, Sam\.$/,
      );
      assert.equal(s.comments.length, 3);
      assert.equal(s.decision.ended, true);
    },
  },
  {
    rule: 'rejected, handed in again, and accepted while the engine was away: verified, each word about what it was said of',
    check: (rules) => {
      const s = w.down(submitted(rules), at('04-15 10:00'));
      w.says(s, 'mara', '/reject because two accounts are missing');
      w.says(w.down(s, at('04-15 11:00')), 'sam', '/done now with these two', {
        attachments: [w.file(s, 'export-2.csv')],
      });
      w.says(w.down(s, at('04-15 12:00')), 'mara', '/accept');
      w.run(w.run(s, at('04-15 13:00')), at('04-15 13:01'));
      stands(s, 'verified');
      happened(s, 'rejected');
      happened(s, 'submitted', 2);
      happened(s, 'answered', 0);
      dated(s, 'ended', at('04-15 12:00'));
    },
  },
  {
    rule: 'nobody else accepts or rejects: implementer, manager, lead’s colleague, stranger',
    check: (rules) => {
      const s = submitted(rules);
      for (const who of ['zoe', 'sam', 'jonas', 'elena', 'priya']) {
        then(s, '04-15 10:00', who, '/accept');
        then(s, '04-15 10:00', who, '/reject because it is wrong');
      }
      stands(s, 'submitted');
      said(s, /^\/reject was not recorded: on this ticket Mara Lindt may reject, and they were asked on 14 April\.$/);
    },
  },
  {
    rule: 'a verifier whose evidence counts, who closed it, or who was assigned is an implementer: the next level verifies',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-14 10:00'));
      w.says(s, 'mara', 'export', { attachments: [w.file(s, 'export.csv')] });
      w.says(s, 'sam', 'the rest', { attachments: [w.file(s, 'decisions.md'), w.file(s, 'removals.log')] });
      w.closes(s, 'sam');
      w.step(s);
      assert.deepEqual(s.state.verification?.asked, ['elena']);
      assert.deepEqual(s.state.verification?.due, endOf('04-28'));
      then(s, '04-15 10:00', 'mara', '/accept');
      stands(s, 'submitted');
      then(s, '04-15 11:00', 'elena', '/accept');
      stands(s, 'verified');
    },
  },
  {
    rule: 'self-verification only where the programme allows it, and marked',
    check: (rules) => {
      const parts = { verifier: 'sam', selfVerification: true };
      const s = then(submitted(rules, '04-14 10:00', { terms: parts }), '04-15 10:00', 'sam', '/accept');
      assert.match(
        s.comments.find((c) => c.text.includes('Is it right?'))?.text ?? '',
        /^Sam, Sam Okoro handed this in/,
      );
      stands(s, 'verified');
      assert.equal(s.state.verified?.self, true);
      said(s, /They did the work themselves, which the programme allows here/);
      const t = submitted(rules, '04-14 10:00', { terms: { ...parts, selfVerification: false } });
      then(t, '04-15 10:00', 'sam', '/accept');
      stands(t, 'submitted');
      assert.deepEqual(t.state.verification?.asked, ['mara']);
    },
  },
  {
    rule: 'verification is due seven days after the submission, and never missed',
    check: (rules) => {
      const s = submitted(rules);
      assert.deepEqual(s.state.verification?.due, endOf('04-21'));
      w.run(s, at('06-01 10:00'));
      stands(s, 'submitted');
      happened(s, 'missed', 0);
    },
  },
  {
    rule: 'a hand-in that downtime kept from the verifier gives them their days from the reading',
    check: (rules) => {
      const s = w.handsIn(w.run(w.world(rules), at('04-14 10:00')));
      w.run(w.down(s, at('04-24 10:00')), at('04-24 10:00'));
      dated(s, 'submitted', at('04-14 10:00'));
      assert.deepEqual(s.state.verification?.due, endOf('05-01'));
    },
  },
  {
    rule: 'a delegate verifies only with that power, and not their own work',
    check: (rules) => {
      const org = (powers: ('verify' | 'extend')[]) => organisation({}, { mara: { to: 'ken', powers } });
      stands(
        then(submitted(rules, '04-14 10:00', { org: org(['verify']) }), '04-15 10:00', 'ken', '/accept'),
        'verified',
      );
      stands(
        then(submitted(rules, '04-14 10:00', { org: org(['extend']) }), '04-15 10:00', 'ken', '/accept'),
        'submitted',
      );
      const own = w.run(w.world(rules, { org: org(['verify']) }), at('04-14 10:00'));
      w.says(own, 'ken', 'all', {
        attachments: ['export.csv', 'decisions.md', 'removals.log'].map((n) => w.file(own, n)),
      });
      w.closes(own, 'sam');
      w.step(own);
      stands(then(own, '04-15 10:00', 'ken', '/accept'), 'submitted');
    },
  },
  {
    rule: 'reject needs a reason, reopens, and the newest evidence counts at the next close',
    check: (rules) => {
      const s = then(submitted(rules), '04-15 10:00', 'mara', '/reject');
      stands(s, 'submitted');
      then(s, '04-15 10:10', 'mara', '/reject because removals show two of three accounts');
      stands(s, 'open');
      assert.equal(s.ticket?.ticket.category, 'open');
      said(
        s,
        /^Mara Lindt did not accept this: removals show two of three accounts\. Please complete it and close again\. Still due on 16 April\.$/,
      );
      w.says(w.run(s, at('04-16 10:00')), 'sam', 'removals', { attachments: [w.link('removals-3')] });
      w.closes(s, 'sam');
      w.step(s);
      dated(s, 'submitted', at('04-16 10:00'));
      assert.equal(
        s.state.submission?.items.find((i) => i.item === 'removals')?.url,
        'https://wiki.example.com/removals-3',
      );
    },
  },
  {
    rule: 'the close that was rejected does not hand it in again, though the ticket is not open yet',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-14 10:00'));
      const attachments = ['export.csv', 'decisions.md', 'removals.log'].map((n) => w.file(s, n));
      w.says(s, 'sam', 'all', { attachments });
      w.says(s, 'sam', '/done');
      w.closes(w.down(s, at('04-14 10:00:30')), 'sam');
      w.says(w.down(s, at('04-14 11:00')), 'mara', '/reject because no');
      w.step(s);
      stands(s, 'open');
      happened(s, 'submitted');
    },
  },
  {
    rule: 'submitted in time and rejected after the hard limit, it is missed from the rejection on',
    check: (rules) => {
      const s = submitted(rules, '04-29 10:00');
      w.run(s, at('05-03 10:00'));
      happened(s, 'missed', 0);
      then(s, '05-03 11:00', 'mara', '/reject because no');
      stands(s, 'open, missed');
      dated(s, 'missed', at('05-03 11:00'));
    },
  },
  {
    rule: 'an ended task is revived only by verifier or lead, with a new due date and limit; it may end again, and the old verdict stays',
    check: (rules) => {
      const s = then(submitted(rules), '04-15 10:00', 'mara', '/accept');
      for (const who of ['sam', 'jonas', 'priya', 'zoe']) then(s, '05-20 10:00', who, '/reject because it was forged');
      stands(s, 'verified');
      then(s, '05-20 11:00', 'mara', '/reject because it was forged');
      stands(s, 'open');
      assert.deepEqual([s.state.due, s.state.hardLimit], [endOf('06-03'), endOf('06-17')]);
      assert.deepEqual(
        s.state.revivals?.map((r) => r.verdict),
        ['verified'],
      );
      said(s, /Please complete it and close again\. Now due on 3 June\.$/);
      assert.equal(s.ticket?.ticket.category, 'open');
      w.run(s, at('06-04 10:00'));
      assert.ok(s.state.rungs.length >= 2, 'it is chased anew');
      w.run(s, at('06-18 10:00'));
      stands(s, 'open, missed');
      w.handsIn(s);
      w.step(s);
      then(s, '06-19 10:00', 'mara', '/accept');
      happened(s, 'ended', 2);
      stands(s, 'verified, missed');
    },
  },
  {
    rule: 'nothing is accepted that was not handed in, and nothing twice',
    check: (rules) => {
      const s = then(w.world(rules), '04-14 10:00', 'mara', '/accept');
      said(s, /nothing has been handed in here that waits to be verified/);
      const t = then(submitted(rules), '04-15 10:00', 'mara', '/accept');
      then(t, '04-15 11:00', 'mara', '/accept');
      happened(t, 'ended');
    },
  },
  {
    rule: 'the verification ladder chases the verifier, then who stands above, each once as a level; each round anew',
    check: (rules) => {
      const s = submitted(rules, '04-14 10:00', { terms: { ...terms(), verifier: 'priya' } });
      w.run(s, at('04-22 10:00'));
      const chases = () => s.notices.filter((n) => n.key.includes('verification'));
      assert.deepEqual(
        chases().map((n) => [n.to, n.digest]),
        [
          ['priya', false],
          ['priya', false],
          ['mara', false],
        ],
      );
      said(s, /^@priya-nair Sam Okoro handed this in/, ['priya']);
      w.run(s, at('04-26 10:00'));
      assert.deepEqual(
        chases()
          .slice(3)
          .map((n) => [n.to, n.digest]),
        [['elena', true]],
      );
      then(s, '04-26 11:00', 'priya', '/reject because no');
      w.handsIn(w.run(s, at('04-26 12:00')));
      w.step(s);
      const before = s.notices.length;
      w.run(s, at('05-04 10:00'));
      assert.ok(
        s.notices.slice(before).some((n) => n.to === 'priya'),
        'the second round is chased too',
      );
    },
  },
  {
    rule: 'reassigned while it waits, it is for the manager of whoever handed it in to verify',
    check: (rules) => {
      const s = submitted(rules, '04-14 10:00', { terms: { verifier: 'manager' } });
      assert.deepEqual(s.state.verification?.asked, ['jonas']);
      w.assigns(w.run(s, at('04-14 12:00')), 'sam', 'priya');
      w.step(s);
      happened(s, 'reassigned');
      then(s, '04-15 10:00', 'jonas', '/accept');
      stands(s, 'verified');
    },
  },
  {
    rule: 'who verifies is always current: whoever has taken a role over is asked, with days of their own, and chased',
    check: (rules) => {
      const s = submitted(rules, '04-14 10:00', { terms: { verifier: 'role:checks' } });
      const held = (...checks: string[]) => organisation({ roles: { lead: ['mara'], top: ['elena'], checks } });
      s.org = held('priya', 'jonas');
      w.run(s, at('04-15 10:00'));
      assert.deepEqual(s.state.verification?.asked, ['priya', 'jonas']);
      s.org = held('jonas');
      w.run(s, at('04-16 10:00'));
      happened(s, 'verification-asked', 2);
      s.org = held('ken');
      w.run(s, at('04-20 10:00'));
      said(s, /^@ken-adeyemi Sam Okoro handed this in on 14 April, .* by 26 April\.$/, ['ken']);
      const before = s.notices.length;
      w.run(s, at('04-28 10:00'));
      assert.ok(s.notices.slice(before).some((n) => n.to === 'ken'));
      assert.ok(!s.notices.slice(before).some((n) => n.to === 'priya' || n.to === 'jonas'));
      then(s, '04-28 11:00', 'ken', '/accept');
      stands(s, 'verified');
      s.org = held('priya');
      w.run(s, at('05-04 10:00'));
      happened(s, 'verification-asked', 3);
    },
  },
];
