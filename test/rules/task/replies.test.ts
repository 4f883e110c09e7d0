import { describe, expect, it } from '@jest/globals';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { question } from '../../../rules/triage/questions.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import {
  closes,
  file,
  handsIn,
  lastComment,
  link,
  reopens,
  run,
  says,
  seenNow,
  step,
  ticketOf,
  world,
} from './world.ts';

/** What is asked for, each in one of these ways. */
const items = {
  export: {
    id: 'export',
    text: { text: 'the [form](https://wiki.example.com/form), signed' },
    file: true,
    kept: false,
  },
  proof: { id: 'proof', text: { text: 'what shows it' }, file: false, kept: true },
  share: { id: 'share', text: { text: 'at least 90% have read it' }, file: false, kept: false, counted: true as const },
};

function opened(parts: Partial<TaskTerms> = {}) {
  const w = world(rules, { terms: parts });
  run(w, at('04-12 10:00'));
  return w;
}

/** @returns what a word of somebody is answered with. */
function heard(w: ReturnType<typeof opened>, who: string, text: string): string {
  says(w, who, text);
  run(w, new Date(Date.parse(w.now) + 300_000).toISOString());
  return lastComment(w);
}

describe('what is missing is asked for', () => {
  it('without a close where the ticket was not closed, and with links that can be followed', () => {
    const reply = heard(opened({ evidence: [items.export] }), 'sam', '/done');
    expect(reply).toBe(
      'Not handed in yet, because one thing is missing: export, the form, signed. Attach a file or link, or comment /evidence export LINK, then write /done again.',
    );
  });

  it('by a word for what a link is enough for, though something else has to be kept', () => {
    const w = opened({ evidence: [items.proof, items.export] });
    says(w, 'sam', 'proof', { attachments: [link('proof')] });
    closes(w, 'sam');
    run(w, at('04-12 10:05'));
    expect(lastComment(w)).toContain('proof, what shows it (a link is not enough); export,');
    expect(lastComment(w)).toContain('comment /evidence export LINK, and close again.');
  });

  it('in the words of whoever named a risk, which are no link', () => {
    const risk = { ...items.export, id: 'R-1', text: { text: 'Backup [click](https://evil.example.com)' } };
    const w = opened({ kind: 'risk-rating', evidence: [{ ...risk, word: 'risk' }] });
    closes(w, 'sam');
    step(w);
    run(w, at('04-12 10:05'));
    expect(lastComment(w)).toContain('Backup [click](https://evil.example.com)');
  });

  it('from nobody where it hands itself in', () => {
    const w = opened({ evidence: [items.share] });
    closes(w, 'sam');
    run(w, at('04-12 10:05'));
    expect(lastComment(w)).toMatch(/It hands itself in once enough is done: nobody has to close it\.$/);
  });
});

describe('a later date', () => {
  it('is one that exists', () => {
    expect(heard(opened(), 'sam', '/extend 2027-04-31 because two are away')).toBe(
      '/extend was not recorded: 2027-04-31 does not exist; a date is written like 2027-04-23. It is written /extend DATE because ….',
    );
  });

  it('that does not exist is told of to nobody who may not ask, and never where it is over', () => {
    expect(heard(opened(), 'ken', '/extend 2027-04-31 because x')).toContain('on this ticket');
    const w = handsIn(opened());
    step(w);
    expect(heard(w, 'sam', '/extend 2027-04-31 because x')).toContain('this has been handed in already');
  });

  it('cannot be decided once what asked for it has lapsed', () => {
    const w = opened();
    heard(w, 'sam', '/extend 2027-05-07 because two are away');
    run(w, at('05-02 10:00'));
    expect(heard(w, 'jonas', '/approve')).toContain(
      'nothing is being asked for; a request for a later date lapses when a task counts as missed',
    );
    expect(heard(opened(), 'jonas', '/approve')).toContain('nothing has been asked for here');
    handsIn(w);
    step(w);
    heard(w, 'mara', '/accept');
    heard(w, 'mara', '/reject because one is missing');
    expect(w.state.stage).toBe('open');
    expect(heard(w, 'jonas', '/approve')).toContain('nothing has been asked for here');
  });

  it('is not decided from the command line past the limit, though the tracker’s clock is behind', () => {
    const w = opened();
    heard(w, 'sam', '/extend 2027-05-07 because two are away');
    run(w, at('04-30 23:59:50'));
    const asserted = [{ id: 'cli-1', at: at('05-01 00:00:01'), by: 'mara', text: '/approve', how: 'asserted' }];
    const seen = { ...seenNow(w), asserted };
    const decision = rules.advanceTask(w.state, w.log.length, seen, w.org, at('05-01 00:00:02'));
    expect(decision.events.map((e) => e.kind)).not.toContain('extension-approved');
    expect(decision.state).toMatchObject({ extension: { by: 'sam' }, extended: [] });
  });

  it('is not offered where none can be given any more', () => {
    const w = opened({ extensions: 0 });
    ticketOf(w).ticket.due = '2027-06-30';
    step(w);
    expect(lastComment(w)).toMatch(/Nobody can ask for a later one here\.$/);
    expect(heard(w, 'sam', '/extend 2027-04-23 because x')).toContain('this task may have no extension');
  });
});

