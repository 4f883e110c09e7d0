import { describe, expect, it } from '@jest/globals';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { rules } from './rules.ts';
import { at, endOf } from './terms.ts';
import * as w from './world.ts';

/** A task that was accepted on 14 April and rejected on Saturday 8 May: two weeks later is a Saturday, too. */
function revived(terms: Partial<TaskTerms>): w.World {
  const s = w.run(w.world(rules, { terms }), at('04-14 10:00'));
  w.handsIn(s);
  w.run(s, at('04-14 11:00'));
  w.heard(s, 'mara', '/accept');
  expect(s.state.stage).toBe('ended');
  w.run(s, at('05-08 10:00'));
  w.heard(s, 'mara', '/reject because it was the export of the last quarter');
  expect(s.state.stage).toBe('open');
  return s;
}

describe('a task that is taken up again', () => {
  it.each([
    ['next', '05-24', '06-07'],
    ['previous', '05-21', '06-04'],
    ['none', '05-22', '06-05'],
  ] as const)('is due as its duty says of weekends: %s', (shift, due, limit) => {
    expect(revived({ shift }).state).toMatchObject({ due: endOf(due), hardLimit: endOf(limit) });
  });

  it('has its date where its time ends if no duty says otherwise', () => {
    expect(revived({}).state.due).toEqual(endOf('05-22'));
  });

  it('keeps a date that somebody outside set: where that has passed, it is missed by the rejection', () => {
    const s = revived({ external: true });
    expect(s.state).toMatchObject({
      due: endOf('04-16'),
      hardLimit: endOf('04-30'),
      missed: { at: at('05-08 10:00') },
    });
    expect(s.calls.map((c) => c.because)).toEqual(['missed']);
  });

  it('is not moved where it belongs to a nonconformity', () => {
    const origin = { nonconformity: 'n1', display: 'NC-2027-001', round: 1 };
    expect(revived({ kind: 'action', origin, shift: 'next' }).state.due).toEqual(endOf('05-22'));
  });
});
