import assert from 'node:assert/strict';
import type { Organisation } from '../../../../rules/organisation.ts';
import type { Tracker } from '../../../../rules/tracker.ts';
import { organisation } from '../people.ts';
import { at, terms } from '../terms.ts';
import * as w from '../world.ts';
import { after, goOn } from './conversation.ts';
import { happened, type Scenario, said, silent } from './scenario.ts';

/** The organisation with a tracker of that kind. */
function working(kind: Tracker['kind']): Organisation {
  const main = { id: 'github', kind } as Tracker;
  return organisation({ trackers: [main] });
}

export const words: Scenario[] = [
  {
    rule: 'an unknown word is answered only near a command',
    check: (rules) => {
      const s = after(rules, ['sam', '/extedn 2027-04-23 because x']);
      said(s, /^\/extedn is not a command\. Did you mean \/extend\?$/);
      const before = s.comments.length;
      w.says(s, 'sam', '/frobnicate\nand /usr/bin/env is a path');
      w.step(s);
      silent(s, before);
    },
  },
  {
    rule: 'a comment first seen edited commands nothing and gets one reply; edited after it counted, it stays as it was',
    check: (rules) => {
      const s = after(rules, ['sam', '/extend 2027-04-23 because x', { edited: true }]);
      happened(s, 'extension-asked', 0);
      said(
        s,
        /^That comment was edited after it was written, so it was not recorded\. Please write it again as a new comment\.$/,
      );
      const before = s.comments.length;
      w.run(s, at('04-14 12:00'));
      silent(s, before);
      const several = after(rules, ['sam', '/extend 2027-04-23 because x\n/waive because y', { edited: true }]);
      w.step(several);
      silent(several, before);
      const two = w.run(w.world(rules), at('04-14 10:00'));
      for (const word of ['/extend 2027-04-23 because x', '/waive because y'])
        w.says(two, 'sam', word, { edited: true });
      w.step(two);
      silent(two, before + 1);
      const t = after(rules, ['sam', '/extend 2027-04-23 because x']);
      const comment = t.ticket?.ticket.comments.at(-2);
      if (comment) Object.assign(comment, { edited: true, text: '/extend 2027-05-30 because x' });
      const asked = JSON.stringify(t.state.extension);
      w.run(t, at('04-14 12:00'));
      assert.equal(JSON.stringify(t.state.extension), asked);
    },
  },
  {
    rule: 'strangers get one reply that says who may, repeats get none, bots none at all',
    check: (rules) => {
      const s = after(rules, ['zoe', '/accept'], ['zoe', '/accept'], ['zoe', '/accept']);
      assert.equal(s.comments.length, 2);
      said(s, /^\/accept was not recorded: on this ticket Mara Lindt may accept\.$/);
      const t = after(rules, ['zoe', '/hlep'], ['zoe', '/hepl'], ['ci[bot]', '/accept'], ['ci[bot]', '/hlep']);
      assert.equal(t.comments.length, 2);
    },
  },
  {
    rule: 'evidence: an address may stand before its item; “none needed” needs a reason; what was given is shown, and heard',
    check: (rules) => {
      const s = w.run(w.world(rules, { org: working('github') }), at('04-14 10:00'));
      w.says(s, 'sam', '/evidence https://wiki.example.com/r removals');
      w.step(s);
      happened(s, 'evidence-given');
      assert.equal(s.state.given.at(-1)?.item, 'removals');
      assert.match(
        JSON.stringify(s.block),
        /"✓ ",\{"strong":"removals"\},": ",\{"quoted":"https:\/\/wiki\.example\.com\/r"\},", linked 14 Apr"/,
      );
      assert.match(JSON.stringify(s.block), /"○ ",\{"strong":"decisions"\}/);
      w.says(s, 'sam', '/evidence removals none needed, because');
      w.step(s);
      happened(s, 'evidence-given');
      said(s, /^\/evidence was not recorded: it needs a reason\./);
    },
  },
  {
    rule: 'evidence: a link for what has to be kept, or not to be too old, is shown as heard and still open; a second word replaces it',
    check: (rules) => {
      const item = { id: 'export', text: { text: 'users' }, file: false };
      const shown = (parts: object, ...words: string[]) => {
        const evidence = [{ ...item, kept: false, ...parts }];
        const s = w.run(w.world(rules, { org: working('jira'), terms: { evidence } }), at('04-12 10:00'));
        for (const word of words) {
          w.says(s, 'sam', word);
          w.step(s);
        }
        return JSON.stringify(rules.draftTask(s.state, s.org, false).block);
      };
      const word = '/evidence export https://wiki.example.com/users';
      const name = '{"quoted":"https://wiki.example.com/users"}';
      const line = `["○ ",{"strong":"export"},": ",${name},", linked 12 Apr`;
      assert.ok(shown({ kept: true }, word).includes(`${line}, to be kept"]`));
      assert.ok(shown({ maxAge: { n: 14, unit: 'days' } }, word).includes(`${line}, at most 14 days old"]`));
      assert.match(shown({ kept: true }), /\["○ ",\{"strong":"export"\},": ","users"/);
      assert.match(shown({ kept: true }, word, `${word}-2`), /users-2"\},", linked 12 Apr, to be kept"\]/);
    },
  },
  {
    rule: 'where a tracker has reactions a recorded word is shown as heard at once; elsewhere it joins the next rewrite',
    check: (rules) => {
      const writes = (kind: Tracker['kind']) => {
        const s = w.run(w.world(rules, { org: working(kind) }), at('04-14 10:00'));
        const before = s.delivered.size;
        w.says(s, 'sam', '/evidence removals none needed, because nobody left');
        w.step(s);
        w.run(s, at('04-14 12:00'));
        return s.delivered.size - before;
      };
      assert.equal(writes('github'), 1);
      assert.equal(writes('jira'), 0);
    },
  },
  {
    rule: 'help names no word that would be refused',
    check: (rules) => {
      const L3 = { ...terms().ladder, extensions: false };
      const s = w.run(w.world(rules, { terms: { ladder: L3, evidence: [] } }), at('04-14 10:00'));
      w.says(s, 'sam', '/help');
      w.step(s);
      said(s, /\/waive/);
      assert.doesNotMatch(s.comments.at(-1)?.text ?? '', /\/extend|\/evidence/);
    },
  },
  {
    rule: 'help: one reply with the words that apply and who may use them',
    check: (rules) => {
      const s = after(rules, ['priya', '/help']);
      said(s, /\/extend DATE because …: Sam Okoro or Mara Lindt/);
      said(s, /\/done: Sam Okoro, their delegate or their manager/);
      w.handsIn(s);
      w.step(s);
      w.says(s, 'priya', '/help');
      w.step(s);
      said(s, /\/accept: Mara Lindt/);
    },
  },
  {
    rule: 'a recorded command is shown as heard, a refused one is not',
    check: (rules) => {
      const s = after(rules, ['sam', '/extend 2027-04-23 because x'], ['priya', '/approve'], ['mara', '/approve']);
      const commands = s.ticket?.ticket.comments.filter((c) => c.key === undefined) ?? [];
      assert.deepEqual(rules.draftTask(s.state, s.org, false).heard, [commands[0]?.id, commands[2]?.id]);
    },
  },
  {
    rule: 'a recorded command is shown as heard, whatever stands before it in its comment',
    check: (rules) => {
      const s = w.run(w.world(rules, { org: working('github') }), at('04-14 10:00'));
      w.says(s, 'sam', '/aprove\n/evidence decisions all kept, because nobody left');
      const shown = w.step(s).effects.filter((e) => e.kind === 'ensure');
      assert.equal(shown.length, 1);
      const comment = s.ticket?.ticket.comments.find((c) => c.key === undefined);
      assert.deepEqual(rules.draftTask(s.state, s.org, false).heard, [comment?.id]);
    },
  },
  {
    rule: 'a command with punctuation attached is heard, and a wrong word answered',
    check: (rules) => {
      const s = after(rules, ['sam', '/evidence: decisions all kept, because nobody left']);
      assert.deepEqual(
        s.state.given.map((e) => e.item),
        ['decisions'],
      );
      goOn(s, ['sam', '/acept.']);
      said(s, /^\/acept is not a command\. Did you mean \/accept\?$/);
      goOn(s, ['sam', '/help.']);
      said(s, /\/extend DATE because …: Sam Okoro or Mara Lindt/);
    },
  },
  {
    rule: 'several commands in one comment each count once',
    check: (rules) => {
      const s = after(rules, ['sam', '/extend 2027-04-23 because x\n/waive because it is useless']);
      happened(s, 'extension-asked');
      happened(s, 'waiver-asked');
      w.run(s, at('04-14 12:00'));
      happened(s, 'extension-asked');
    },
  },
  {
    rule: 'evidence names an item, by the one who does it; a text or a link',
    check: (rules) => {
      const s = after(rules, ['sam', '/evidence exprot https://x.example.com/a']);
      said(s, /the item must be one of: export, decisions, removals/);
      const t = after(rules, ['priya', '/evidence decisions all kept, because nobody left']);
      said(t, /Sam Okoro, their delegate or their manager may use it/);
      assert.equal(t.state.given.length, 0);
      const u = after(
        rules,
        ['sam', '/evidence export see the wiki'],
        ['sam', '/evidence decisions all kept, because nobody left'],
        ['sam', '/evidence removals …'],
      );
      assert.deepEqual(
        u.state.given.map((e) => [e.item, e.how]),
        [['decisions', 'text']],
      );
    },
  },
];
