import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../../rules/event.ts';
import type { Risk } from '../../../rules/risk/state.ts';
import type { StageView } from '../../../rules/stage.ts';
import { lackingIn, mayNeedMore } from '../../../rules/stages.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { duty } from '../programmes.ts';
import { endedAs, viewOf } from '../stage-view.ts';
import { at, endOf } from '../task/terms.ts';

const riskCriteria = { consequence: { steps: 5 }, likelihood: { steps: 5 }, acceptable: 8 };
const assessing = duty({ id: 'assessing', kind: 'risk-assessment', title: 'Risks', evidence: [] });
const risk = (id: string, owner: string, rated = false): Risk => ({
  noun: 'risk',
  id,
  title: { text: `title of ${id}` },
  owner,
  identified: at('02-01 10:00'),
  ratings: rated
    ? [{ consequence: 1, likelihood: 1, level: 1, limit: 8, criteria: '5x5/8', by: owner, at: at('04-06 10:00') }]
    : [],
  treatments: [],
  acceptances: [],
});
const view = (parts: Partial<StageView>, cause = 'interval'): StageView => {
  const { occurrence, ...drawn } = viewOf(assessing, parts, { riskCriteria });
  return { ...drawn, occurrence: { ...occurrence, cause } };
};

/** What the stage asks for, once its tasks came to this, and these risks are in the register. */
function further(tasks: TaskState[], risks: Risk[], now = at('04-07 10:00'), cause?: string) {
  return lackingIn('risk-assessment', 'rate', view({ tasks, documented: risks, now }, cause));
}
const begun = (...risks: Risk[]) =>
  lackingIn('risk-assessment', 'rate', view({ documented: risks })).map((d) => endedAs(d));

describe('a risk that comes into the register while others are rated', () => {
  const before = begun(risk('R-1', 'sam'), risk('R-2', 'priya'));
  const known = [risk('R-1', 'sam', true), risk('R-2', 'priya', true)];

  it('is rated by its owner in a ticket of its own, once all of the others are, and before the report', () => {
    expect(mayNeedMore('risk-assessment', 'rate')).toBe(true);
    const all = [...known, risk('R-9', 'sam'), risk('R-10', 'sam'), risk('R-11', 'ken')];
    const asked = further(before, all);
    expect(asked.map((d) => [d.assignee, d.terms.slot, d.terms.evidence.map(({ id }) => id)])).toEqual([
      ['ken', 'rate/ken', ['R-11']],
      ['sam', 'rate/sam/2', ['R-9', 'R-10']],
    ]);
    expect(asked.map((d) => textOf(d.terms.title))).toEqual([
      'Risks, 2027 Q2: R-11, title of R-11',
      'Risks, 2027 Q2: more risks of Sam Okoro',
    ]);
    expect(asked[0]?.terms.risks).not.toHaveProperty('alone');
    const [one, ...rest] = before;
    expect(further([{ ...(one as TaskState), stage: 'open' }, ...rest], all)).toEqual([]);
  });

  it('is asked for once: also where its rating was waived', () => {
    const all = [...known, risk('R-9', 'sam')];
    const again = further(before, all).map((d) => endedAs(d, { verdict: 'waived' }));
    expect(further([...before, ...again], all)).toEqual([]);
    expect(further([...before, ...again], [...all, risk('R-12', 'sam')]).map((d) => d.terms.slot)).toEqual([
      'rate/sam/3',
    ]);
  });

  it('is left to the next assessment once the results are reported, and where one risk is assessed anew', () => {
    const all = [...known, risk('R-9', 'sam')];
    const [reported] = lackingIn('risk-assessment', 'report', view({ tasks: before, documented: known }));
    expect(further([...before, endedAs(reported, { stage: 'open' })], all)).toEqual([]);
    expect(further(before, all, undefined, 'risk:R-1:failed:o6')).toEqual([]);
    expect(further(before, known)).toEqual([]);
  });

  it('leaves its owner as long as a verifier, up to when the whole is missed', () => {
    const due = (now: string) => {
      const ended = before.map((task) => ({ ...task, endedAt: at(now) }));
      return further(ended, [risk('R-9', 'sam')], at(now))[0]?.terms.due.date;
    };
    expect(due('04-07 10:00')).toBe('2027-04-16');
    expect(due('04-14 10:00')).toBe('2027-04-21');
    expect(due('04-28 10:00')).toBe('2027-04-30');
    expect(further(before, [risk('R-9', 'sam')])[0]?.terms.hardLimit).toEqual(endOf('04-30'));
  });
});
