import { describe, expect, it } from '@jest/globals';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { heard, kinds, run, says, step, type World, world } from '../task/world.ts';

const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const level = (n: number, of = '5x5/8') => ({ level: n, limit: 8, criteria: of });

function asked(n: number, terms: Partial<TaskTerms> = {}): World {
  const instructions = [{ text: 'At most 8 may be retained.' }];
  const risks = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } }, current: level(n), ...terms.risks };
  const own: Partial<TaskTerms> = {
    kind: 'risk-acceptance',
    slot: 'accept',
    evidence: [],
    instructions,
    ...terms,
    risks,
  };
  const w = world(rules, { terms: own });
  w.seen = { rated: level(n) };
  return run(w, at('04-02 10:00'));
}

/** @returns the steps that the ticket lists once the risk was rated anew. */
function listed(w: World, rated: ReturnType<typeof level>): unknown[] {
  w.seen = { rated };
  run(w, at('04-03 10:00'));
  return w.block.flatMap((part) => (part.kind === 'steps' ? part.items.map((item) => item.join('')) : []));
}

describe('the ticket of an acceptance whose risk was rated once more', () => {
  it('shows the level that it has now, and that this is not covered where it is not', () => {
    const w = asked(6);
    expect(listed(w, level(6))).toEqual(['At most 8 may be retained.']);
    expect(listed(w, level(12))).toEqual([
      'Rated once more since: level 12, above 8. Level 6 does not cover that: whatever is decided here, the treatment has failed then, and the risk is assessed anew.',
      'At most 8 may be retained.',
    ]);
    expect(kinds(run(w, at('04-05 10:00'))).filter((kind) => kind === 'risk-rated-since')).toHaveLength(1);
    expect(listed(w, level(8))[0]).toBe('Rated once more since: level 8, at most 8 may be retained.');
    expect(listed(w, level(6))).toEqual(['At most 8 may be retained.']);
  });

  it('says so of a concession, too, and names another scale', () => {
    const by = { by: 'sam', at: at('04-01 10:00'), because: { text: 'x' }, expires: '2027-12-31', task: 'k6' };
    const conceding = () => asked(12, { kind: 'risk-concession', slot: 'concession', risks: { criteria, asked: by } });
    expect(listed(conceding(), level(10))[0]).toBe('Rated once more since: level 10, above 8.');
    expect(listed(conceding(), level(10, '9x9/8'))[0]).toMatch(
      /^Rated once more since: level 10, on another scale, above 8\. Level 12 does not cover that/,
    );
  });

  it('does not change what a word accepts, and says nothing of it once that is decided', () => {
    const w = asked(6);
    listed(w, level(12));
    expect(heard(w, 'sam', '/accept')).toContain('Accepted by Sam Okoro.');
    expect(w.state.given.at(-1)?.name).toEqual({ text: 'accepted at level 6' });
    expect(JSON.stringify(w.block)).not.toContain('Rated once more');
  });

  it('is not rewritten where the word came first, nor is that of another task about a risk', () => {
    const w = asked(6);
    says(w, 'sam', '/accept');
    w.seen = { rated: level(12) };
    step(w);
    const plan = asked(6, { kind: 'risk-plan', slot: 'plan' });
    listed(plan, level(12));
    expect([...kinds(w), ...kinds(plan)]).not.toContain('risk-rated-since');
  });
});
