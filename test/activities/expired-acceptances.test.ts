import { describe, expect, it } from '@jest/globals';
import { tableOf } from '../../activities/tables.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { treatments } from './treatments.ts';

const company = treatments();

async function accepted(level: number): Promise<void> {
  const rated = { consequence: level, likelihood: 1, level, limit: 8, criteria: '5x5/8', by: 'sam' };
  const approved = { by: 'elena', at: company.scene.now() };
  const acceptance = {
    occurrence: 'o1',
    level,
    limit: 8,
    criteria: '5x5/8',
    by: 'sam',
    expires: '2027-08-20',
    task: 'k1',
  };
  await company.recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
  await company.recorded('rated', rated);
  await company.recorded('risk-accepted', { ...acceptance, ...(level > 8 && { approved }) });
}

async function begunOn(instant: string): Promise<string[]> {
  company.scene.set(instant);
  await company.scene.settle();
  const all = await company.scene.deps.register.loadRows<OccurrenceState>('occurrence', {}, { limit: 50 });
  return all.map(({ state }) => `${state.duty} ${state.cause}`);
}

const holds = async () =>
  (await tableOf(company.scene.deps.register, 'acceptances', company.scene.now())).rows.map((row) => row.holds_today);

describe('an acceptance with a last day', () => {
  it.each([
    ['within the criteria', 6],
    ['above them', 12],
  ])('%s runs out with that day, and its risk is treated anew, once', async (_, level) => {
    await accepted(level);
    expect(await begunOn('2027-08-20T21:59:00.000Z')).toEqual([]);
    expect(await holds()).toEqual([true]);
    expect(await begunOn('2027-08-20T22:00:00.000Z')).toEqual(['treating risk:R-1:expired:2027-08-20']);
    expect(await holds()).toEqual([false]);
    expect(await begunOn('2027-08-21T22:00:00.000Z')).toHaveLength(1);
    const events = await company.scene.deps.register.events({ stream: 'documented/risk/R-1', after: 0, limit: 50 });
    expect(events.filter(({ kind }) => kind === 'acceptance-expired').map(({ at }) => at)).toEqual([
      '2027-08-20T22:00:00.000Z',
    ]);
  });

  it('no longer holds once the risk was rated anew', async () => {
    await accepted(6);
    company.scene.set('2027-05-01T08:00:00.000Z');
    expect(await holds()).toEqual([true]);
    const rated = { consequence: 5, likelihood: 1, level: 5, limit: 8, criteria: '5x5/8', by: 'sam' };
    await company.recorded('rated', { ...rated, occurrence: 'o2' });
    expect(await holds()).toEqual([false]);
  });
});

describe('the acceptances of a day', () => {
  it('name who owned the risk on that day, whoever took it over later', async () => {
    await accepted(6);
    const day = company.scene.now().slice(0, 10);
    company.scene.set('2027-06-01T08:00:00.000Z');
    await company.recorded('handed-over', { owner: 'priya' });
    const ownersOn = async (on?: string) => {
      const { rows } = await tableOf(company.scene.deps.register, 'acceptances', company.scene.now(), on);
      return rows.map(({ owner, accepted_by }) => [owner, accepted_by]);
    };
    expect(await ownersOn(day)).toEqual([['sam', 'sam']]);
    expect(await ownersOn('2027-05-31')).toEqual([['sam', 'sam']]);
    expect(await ownersOn('2027-06-01')).toEqual([['priya', 'sam']]);
    expect(await ownersOn()).toEqual([['priya', 'sam']]);
  });
});
