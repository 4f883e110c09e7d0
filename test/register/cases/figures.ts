import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Figures } from '../../../register/figures.ts';
import type { Register } from '../../../register/register.ts';
import { type Instant, plusMs } from '../../../rules/time.ts';
import type { Engine } from '../engines/engine.ts';
import { event, mirror, registers, START } from '../fixture.ts';

const hours = (n: number) => plusMs(START, n * 3_600_000);

/** What holds of counting. */
export function figuresCases(engine: Engine): void {
  const tables = ['occurrence', 'task', 'nonconformity'] as const;
  const place = registers(engine, tables.map(mirror));
  let register: Register;
  beforeAll(async () => {
    register = (await place.open()).register;
    const rows: [stream: string, columns: Record<string, string | number>][] = [
      ['occurrence/a', { duty: 'd', period: '1', cause: 'c', state: 'open', ended: 0 }],
      ['occurrence/b', { duty: 'd', period: '2', cause: 'c', state: 'open', missed: 1, ended: 0 }],
      ['occurrence/c', { duty: 'd', period: '3', cause: 'c', state: 'done', ended: 1 }],
      ['task/late', { state: 'open', kind: 'review', due: hours(-1), hard_limit: hours(9), missed: 0, ended: 0 }],
      ['task/missed', { state: 'open', kind: 'review', due: hours(-5), hard_limit: hours(-4), missed: 1, ended: 0 }],
      ['task/blocked', { state: 'open', kind: 'review', due: hours(3), blocked: 'no right', missed: 0, ended: 0 }],
      ['task/in', { state: 'submitted', kind: 'review', due: hours(1), missed: 0, ended: 0 }],
      ['task/change', { state: 'open', kind: 'programme-change', due: hours(-1), missed: 0, ended: 0 }],
      ['task/repeats', { state: 'open', kind: 'repeats', due: hours(-1), missed: 0, ended: 0 }],
      ['task/over', { state: 'accepted', kind: 'review', due: hours(-9), blocked: 'once', missed: 0, ended: 1 }],
      ['nonconformity/a', { state: 'plan', plan_due: hours(-1), resolve_due: hours(5), ended: 0 }],
      ['nonconformity/b', { state: 'implementation', plan_due: hours(-9), resolve_due: hours(-2), ended: 0 }],
      ['nonconformity/c', { state: 'effectiveness', plan_due: hours(-9), resolve_due: hours(-2), ended: 0 }],
      ['nonconformity/e', { state: 'external', plan_due: hours(-9), resolve_due: hours(-2), ended: 0 }],
      ['nonconformity/d', { state: 'closed', plan_due: hours(-9), resolve_due: hours(-2), ended: 1 }],
    ];
    await register.write((tx) => tx.append(rows.map(([stream, columns]) => event(stream, columns))));
    await register.write((tx) =>
      tx.addEffects(
        ['1', '2'].map((key) => ({
          key,
          record: 'late',
          tracker: 'github',
          kind: 'comment' as const,
          priority: 1,
          body: {},
        })),
      ),
    );
    await register.write((tx) => tx.finishEffect('1', null));
  });
  afterAll(place.end);

  const at = (table: string, state: string, { open }: Figures) =>
    open.find((o) => o.table === table && o.state === state);

  describe('figures', () => {
    it('count what is open by table and state, and leave out what has ended', async () => {
      const figures = await register.figures(START, START);
      expect(figures.open.map((o) => [o.table, o.state, o.count])).toEqual([
        ['occurrence', 'open', 2],
        ['task', 'open', 5],
        ['task', 'submitted', 1],
        ['nonconformity', 'effectiveness', 1],
        ['nonconformity', 'external', 1],
        ['nonconformity', 'implementation', 1],
        ['nonconformity', 'plan', 1],
      ]);
    });

    it('count what is overdue, missed, and blocked', async () => {
      const figures = await register.figures(START, START);
      expect(at('task', 'open', figures)).toMatchObject({ overdue: 2, missed: 1, blocked: 1 });
      expect(at('task', 'submitted', figures)).toMatchObject({ overdue: 0, missed: 0, blocked: 0 });
      expect(at('occurrence', 'open', figures)).toMatchObject({ missed: 1 });
      expect(at('nonconformity', 'plan', figures)).toMatchObject({ overdue: 1 });
      expect(at('nonconformity', 'implementation', figures)).toMatchObject({ overdue: 1 });
      expect(at('nonconformity', 'effectiveness', figures)).toMatchObject({ overdue: 0 });
      expect(at('nonconformity', 'external', figures)).toMatchObject({ overdue: 0 });
    });

    it('count what waits for a word of those who decide', async () => {
      expect((await register.figures(START, START)).waiting).toMatchObject({ 'programme change': 1, proposal: 1 });
    });

    it('leave sent messages out', async () => {
      expect((await register.figures(START, START)).outbox).toEqual([
        { tracker: 'github', state: 'pending', count: 1 },
      ]);
    });

    it.each<[Instant, Instant | undefined]>([
      [START, hours(3)],
      [hours(3), hours(5)],
      [hours(5), hours(9)],
      [hours(9), undefined],
    ])('name the next deadline after %s', async (after, next) => {
      expect((await register.figures(START, after)).nextDeadline).toBe(next);
    });

    it('are empty for an empty register', async () => {
      const { register: empty } = await place.open();
      const { open, outbox, nextDeadline } = await empty.figures(START, START);
      expect([open, outbox, nextDeadline]).toEqual([[], [], undefined]);
    });
  });

  describe('the last sweep', () => {
    it('is kept by tracker, beside what was seen', async () => {
      expect(await register.swept('github')).toBeUndefined();
      await register.write(async (tx) => {
        await tx.markSeen('github', [{ ticket: '7', updated: hours(-3) }]);
        await tx.setSwept('github', START);
      });
      await register.write((tx) => tx.setSwept('github', hours(1)));
      expect([await register.swept('github'), await register.swept('jira')]).toEqual([hours(1), undefined]);
    });
  });
}
