import assert from 'node:assert/strict';
import { organisation } from '../people.ts';
import { at } from '../terms.ts';
import * as w from '../world.ts';
import { after, type Comment, goOn } from './conversation.ts';
import type { Scenario } from './scenario.ts';

export const fullTicket: Scenario[] = [
  {
    rule: 'past twelve comments nobody is written to in the ticket, and the lead sees a noisy ticket',
    check: (rules) => {
      const s = after(rules, ...Array.from({ length: 15 }, (): [string, string] => ['sam', '/help']));
      assert.equal(s.comments.length, 12);
      assert.ok(s.notices.some((n) => n.to === 'mara' && /noisy ticket/.test(n.subject)));
    },
  },
  {
    rule: 'past twelve comments the lead hears of a noisy ticket once a day, and whoever is asked to decide of each question',
    check: (rules) => {
      const s = after(rules, ...Array.from({ length: 20 }, (): Comment => ['sam', '/aprove']));
      assert.equal(s.comments.length, 12);
      const noisy = (who: string) => s.notices.filter((n) => n.to === who && /noisy ticket/.test(n.subject));
      assert.deepEqual(
        noisy('mara').map((n) => n.lines),
        [
          [
            '/aprove is not a command. Did you mean /approve?',
            'It has had all the comments it may have. What else is answered there today is not sent: its own text shows what counts.',
            'https://git.example.com/isms/231',
          ],
        ],
      );
      goOn(s, ['sam', '/extend 2027-04-23 because x\n/waive because y']);
      assert.deepEqual([noisy('mara').length, noisy('jonas').length], [3, 2]);
      w.run(s, at('04-15 10:00'));
      const before = noisy('mara').length;
      goOn(s, ['sam', '/aprove\n/acept'], ['sam', '/aprove']);
      assert.equal(noisy('mara').length, before + 1);
    },
  },
  {
    rule: 'past twelve comments the lead hears of an escalation by itself, whatever else was told that day',
    check: (rules) => {
      const s = after(rules, ...Array.from({ length: 15 }, (): Comment => ['sam', '/aprove']));
      const noisy = () => s.notices.filter((n) => n.to === 'mara' && /noisy ticket/.test(n.subject)).length;
      w.run(s, at('04-19 08:00'));
      goOn(s, ['priya', '/aprove']);
      const before = noisy();
      w.run(s, at('04-19 12:00'));
      assert.equal(s.comments.length, 12);
      assert.equal(noisy(), before + 1);
    },
  },
  {
    rule: 'past twelve comments whoever can be told nowhere else is asked in the ticket all the same, and nobody is answered',
    check: (rules) => {
      const ticketOnly = organisation({ notices: {} });
      const s = w.run(w.world(rules, { org: ticketOnly }), at('04-14 10:00'));
      goOn(s, ...Array.from({ length: 15 }, (): Comment => ['sam', '/help']));
      assert.equal(s.comments.length, 12);
      goOn(s, ['sam', '/extend 2027-04-23 because the export is late'], ['sam', '/help']);
      assert.equal(s.comments.length, 13);
      assert.deepEqual(s.comments[12]?.told, ['mara', 'jonas']);
      assert.match(s.comments[12]?.text ?? '', /asks for .*23 Apr/);
    },
  },
];
