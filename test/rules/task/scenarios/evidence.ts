import assert from 'node:assert/strict';
import { at } from '../terms.ts';
import * as w from '../world.ts';
import { dated, happened, type Scenario, said, stands } from './scenario.ts';

const two = [
  { id: 'export', text: { text: 'users' }, file: true, kept: true },
  { id: 'removals', text: { text: 'proof' }, file: false, kept: false },
];

const link = (name: string) => ({ name, url: `https://files.example/${name}` });
const urls = (s: w.World) => Object.fromEntries((s.state.submission?.items ?? []).map((e) => [e.item, e.url]));

export const evidence: Scenario[] = [
  {
    rule: 'in a comment that names several items, each link counts for the name that it stands with',
    check: (rules) => {
      const evidence = two.map((item) => ({ ...item, file: false, kept: false }));
      const right = { export: link('e.csv').url, removals: link('r.csv').url };
      const texts = [
        `export: ${right.export}\nremovals: ${right.removals}`,
        `export ${right.export} and removals ${right.removals}`,
        `${right.export} is the export\n${right.removals} has the removals`,
      ];
      for (const text of texts) {
        const s = w.run(w.world(rules, { terms: { evidence } }), at('04-12 10:00'));
        w.says(s, 'sam', text, { attachments: [link('e.csv'), link('r.csv')] });
        w.closes(s, 'sam');
        w.run(s, at('04-12 10:05'));
        assert.deepEqual(urls(s), right);
      }
    },
  },
  {
    rule: 'a file counts by its name and by its place in a repository, and by no word of an address that only numbers it',
    check: (rules) => {
      const evidence = ['content', 'removals'].map((id) => ({ id, text: { text: id }, file: false, kept: false }));
      const given = (path: string) => {
        const url = `https://tracker.example${path}`;
        const s = w.run(w.world(rules, { terms: { evidence } }), at('04-12 10:00'));
        w.says(s, 'sam', 'here', { attachments: [{ id: '7', name: 'scan.pdf', url }] });
        w.ticketOf(s).files.set(url, 3);
        w.closes(s, 'sam');
        w.run(s, at('04-12 10:05'));
        return s.state.returned?.missing;
      };
      assert.deepEqual(given('/attachment/content/10088'), ['content', 'removals']);
      assert.deepEqual(given('/blob/main/content/scan.pdf'), ['removals']);
    },
  },
  {
    rule: 'the reply to missing evidence offers “none needed” only where the item’s own text does',
    check: (rules) => {
      const missing = (text: string, file = false) => {
        const s = w.run(
          w.world(rules, { terms: { evidence: [{ id: 'log', text: { text }, file, kept: false }] } }),
          at('04-12 10:00'),
        );
        w.closes(s, 'sam');
        return w.run(s, at('04-12 10:05'));
      };
      said(missing('the log, or "none needed, because …"'), /comment \/evidence log none needed, because …, and close/);
      said(missing('the log'), /Attach a file or link, or comment \/evidence log LINK, and close again\.$/);
      said(missing('the log; "none needed" is not enough', true), /\/evidence log LINK, and close again\.$/);
    },
  },
  {
    rule: 'none needed, because … counts, but not for an item that needs a file, nor without a reason',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.says(s, 'sam', 'export: none needed, because nobody has access\nremovals: none needed, because nobody left');
      w.says(s, 'sam', 'decisions: none needed, because …');
      w.closes(s, 'sam');
      w.run(s, at('04-12 10:05'));
      assert.deepEqual(s.state.returned?.missing, ['export', 'decisions']);
    },
  },
  {
    rule: 'an empty file does not count',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { evidence: two } }), at('04-12 10:00'));
      w.says(s, 'sam', 'x', { attachments: [w.file(s, 'export.csv'), w.file(s, 'removals.log', 0)] });
      w.closes(s, 'sam');
      w.run(s, at('04-12 10:05'));
      said(s, /removals, proof \(the file is empty\)/);
    },
  },
  {
    rule: 'where the bytes must be kept, a bare link does not do, nor a file that the tracker will not hand over',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { evidence: two } }), at('04-12 10:00'));
      w.says(s, 'sam', 'export and removals', { attachments: [w.link('wiki')] });
      w.closes(s, 'sam');
      w.run(s, at('04-12 10:05'));
      said(
        s,
        /one thing is missing: export, users \(a link is not enough\)\. removals is in\. Hand in what can be kept, and close again\.$/,
      );
      const t = w.run(w.world(rules, { terms: { evidence: two } }), at('04-12 10:00'));
      const held = { ...w.file(t, 'export.png'), id: 'f1' };
      t.ticket?.files.set(held.url, undefined);
      w.says(t, 'sam', 'removals: none needed, because nobody left', { attachments: [held] });
      w.closes(t, 'sam');
      w.run(t, at('04-12 10:05'));
      assert.deepEqual(t.state.returned?.missing, ['export']);
    },
  },
  {
    rule: 'a bare link and a file that is not handed over count as linked, not kept',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      const held = w.file(s, 'decisions.png');
      s.ticket?.files.set(held.url, undefined);
      w.says(s, 'sam', 'removals here, and the rest', { attachments: [w.link('removals')] });
      w.says(s, 'sam', 'the rest', { attachments: [held, w.file(s, 'export.csv')] });
      w.closes(s, 'sam');
      w.step(s);
      const items = new Map(s.state.submission?.items.map((i) => [i.item, i]));
      assert.deepEqual([items.get('removals')?.how, items.get('removals')?.kept], ['link', undefined]);
      assert.deepEqual([items.get('decisions')?.how, items.get('decisions')?.kept], ['file', undefined]);
      assert.deepEqual(items.get('export')?.kept, 'blob:https://git.example.com/files/export.csv');
    },
  },
  {
    rule: 'evidence ITEM with a file in its comment keeps the bytes',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { evidence: two } }), at('04-12 10:00'));
      const attached = w.file(s, 'dump.csv');
      w.says(s, 'sam', `/evidence export ${attached.url}`, { attachments: [attached] });
      w.says(s, 'jonas', '/evidence removals none needed, because nobody left');
      w.closes(s, 'sam');
      w.step(s);
      stands(s, 'submitted');
      assert.equal(s.state.submission?.items.find((i) => i.item === 'export')?.kept, `blob:${attached.url}`);
      assert.deepEqual([...(s.state.submission?.implementers ?? [])].sort(), ['jonas', 'sam']);
    },
  },
  {
    rule: 'what is added by editing an old comment counts from the edit: a late edit is a late item',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      const [file, ...rest] = ['export.csv', 'decisions.md', 'removals.log'].map((name) => w.file(s, name));
      w.says(s, 'sam', 'two of them', { attachments: rest });
      w.says(s, 'sam', 'and the third', file && { attachments: [file], edited: true, editedAt: at('04-18 09:00') });
      w.run(s, at('04-18 10:00'));
      w.closes(s, 'sam');
      const close = s.ticket?.ticket.closed;
      if (close) close.at = at('04-15 10:00');
      for (const change of s.ticket?.ticket.changes ?? []) if (change.kind === 'closed') change.at = at('04-15 10:00');
      w.step(s);
      dated(s, 'submitted', at('04-18 09:00'));
      const given = new Map(s.state.submission?.items.map((i) => [i.item, i.at]));
      assert.deepEqual([given.get('export'), given.get('removals')], [at('04-18 09:00'), at('04-12 10:00')]);
    },
  },
  {
    rule: 'so does a line “none needed”, and an old comment edited after the opening is given since',
    check: (rules) => {
      const s = w.run(w.world(rules, { terms: { evidence: two } }), at('04-12 10:00'));
      w.says(s, 'sam', 'export', { attachments: [w.file(s, 'export.csv')] });
      const line = 'removals: none needed, because nobody left';
      w.says(s, 'sam', line, { edited: true, editedAt: at('04-12 11:00') });
      for (const comment of s.ticket?.ticket.comments ?? []) if (comment.edited) comment.at = at('03-20 10:00');
      w.run(s, at('04-12 12:00'));
      w.closes(s, 'sam');
      w.step(s);
      stands(s, 'submitted');
      assert.equal(s.state.submission?.items.find((i) => i.item === 'removals')?.at, at('04-12 11:00'));
    },
  },
  {
    rule: 'evidence from before the opening, and by somebody outside the programme, does not count',
    check: (rules) => {
      const s = w.run(w.world(rules), at('04-12 10:00'));
      w.says(s, 'zoe', 'removals', { attachments: [w.file(s, 'removals.log')] });
      w.says(s, 'sam', 'x', { attachments: [w.file(s, 'export.csv'), w.file(s, 'decisions.md')] });
      w.closes(s, 'sam');
      w.run(s, at('04-12 10:05'));
      said(s, /removals, .*somebody outside the programme/);
      const t = w.run(w.world(rules), at('04-12 10:00'));
      w.handsIn(t);
      for (const comment of t.ticket?.ticket.comments ?? []) comment.at = at('03-20 10:00');
      w.run(t, at('04-12 10:05'));
      happened(t, 'returned');
    },
  },
];
