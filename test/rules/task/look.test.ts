import { describe, expect, it } from '@jest/globals';
import { type Look, namesFollowUp, toLookAt } from '../../../rules/task/look.ts';
import type { Seen } from '../../../rules/task/seen.ts';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { rules } from './rules.ts';
import { at } from './terms.ts';
import { closes, handsIn, reopens, run, says, seenNow, type World, world } from './world.ts';

type Known = Pick<Seen, 'parts' | 'forgottenUntil'>;

function started(terms: Partial<TaskTerms> = {}): World {
  return run(world(rules, { terms }), at('04-14 10:00'));
}

function lookedAt(w: World, known: Known = {}): (keyof Look)[] {
  const { reading } = seenNow(w);
  if (!reading || !('comments' in reading)) throw new Error('there is nothing to read');
  const look = toLookAt(w.state, reading, w.org, known);
  return (Object.keys(look) as (keyof Look)[]).filter((what) => look[what]);
}

describe('what a step looks at besides its ticket', () => {
  it('is nothing where nobody did anything that wants more', () => {
    expect(lookedAt(says(started(), 'sam', 'nearly there'))).toEqual([]);
    expect(lookedAt(says(started(), 'sam', '/waive because nothing changed'))).toEqual([]);
  });

  it.each([
    ['a close', (w: World) => closes(w, 'sam')],
    ['the word for it', (w: World) => says(w, 'sam', '/done')],
    ['a close that was undone before it was read', (w: World) => reopens(closes(w, 'sam'), 'jonas')],
    ['a signature', (w: World) => says(w, 'elena', '/sign')],
  ])('is what is handed in, at %s', (_, act) => {
    expect(lookedAt(act(started()))).toEqual(['submission']);
  });

  it('is what is handed in once enough parts are done', () => {
    const whole = { share: 100, of: ['person', 'people'] as [string, string], unasked: [] };
    const part = { key: 'a', name: 'a', ended: true, out: false };
    expect(lookedAt(started({ whole }), { parts: [part] })).toEqual([]);
    expect(lookedAt(started({ whole }), { parts: [{ ...part, done: at('04-10 10:00') }] })).toEqual(['submission']);
  });

  it('is nothing new while that waits to be verified, unless it is rejected: what came after is judged in the same step', () => {
    const w = handsIn(started());
    run(w, at('04-14 11:00'));
    expect(w.state.stage).toBe('submitted');
    w.now = at('04-14 12:00');
    expect(lookedAt(closes(reopens(w, 'sam'), 'sam'))).toEqual([]);
    expect(lookedAt(closes(says(w, 'mara', '/reject the export is old'), 'sam'))).toEqual(['submission']);
  });

  it('is which risks there are, where somebody tells of a treatment that failed or answers whether one did', () => {
    expect(lookedAt(says(started(), 'sam', '/event failed-treatment R-1 because it leaked'))).toEqual(['risks']);
    expect(lookedAt(says(started(), 'sam', '/event incident because it leaked'))).toEqual([]);
    expect(lookedAt(says(started(), 'sam', '/answer treatment yes R-1'))).toEqual(['risks']);
  });

  it('is what may cover the task, where its waiver names something and the standard demands it', () => {
    const demanded = () => started({ clauses: ['9.2.2'] });
    expect(lookedAt(says(demanded(), 'elena', '/approve MR-2Q7'))).toEqual(['coverings']);
    expect(lookedAt(says(demanded(), 'elena', '/approve'))).toEqual([]);
    expect(lookedAt(says(started(), 'elena', '/approve MR-2Q7'))).toEqual([]);
  });
});

describe('the nonconformity of its occurrence', () => {
  it('is named by what the standard demands, by what was missed, and no longer by what names it already', () => {
    expect(namesFollowUp(started().state)).toBe(false);
    const demanded = started({ clauses: ['9.2.2'] });
    expect(namesFollowUp(demanded.state)).toBe(true);
    expect(namesFollowUp({ ...demanded.state, stage: 'ended' })).toBe(false);
    const { state } = run(world(rules), at('05-02 10:00'));
    expect(namesFollowUp(state)).toBe(true);
    const missed = state.missed && { ...state.missed, nonconformity: 'n1' };
    expect(namesFollowUp({ ...state, ...(missed && { missed }) })).toBe(false);
  });
});