describe('reopened by hand', () => {
  it('what a word decided is closed again, and no word is said to bring it back', () => {
    const w = opened({
      kind: 'triage',
      owner: 'mara',
      slot: 'triage',
      evidence: [question('scope', 'does it change?')],
    });
    heard(w, 'mara', '/answer scope no because nothing moved');
    expect(w.state.stage).toBe('ended');
    run(w, at('04-20 10:00'));
    reopens(w, 'sam');
    step(w);
    expect(lastComment(w)).toBe('This is over, so it was closed again.');
    expect(heard(w, 'mara', '/reject because it moved')).toBe('This is over; no word changes it here.');
  });

  it('what management decided is over in the words of help as well', () => {
    const w = opened({ kind: 'programme-change', owner: 'elena', slot: 'approval', evidence: [] });
    expect(heard(w, 'elena', '/help')).toContain('Elena Costa may decide.');
    heard(w, 'elena', '/approve');
    expect(w.state.stage).toBe('ended');
    expect(heard(w, 'elena', '/help')).toMatch(/^This is over; no word changes it here\.\s+To tell of something/);
  });

  it('what was verified can be brought back', () => {
    const w = handsIn(opened());
    step(w);
    says(w, 'mara', '/accept', { attachments: [file(w, 'x.csv')] });
    step(w);
    run(w, at('04-20 10:00'));
    reopens(w, 'sam');
    step(w);
    expect(lastComment(w)).toContain('Mara Lindt can bring it back with /reject because …');
  });
});

describe('that one may tell of what happened', () => {
  const telling = 'whatever this ticket is about: /event incident or change, and what happened; or joiner';

  it.each<[string, Partial<TaskTerms>]>([
    ['a review', {}],
    ['a programme change', { kind: 'programme-change', owner: 'elena', evidence: [] }],
    ['an opportunity for improvement', { kind: 'improvement', evidence: [] }],
  ])('stands in the help of %s, for it is heard there', (_, of) => {
    const w = opened(of);
    expect(heard(w, 'sam', '/help')).toContain(telling);
    heard(w, 'sam', '/event leaver ken');
    expect(w.calls.at(-1)).toMatchObject({ because: 'happened', kind: 'leaver', person: 'ken' });
  });

  it('stands in the help of what is finished, for it is heard there, too', () => {
    const w = opened();
    handsIn(w);
    step(w);
    says(w, 'mara', '/accept');
    step(w);
    expect(w.state.stage).toBe('ended');
    expect(heard(w, 'sam', '/help')).toContain(telling);
    heard(w, 'sam', '/event leaver ken');
    expect(w.calls.at(-1)).toMatchObject({ because: 'happened', kind: 'leaver', person: 'ken' });
  });

  it('is among the words that are named where another one has no place', () => {
    expect(heard(opened(), 'sam', '/annul 2027-04-23 because of this')).toMatch(/\/waive, \/event, \/help\.$/);
  });
});
