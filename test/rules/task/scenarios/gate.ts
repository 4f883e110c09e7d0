import assert from 'node:assert/strict';
import { organisation } from '../people.ts';
import { at } from '../terms.ts';
import * as w from '../world.ts';
import { dated, happened, type Scenario, said, silent, stands } from './scenario.ts';

export const gate: Scenario[] = [
  {
    rule: 'without a verifier a complete close is recorded, checked by the engine only, in silence',
    check: (rules) => {
      const { verifier: _, ...rest } = w.world(rules).state.terms;
      const s = w.world(rules, { terms: { ...rest, verifier: undefined as never } });
      w.handsIn(w.run(s, at('04-12 10:00')));
      w.step(s);
      stands(s, 'recorded');
      dated(s, 'submitted', at('04-12 10:00'));
      dated(s, 'ended', at('04-12 10:00'));
      silent(s, 0);
    },
  },
  {
    rule: 'a complete close is answered at once: the verifier is asked',
    check: (rules) => {
      const s = w.handsIn(w.run(w.world(rules), at('04-12 10:00')));
      w.step(s);
      stands(s, 'submitted');
      said(s, /^@mara-lindt Sam Okoro handed this in on 12 April, on time, with three items\./, ['mara']);
      assert.equal(s.ticket?.ticket.category, 'done');
    },
  },
  {
    rule: 'the word done hands in like a close, and the ticket is closed',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      const attachments = ['export.csv', 'decisions.md', 'removals.log'].map((name) => w.file(s, name));
      w.says(s, 'sam', 'here', { attachments });
      w.says(s, 'sam', '/done at last');
      w.step(s);
      stands(s, 'submitted');
      assert.equal(s.ticket?.ticket.category, 'done');
      w.run(s, at('04-12 10:10'));
      happened(s, 'reopened-by-hand', 0);
    },
  },
  {
    rule: 'done beside a close adds nothing, and is not refused',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.handsIn(s);
      w.says(s, 'sam', '/done');
      w.step(s);
      w.step(s);
      happened(s, 'submitted');
      silent(s, 1);
    },
  },
  {
    rule: 'done counts from assignee, delegate, manager; others are told who may',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.says(s, 'priya', '/done');
      w.run(s, at('04-12 10:05'));
      said(s, /^\/done was not recorded: on this ticket Sam Okoro, their delegate or their manager may use it\.$/);
      happened(s, 'returned', 0);
      w.says(s, 'jonas', '/done');
      w.run(s, at('04-12 10:10'));
      happened(s, 'returned');
      said(s, /^Not handed in yet, because three things are missing: /);
    },
  },
  {
    rule: 'with one item missing the refusal waits a minute, names it, and reopens',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.says(s, 'sam', 'x', { attachments: [w.file(s, 'export.csv'), w.file(s, 'decisions.md')] });
      w.closes(s, 'sam');
      w.step(s);
      silent(s, 0);
      s.now = at('04-12 10:00:59');
      w.step(s);
      silent(s, 0);
      s.now = at('04-12 10:01');
      w.step(s);
      said(
        s,
        /^Reopened, because one thing is missing: removals, proof that they were done\. export and decisions are in\./,
      );
      assert.equal(s.ticket?.ticket.category, 'open');
      stands(s, 'open');
    },
  },
  {
    rule: 'three files for one item leave two items missing',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      const attachments = ['export-1.csv', 'export-2.csv', 'export-3.csv'].map((name) => w.file(s, name));
      w.says(s, 'sam', 'the export in three parts', { attachments });
      w.closes(s, 'sam');
      w.run(s, at('04-12 10:05'));
      stands(s, 'open');
      said(s, /two things are missing: decisions, .*; removals/);
    },
  },
  {
    rule: 'what is attached within the minute counts, and dates the submission',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.says(s, 'sam', 'x', { attachments: [w.file(s, 'export.csv'), w.file(s, 'decisions.md')] });
      w.closes(s, 'sam');
      w.run(s, at('04-12 10:00:40'));
      w.says(s, 'sam', 'the last one', { attachments: [w.file(s, 'screenshot.png')] });
      w.run(s, at('04-12 10:05'));
      stands(s, 'submitted');
      dated(s, 'submitted', at('04-12 10:00:40'));
      assert.deepEqual(s.state.submission?.items.map((i) => i.item).sort(), ['decisions', 'export', 'removals']);
    },
  },
  {
    rule: 'late evidence completes a close, and dates it',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-16 23:00'));
      w.says(s, 'sam', 'x', { attachments: [w.file(s, 'export.csv'), w.file(s, 'decisions.md')] });
      w.closes(s, 'sam');
      w.down(s, at('04-18 10:00'));
      w.says(s, 'sam', 'removals', { attachments: [w.file(s, 'r.log')] });
      w.run(s, at('04-18 11:00'));
      dated(s, 'submitted', at('04-18 10:00'));
      said(s, /on 18 April, 2 days late/);
    },
  },
  {
    rule: 'a file added after a complete close does not make it late',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-16 23:00'));
      w.handsIn(s);
      w.down(s, at('04-18 10:00'));
      w.says(s, 'sam', 'export, nicer', { attachments: [w.file(s, 'export-v2.csv')] });
      w.step(s);
      dated(s, 'submitted', at('04-16 23:00'));
    },
  },
  {
    rule: 'evidence is frozen at the submission',
    check: (rules) => {
      const s = w.handsIn(w.run(w.world(rules), at('04-12 10:00')));
      w.step(s);
      const before = JSON.stringify(s.state.submission);
      w.says(s, 'sam', '/evidence export https://wiki.example.com/other');
      w.step(s);
      said(s, /frozen/);
      assert.equal(JSON.stringify(s.state.submission), before);
      assert.equal(s.state.submission?.snapshot, 'snapshot');
      assert.equal(s.state.given.length, 0);
    },
  },
  {
    rule: 'a close by somebody unknown is reopened with one reply, and repeats get none',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.says(s, 'sam', 'x', { attachments: ['export.csv', 'decisions.md', 'removals.log'].map((n) => w.file(s, n)) });
      w.closes(s, 'zoe');
      w.step(s);
      stands(s, 'open');
      assert.equal(s.ticket?.ticket.category, 'open');
      said(
        s,
        /^Reopened: whoever closed this is not in the programme, so the close does not count\. Sam Okoro closes it/,
      );
      w.closes(w.run(s, at('04-12 11:00')), 'zoe');
      w.step(s);
      assert.equal(s.ticket?.ticket.category, 'open');
      silent(s, 1);
    },
  },
  {
    rule: 'the third refusal goes to the lead',
    check: (rules) => {
      const s = w.world(rules);
      w.run(s, at('04-12 10:00'));
      for (const minute of ['10', '20', '30']) {
        w.run(s, at(`04-12 10:${minute}`));
        w.closes(s, 'sam');
        w.run(s, at(`04-12 10:${minute}:59`));
      }
      w.run(s, at('04-12 10:40'));
      happened(s, 'returned', 3);
      said(
        s,
        /^@mara-lindt This was closed three times without export, decisions and removals\. Sam Okoro may need help: what would count\?$/,
        ['mara'],
      );
    },
  },
  {
    rule: 'whoever is assigned at the close is an implementer, as the tracker dates it',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.assigns(s, 'sam', 'priya');
      w.down(s, at('04-12 11:00'));
      w.says(s, 'ken', 'x', { attachments: ['export.csv', 'decisions.md', 'removals.log'].map((n) => w.file(s, n)) });
      w.closes(s, 'ken');
      w.run(s, at('04-12 12:00'));
      assert.deepEqual([...(s.state.submission?.implementers ?? [])].sort(), ['ken', 'priya']);
    },
  },
  {
    rule: 'files that came with no snapshot are read again before a close is judged',
    check: (rules) => {
      const s = w.handsIn(w.run(w.world(rules), at('04-12 10:00')));
      w.run(s, at('04-13 10:00'));
      w.says(s, 'mara', '/reject because the export is old');
      w.down(s, at('04-13 11:00'));
      w.says(s, 'sam', 'export', { attachments: [w.file(s, 'export-v2.csv')] });
      w.reopens(s, 'sam');
      w.down(s, at('04-13 11:01'));
      w.closes(s, 'sam');
      const seen = w.seenNow(s);
      const { snapshot: _, ...bare } = seen;
      const first = rules.advanceTask(s.state, s.log.length, { ...bare, files: {} }, s.org, s.now);
      assert.equal(first.state.stage, 'open');
      assert.equal(first.wakeAt, s.now);
      w.step(s);
      stands(s, 'submitted');
      assert.match(s.state.submission?.items.find((i) => i.item === 'export')?.url ?? '', /export-v2/);
    },
  },
  {
    rule: 'gate_wait is the programme’s',
    check: (rules) => {
      const org = organisation({ pace: { planner: 300_000, gateWait: 5000, look: 86_400_000 } });
      const s = w.run(w.world(rules, { org }), at('04-12 10:00'));
      w.closes(s, 'sam');
      w.run(s, at('04-12 10:00:04'));
      silent(s, 0);
      w.run(s, at('04-12 10:00:05'));
      silent(s, 1);
    },
  },
];
