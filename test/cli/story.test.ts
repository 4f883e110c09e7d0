import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../rules/calendar/working-day.ts';
import type { RecordedEvent } from '../../rules/event.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Programme } from '../../rules/programme.ts';
import { phraseOf, storyLine } from '../../rules/wording/story.ts';

const programme = {
  zone: 'Europe/Berlin',
  calendar: { weekend: [6, 7], holidays: [], workdays: [] },
  trackers: [{ id: 'github' }],
  people: [{ id: 'sam', name: 'Sam Okoro', accounts: {}, channel: 'mail' }],
} as unknown as Programme;
const org: Organisation = { programme, calendar: calendarOf(programme, []), accounts: [], self: {} };

const SOURCES = [
  'rules/task/events.ts',
  'rules/nonconformity/events.ts',
  'rules/thread.ts',
  'rules/occurrence-state.ts',
];

/** The kinds that the types of events name, read from their source. */
function kinds(): string[] {
  return SOURCES.flatMap((file) => {
    const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const bodies = [...source.matchAll(/interface \w+Events[^{]*\{\n([\s\S]*?)\n\}/g)].map((m) => m[1] ?? '');
    return bodies.flatMap((body) => [...body.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map((m) => m[1] ?? ''));
  });
}

/** A body that has every field that a phrase may look at. */
const body = {
  due: { at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' },
  ref: { number: '#7' },
  evidence: { item: 'export' },
  missing: ['removals'],
  action: { owner: 'sam', due: { at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' }, text: { text: 'mend it' } },
  tickets: [{ number: '#8' }],
  terms: { ownGrade: 'minor' },
  reason: { text: 'a reason' },
  because: { text: 'a reason' },
  text: { text: 'a text' },
  to: ['sam'],
  of: ['sam'],
  ...{
    why: 'x',
    rung: 'at-due',
    verdict: 'verified',
    grade: 'major',
    rule: 'annul',
    reviewer: 'sam',
    found: 'x',
    by: 'x',
    former: '#6',
    round: 2,
    step: 'cause',
    channel: 'mail',
    on: '2027-04-16',
    what: 'sent',
    decision: 'accepted',
    display: 'NC-2027-001',
    person: 'sam',
    owner: 'sam',
    risk: 'R-1',
    level: 12,
    done: 2,
    open: ['cause'],
  },
  link: { display: 'NC-2027-001' },
  closed: [{ display: 'NC-2027-001' }],
  letter: { url: 'https://letters.example.com/1' },
};

function event(kind: string, more: Partial<RecordedEvent> = {}): RecordedEvent {
  const at = '2027-04-16T10:00:00.000Z';
  return { stream: 'task/k', kind, actor: 'person:sam', at, body: {}, sequence: 1, version: 1, noticed: at, ...more };
}

describe('a story', () => {
  it('has a phrase of its own for every kind of event', () => {
    const all = [...new Set(kinds())];
    expect(all).toEqual(expect.arrayContaining(['planned', 'graded', 'told', 'ended', 're-dated', 'decided']));
    const to = { at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' };
    const bodyOf = (kind: string) => {
      if (kind === 'auditor-checked') return { ...body, because: 'finding' };
      return kind.startsWith('extension') ? { ...body, to } : body;
    };
    const said = all.map((kind) => [kind, phraseOf({ kind, body: bodyOf(kind) }, org)] as const);
    expect(said.filter(([kind, text]) => text === kind.replaceAll('-', ' '))).toEqual([]);
    expect(said.filter(([, text]) => /undefined|\[object/.test(text))).toEqual([]);
  });

  it('says who by name, when on the organisation’s clock, and when it was noticed if that was later', () => {
    expect(storyLine(event('missed'), org)).toBe('16 Apr 2027 12:00:00  Sam Okoro  counts it as missed');
    const late = event('missed', { actor: 'engine', noticed: '2027-04-16T10:01:00.000Z' });
    expect(storyLine(late, org)).toBe(
      '16 Apr 2027 12:00:00  engine  counts it as missed (noticed 16 Apr 2027 12:01:00)',
    );
  });

  it('names strangers by their account, and those who asserted who they are', () => {
    expect(storyLine(event('submitted', { actor: 'account:github:42' }), org)).toContain(
      'account 42 at github  handed it in',
    );
    // Earlier events name the account alone.
    for (const account of ['42', '712020:0e3b'])
      expect(storyLine(event('submitted', { actor: `account:${account}` }), org)).toContain(
        `  account ${account}  handed it in`,
      );
    const asserted = 'person:sam (asserted at the command line by sam@desk)';
    expect(storyLine(event('submitted', { actor: asserted }), org)).toContain(
      'Sam Okoro (asserted at the command line by sam@desk)',
    );
  });

  it('tells of what was done by hand as the act of whoever did it, and what became of it', () => {
    const by = { actor: 'person:sam', body: { by: 'sam-okoro', cause: 'close:7' } };
    expect(storyLine(event('put-open', by), org)).toContain(
      '  Sam Okoro  closed its ticket by hand; it was opened again',
    );
    expect(storyLine(event('reopened-by-hand', by), org)).toContain(
      '  Sam Okoro  opened it again by hand; it was closed again',
    );
    // Earlier events name the account of somebody known, too.
    const account = { ...by, actor: 'account:github:1000009' };
    expect(storyLine(event('put-open', account), org)).toContain(
      '  account 1000009 at github (sam-okoro)  closed its ticket by hand; it was opened again',
    );
  });

  it('says of a decision what it was, and not of what: a change, criteria, the acceptance of a risk', () => {
    const decided = (decision: string) => phraseOf({ kind: 'decided', body: { decision, by: 'sam' } }, org);
    expect(['approved', 'denied'].map(decided)).toEqual(['approved it', 'did not approve it']);
    const body = { decision: 'denied', reason: { text: 'too high' } };
    expect(phraseOf({ kind: 'decided', body }, org)).toBe('did not approve it: "too high"');
  });

  it('says of an answered word whose it was', () => {
    const answered = (body: RecordedEvent['body'], actor = 'engine') =>
      storyLine(event('answered', { actor, body: { cause: 'c7', why: 'help', ...body } }), org)
        .split('  ')
        .slice(1);
    expect(answered({ by: 'sam' })).toEqual(['Sam Okoro', 'got a reply: help']);
    expect(answered({ account: '42' })).toEqual(['account 42', 'got a reply: help']);
    expect(answered({}, 'person:sam')).toEqual(['Sam Okoro', 'got a reply: help']);
    // The earliest events do not say it.
    expect(answered({})).toEqual(['engine', 'got a reply: help']);
  });
});
