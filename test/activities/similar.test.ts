import { afterAll, expect, it } from '@jest/globals';
import { noteSimilar } from '../../activities/openings/recurrence.ts';
import type { Projection } from '../../register/fold.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { sqliteEngine } from '../register/engines/sqlite.ts';
import { event, registers } from '../register/fixture.ts';
import { organisation } from '../rules/task/people.ts';

interface Closed {
  terms: { key: string; display: string; process: string; clauses: string[] };
  thread: object;
  closed: string;
}

const engine = sqliteEngine();
const found: Projection<Partial<Closed>> = {
  table: 'nonconformity',
  stream: 'nonconformity',
  evolve: (state, { kind, body }) => (kind === 'noted' ? (body as unknown as Closed) : (state ?? {})),
  columns: ({ terms, closed }) => ({
    process: terms?.process ?? null,
    clause: terms?.clauses.join(', ') ?? null,
    ended: closed ? 1 : 0,
    closed_at: closed ?? null,
  }),
};
const place = registers(engine, [found] as Projection<never>[]);
afterAll(async () => {
  await place.end();
  await engine.stop();
});

it('the year in which a closed nonconformity is offered to a similar one is counted by the organisation’s days', async () => {
  const { register } = await place.open();
  const terms = (key: string) => ({ key, display: key, process: 'access', clauses: ['A.5.18'] });
  const body = (key: string, at: string) => JSON.parse(JSON.stringify({ terms: terms(key), thread: {}, closed: at }));
  // In Berlin it is 2 April by then; that day began at 22:00 of the day before by UTC.
  const now = '2027-04-01T23:30:00.000Z';
  await register.write(async (tx) => {
    await tx.append([
      event('nonconformity/before', body('before', '2026-04-01T21:59:59.999Z')),
      event('nonconformity/within', body('within', '2026-04-01T22:00:00.000Z')),
    ]);
    await noteSimilar(tx, organisation(), { terms: terms('new') } as NonconformityState, now);
  });
  const [similar] = await register.events({ kinds: ['similar-found'], limit: 2 });
  expect(similar?.body.closed).toMatchObject([{ key: 'within' }]);
});
