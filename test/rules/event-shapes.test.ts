import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../rules/event.ts';
import { EVENT_SCHEMA, inPresentShape } from '../../rules/event-shapes.ts';

const at = '2027-04-16T10:00:00.000Z';

function recorded(stream: string, kind: string, body: RecordedEvent['body']): RecordedEvent {
  return { stream, kind, actor: 'person:sam', at, body, sequence: 1, version: 1, noticed: at };
}

describe('an event of schema 1', () => {
  const due = { at, date: '2027-04-16' };
  it.each([
    [
      'a nonconformity’s new date',
      recorded('nonconformity/k', 'extension-approved', { by: 'mara', to: due, cause: '7' }),
      { by: 'mara', due, cause: '7' },
    ],
    [
      'a reviewer’s words, which may be a hash',
      recorded('nonconformity/k', 'judged', { verdict: 'effective', why: { blob: 'f'.repeat(64) } }),
      { verdict: 'effective', text: { blob: 'f'.repeat(64) } },
    ],
    ['no words at all', recorded('nonconformity/k', 'judged', { by: 'sam' }), { by: 'sam', text: { text: '' } }],
    [
      'what was missing, without what was there',
      recorded('task/k', 'returned', { missing: ['a'] }),
      { missing: ['a'], items: [] },
    ],
  ])('is brought to the present shape: %s', (_, old, body) => {
    const before = structuredClone(old);
    expect(inPresentShape(old, 1)).toEqual({ ...old, body });
    expect(old).toEqual(before);
  });

  it.each([
    ['an item that was there', recorded('task/k', 'returned', { missing: [], items: [{ item: 'a' }] })],
    ['a task’s new date', recorded('task/k', 'extension-approved', { due, to: due })],
    ['a word of another stream', recorded('engine', 'judged', { why: { text: 'x' } })],
    ['a kind like a name of JavaScript', recorded('task/k', 'constructor', { to: due })],
  ])('keeps what did not change: %s', (_, old) => {
    expect(inPresentShape(old, 1).body).toEqual(old.body);
  });
});

it('an event of the present schema is left alone', () => {
  const event = recorded('nonconformity/k', 'extension-approved', { to: null });
  expect(inPresentShape(event, EVENT_SCHEMA)).toBe(event);
});
