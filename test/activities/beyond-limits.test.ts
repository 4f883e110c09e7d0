import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetWaiting, waitingJoiners } from '../../activities/openings/joiners.ts';
import { lastTime } from '../../activities/steps/last-time.ts';
import { stageView } from '../../activities/steps/stage.ts';
import type { Projection } from '../../register/fold.ts';
import { projections } from '../../register/projections/all.ts';
import type { Loaded } from '../../register/records.ts';
import type { Register } from '../../register/register.ts';
import type { Occasion } from '../../rules/occasion/occasion.ts';
import { reportedEvent } from '../../rules/occasion/record.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { plusMs } from '../../rules/time.ts';
import { eachIn } from '../cli/each.ts';
import { sqliteEngine } from '../register/engines/sqlite.ts';
import { event, registers, START } from '../register/fixture.ts';
import { organisation } from '../rules/task/people.ts';
import { endOf } from '../rules/task/terms.ts';

const engine = sqliteEngine();
/** Keep what their events say, with these columns of it. */
const said = (table: 'occurrence' | 'task', ...columns: string[]): Projection<Record<string, string>> => ({
  table,
  stream: table,
  evolve: (state, { body }) => ({ ...state, ...(body as Record<string, string>) }),
  columns: (state) => Object.fromEntries(columns.map((name) => [name, state[name] ?? null])),
});
const plain = registers(engine, [
  said('occurrence', 'duty', 'subject', 'ended', 'closed_at'),
  said('task', 'occurrence'),
] as Projection<unknown>[]);
const real = registers(engine, projections);
afterAll(async () => {
  await plain.end();
  await real.end();
  await engine.stop();
});

const day = (n: number) => plusMs(START, n * 86_400_000);
const key = (n: number) => String(n).padStart(5, '0');

describe('the time before', () => {
  it('is the last one, however often a duty was done before', async () => {
    const { register } = await plain.open();
    const duty = 'logs';
    const done = { terms: {}, verdict: 'verified', due: endOf('04-16') };
    // By key the latest comes last.
    const often = Array.from({ length: 2_100 }, (_, n) =>
      event(`occurrence/${key(n)}`, { duty, ended: 1, closed_at: day(n) }),
    );
    await register.write((tx) =>
      tx.append([
        ...often,
        event(`task/first`, { ...done, occurrence: key(0), endedAt: day(0), thread: { ref: { number: '#1' } } }),
        event(`task/last`, { ...done, occurrence: key(2_099), endedAt: day(2_099), thread: { ref: { number: '#9' } } }),
        event('occurrence/other', { duty: 'another', ended: 1, closed_at: day(9_999) }),
        event('occurrence/of-s', { duty, subject: 's', ended: 1, closed_at: day(9_999) }),
        event('occurrence/open', { duty, ended: 0 }),
      ]),
    );
    expect(await lastTime(register, { duty } as PlannedOccurrence, organisation())).toMatch(/^#9, accepted /);
  });
});

describe('whoever joined and is not in the programme', () => {
  const MANY = 600;
  let register: Register;
  beforeAll(async () => {
    ({ register } = await real.open());
    const joined = Array.from({ length: MANY }, (_, n): Occasion => {
      const id = key(MANY - n);
      return { kind: 'joiner', id, display: `JOIN-${id}`, title: { text: id }, at: day(0), person: `p${id}` };
    });
    await register.write((tx) => tx.append(joined.map((one, n) => reportedEvent(one, 'person:mara', day(n), true))));
  });

  it('is named, the oldest first, however many there are', async () => {
    const named = (await waitingJoiners(register)).map(({ state }) => state.toldAt);
    expect(named).toHaveLength(MANY);
    expect(named).toEqual([...named].sort());
  });

  it('is forgotten once they left, whichever of them it is', async () => {
    for (const person of [`p${key(1)}`, `p${key(MANY)}`])
      await register.write((tx) => forgetWaiting(tx, person, day(9_999)));
    expect((await waitingJoiners(register)).length).toBe(MANY - 2);
  });
});

describe('a stage', () => {
  const place = eachIn(`
  assessing: { kind: risk-assessment, title: Risks, ask: Assess., clause: 8.2, process: access, owner: mara, first: 2037-05-14 }
  treating: { kind: risk-treatment, title: Treatment, ask: Tell., clause: 8.3, process: access, owner: mara, first: 2037-05-14 }
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
`);

  it('sees every record that it is drafted from', async () => {
    const { register } = place.scene.deps;
    const MANY = 5_100;
    const risks = Array.from({ length: MANY }, (_, n) =>
      event(`documented/risk/R-${key(n)}`, { owner: 'sam', title: { text: 'a' } }, 'identified'),
    );
    await register.write((tx) => tx.append(risks));
    const state = { kind: 'risk-assessment', duty: 'assessing', version: 1, opens: START, openedLateBy: 0 };
    const occurrence = { key: 'o', state } as Loaded<OccurrenceState>;
    const { documented } = await stageView(register, occurrence, [], place.scene.now());
    expect(documented.filter(({ noun }) => noun === 'risk')).toHaveLength(MANY);
  });
});
