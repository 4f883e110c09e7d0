import { describe, expect, it } from '@jest/globals';
import { fieldwork } from '../audit/fieldwork.ts';
import { rules } from './rules.ts';
import { at, terms } from './terms.ts';
import * as w from './world.ts';

const all = (s: w.World) => ['export.csv', 'decisions.md', 'removals.log'].map((name) => w.file(s, name));

/** Whatever happens next happens at that minute after ten; before it the ticket is read, or not. */
const minute = (s: w.World, read: boolean, n: number) => {
  if (read) w.step(s);
  w.down(s, at(`04-14 10:0${n}`));
};

describe.each([true, false])('who did it is whoever had it at the close, read in between: %s', (read) => {
  it('not the verifier whom it was given to after it', () => {
    const s = w.handsIn(w.run(w.world(rules), at('04-14 10:00')));
    minute(s, read, 1);
    w.assigns(s, 'sam', 'mara');
    minute(s, read, 2);
    w.says(s, 'mara', '/accept');
    w.run(s, at('04-14 10:30'));
    expect(s.state.submission?.implementers).toEqual(['sam']);
    expect([s.state.verdict, s.state.assignee]).toEqual(['verified', 'mara']);
  });

  it('who does not verify it, though others closed it and have it now', () => {
    const s = w.run(w.world(rules, { terms: { owner: 'mara', verifier: 'role:lead' } }), at('04-14 10:00'));
    w.says(s, 'jonas', 'from Mara', { attachments: all(s) });
    w.closes(s, 'jonas');
    minute(s, read, 1);
    w.assigns(s, 'mara', 'ken');
    minute(s, read, 2);
    w.says(s, 'ken', '/help');
    w.run(s, at('04-14 10:30'));
    w.says(s, 'mara', '/accept');
    w.run(s, at('04-14 10:40'));
    expect(s.state.submission?.implementers).toEqual(['jonas', 'mara']);
    expect(s.state.verified).toBeUndefined();
  });

  it('also while the close waits for what is missing', () => {
    const s = w.run(w.world(rules), at('04-14 10:00'));
    w.closes(s, 'sam');
    w.down(s, at('04-14 10:00:20'));
    w.assigns(s, 'sam', 'mara');
    if (read) w.step(s);
    w.down(s, at('04-14 10:00:40'));
    w.says(s, 'sam', 'all of it', { attachments: all(s) });
    w.run(s, at('04-14 10:05'));
    expect(s.state.submission).toMatchObject({ implementers: ['sam'], at: at('04-14 10:00:40') });
  });

  it('and whoever it was given to before it, if nobody closed it in person', () => {
    const s = w.run(w.world(rules), at('04-14 10:00'));
    w.assigns(s, 'sam', 'priya');
    minute(s, read, 1);
    w.says(s, 'ken', 'here', { attachments: all(s) });
    w.closes(s, 'ken');
    minute(s, read, 2);
    w.assigns(s, 'priya', 'sam');
    w.run(s, at('04-14 10:30'));
    expect(s.state.submission?.implementers.toSorted()).toEqual(['ken', 'priya']);
  });

  it('also where somebody wrote after it was given back', () => {
    const s = w.run(w.world(rules), at('04-14 10:00'));
    w.assigns(s, 'sam', 'priya');
    minute(s, read, 1);
    w.says(s, 'ken', 'here', { attachments: all(s) });
    w.closes(s, 'ken');
    minute(s, read, 2);
    w.assigns(s, 'priya', 'sam');
    minute(s, read, 3);
    w.says(s, 'sam', '/help');
    w.run(s, at('04-14 10:30'));
    expect(s.state.submission?.implementers.toSorted()).toEqual(['ken', 'priya']);
    expect(s.state.assignee).toBe('sam');
  });

  it('who alone hands in what is personal', () => {
    const personal = { ...terms(), personal: true as const, evidence: [] };
    const s = w.run(w.world(rules, { terms: personal }), at('04-14 10:00'));
    w.closes(s, 'sam');
    minute(s, read, 1);
    w.assigns(s, 'sam', 'priya');
    minute(s, read, 2);
    w.says(s, 'priya', '/help');
    w.run(s, at('04-14 10:30'));
    expect(s.state.submission?.by).toBe('sam');
  });

  it('who alone hands in an audit', () => {
    const s = fieldwork();
    w.says(s, 'ken', '/finding none because all was in order');
    w.run(s, at('04-14 10:00'));
    w.closes(s, 'ken');
    minute(s, read, 1);
    w.assigns(s, 'ken', 'priya');
    minute(s, read, 2);
    w.says(s, 'priya', '/help');
    w.run(s, at('04-14 10:30'));
    expect(s.state.submission?.by).toBe('ken');
    expect(s.comments.filter((c) => c.text.startsWith('Reopened'))).toEqual([]);
  });
});
