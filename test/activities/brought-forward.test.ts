import { describe, expect, it } from '@jest/globals';
import type { TaskState } from '../../rules/task/state.ts';
import { findings } from '../cli/findings.ts';

const company = findings();

const PLAN = `/correction c
/extent e
/similar none, because s
/cause c
/action @sam-okoro 2027-06-25 mend it
/criterion c`;

/** @returns the due date of the one action, and what its ticket says of it. */
async function action(): Promise<{ due: string | undefined; said: string[] }> {
  const { scene } = company;
  const [found] = await scene.deps.register.loadRows<TaskState>('task', { kind: 'action' }, { limit: 1 });
  const tickets = scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
  const comments = tickets.find(({ number }) => number === 2)?.comments ?? [];
  return { due: found?.state.due.date, said: comments.map((c) => c.body).filter((b) => b.includes('Now due on')) };
}

describe('an open action of a nonconformity that turns major', () => {
  it('is due by the major’s deadline at once, without waiting for the daily look', async () => {
    const { scene, told } = company;
    await scene.raise({ title: 'leavers kept access' });
    await scene.settle();
    await told('priya-nair', 1, PLAN, '2027-04-02T08:00');
    await told('mara-lindt', 1, '/approve plan reviewer @elena-costa', '2027-04-02T09:00');
    expect(await action()).toEqual({ due: '2027-06-25', said: [] });
    await told('mara-lindt', 1, '/regrade major because it spreads', '2027-04-05T09:00');
    const { due, said } = await action();
    expect(due).toBe('2027-05-05');
    expect(said).toEqual([expect.stringContaining('Now due on 5 May instead of 25 June')]);
  });
});
