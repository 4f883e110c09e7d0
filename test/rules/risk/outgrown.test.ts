import { describe, expect, it } from '@jest/globals';
import { type Documented, documentedBy, evolveDocumented } from '../../../rules/documented.ts';
import type { NewEvent } from '../../../rules/event.ts';
import { standingOf } from '../../../rules/risk/reading.ts';
import type { Risk } from '../../../rules/risk/state.ts';
import { outgrownBy } from '../../../rules/risk-treatment/outgrown.ts';
import type { TaskTerms } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { closes, heard, world } from '../task/world.ts';

const org = organisation({ duties: [duty({ id: 'assessing', kind: 'risk-assessment' })] });
const criteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const level = (n: number) => ({ level: n, limit: 8, criteria: '5x5/8' });
const event = (kind: string, day: string, body: object): NewEvent => {
  return { stream: 'documented/risk/R-1', kind, actor: 'person:sam', at: at(`${day} 10:00`), body: { ...body } };
};
const rated = (n: number, day: string, occurrence: string) =>
  event('rated', day, { consequence: n, likelihood: 1, ...level(n), by: 'sam', occurrence });
const decided = { occurrence: 'o7', option: 'retain', controls: [], text: { text: 'small' }, by: 'sam', task: 'k5' };
const treated = [
  event('identified', '03-01', { title: { text: 'Theft' }, owner: 'sam' }),
  event('treatment-decided', '03-02', decided),
];

/** The ticket asks about one level, then the risk is rated, then somebody writes into the ticket. */
function answered(asked: number, then: number, who: string, text: string, terms: Partial<TaskTerms> = {}) {
  const risks = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } }, current: level(asked), ...terms.risks };
  const w = world(rules, { org, terms: { kind: 'risk-acceptance', slot: 'accept', evidence: [], ...terms, risks } });
  w.now = at('04-03 10:00');
  heard(w, who, text);
  const events = [...treated, rated(asked, '03-01', 'o1'), rated(then, '04-02', 'o9'), ...documentedBy(w.state)];
  const risk = events.reduce<Documented | undefined>(evolveDocumented, undefined) as Risk;
  return { found: outgrownBy(w.state, risk, org), risk };
}

describe('an acceptance whose risk was rated higher while it waited', () => {
  it('is recorded as it was said, and the treatment has failed: the risk is assessed anew, the lead hears of it', () => {
    const { found, risk } = answered(6, 12, 'sam', '/accept');
    expect(risk.acceptances).toMatchObject([{ level: 6, by: 'sam' }]);
    const because = {
      text: 'it was accepted at level 6, which does not cover that it was rated 12 meanwhile, above 8',
    };
    expect(found?.events).toMatchObject([
      { kind: 'treatment-failed', actor: 'engine', at: at('04-03 10:00'), body: { occurrence: 'o7', because } },
    ]);
    expect(found?.calls).toMatchObject([
      { because: 'asked', duty: 'assessing', cause: 'risk:R-1:failed:o7', at: at('04-03 10:00') },
      { because: 'happened', kind: 'failed-treatment', id: 'o7', title: 'R-1 Theft', risk: 'R-1' },
    ]);
    expect(found?.calls[1]).toMatchObject({ failed: { how: 'outgrown', because, follows: ['assessment'] } });
    for (const call of found?.calls ?? []) expect(call).not.toHaveProperty('by');
  });

  it('is so also above the criteria, once management has approved what was asked', () => {
    const asked = { by: 'sam', at: at('04-01 10:00'), because: { text: 'x' }, expires: '2027-12-31', task: 'k6' };
    const conceding = (then: number) =>
      answered(12, then, 'elena', '/approve', {
        kind: 'risk-concession',
        slot: 'concession',
        barred: ['sam'],
        risks: { criteria, asked },
      });
    expect(conceding(20).found?.events).toMatchObject([{ kind: 'treatment-failed' }]);
    expect(conceding(12).found).toBeUndefined();
    expect(standingOf(conceding(12).risk)).toBe('conceded');
  });

  it('holds where that can be retained, and is told of by its refusal where it is refused', () => {
    expect(answered(6, 8, 'sam', '/accept').found).toBeUndefined();
    expect(standingOf(answered(4, 8, 'sam', '/accept').risk)).toBe('retainable');
    expect(answered(4, 8, 'sam', '/accept').found).toBeUndefined();
    expect(answered(6, 12, 'sam', '/reject because it rose').found).toBeUndefined();
  });

  it('waits for management where it was above the criteria already', () => {
    const { found, risk } = answered(12, 16, 'sam', '/accept 2027-12-31 because of the budget');
    expect([found, standingOf(risk)]).toEqual([undefined, 'in-treatment']);
  });
});

describe('what is taken up again after its risk was accepted', () => {
  const accepted = (n: number) =>
    event('risk-accepted', '04-05', { occurrence: 'o7', ...level(n), by: 'sam', task: 'k6' });
  const ends = (n: number, terms: Partial<TaskTerms>, then: NewEvent[] = []) => {
    const risks = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } } };
    const evidence = [{ id: 'R-1', text: { text: 'what is left' }, file: false, kept: false, word: 'risk' as const }];
    const w = world(rules, { org, terms: { kind: 'risk-rating', slot: 'residual', evidence, risks, ...terms } });
    w.now = at('04-10 10:00');
    heard(w, 'sam', `/risk R-1 consequence=${n} likelihood=1`);
    closes(w, 'sam');
    heard(w, 'mara', '/accept');
    const events = [...treated, rated(12, '03-01', 'o1'), accepted(6), ...then, ...documentedBy(w.state)];
    const risk = events.reduce<Documented | undefined>(evolveDocumented, undefined) as Risk;
    expect(w.state.stage).toBe('ended');
    return { found: outgrownBy(w.state, risk, org), endedAt: w.state.endedAt };
  };

  it('has left it to nobody where what is left is above the criteria then', () => {
    const criteria = { consequence: { steps: 20 }, likelihood: { steps: 5 }, acceptable: 8 };
    const risks = { criteria, risk: { id: 'R-1', title: { text: 'Theft' } } };
    const { found, endedAt } = ends(12, { risks });
    const because = { text: 'it was accepted at level 6, which does not cover that it was rated 12 since, above 8' };
    expect(found?.events).toMatchObject([
      { kind: 'treatment-failed', at: endedAt, body: { occurrence: 'o7', because } },
    ]);
    expect(found?.calls).toMatchObject([{ cause: 'risk:R-1:failed:o7' }, { kind: 'failed-treatment', at: endedAt }]);
  });

  it('leaves it as it is within them, and says nothing of a rating that is not its own', () => {
    expect(ends(5, {}).found).toBeUndefined();
    const since = [rated(12, '04-20', 'o9')];
    expect(ends(5, {}, since).found).toBeUndefined();
    expect(ends(5, { kind: 'risk-treatment', slot: 'implement', evidence: [] }, since).found).toBeUndefined();
  });
});
