import { describe, expect, it } from '@jest/globals';
import { openDue } from '../../activities/openings/open-due.ts';
import { eventually, keysOf, repeated, tasks, tickets } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duties } from './harness/programme.ts';

const COUNT = 12;

describe.each(['file', 'postgres'] as const)('two planners at once, register: %s', (register) => {
  const open = onSite({ register });

  it('open each occurrence once, and one ticket for it', async () => {
    const here = open();
    await here.apply({ duties: duties(COUNT, 'system') });
    const crews = [await here.work(), await here.work()];
    const rounds = await Promise.all(crews.flatMap(({ deps }) => [openDue(deps), openDue(deps)]));
    expect(rounds.reduce((sum, round) => sum + round.opened, 0)).toBe(COUNT);
    await Promise.all(crews.map(({ engine }) => engine.ensureSchedule(2_000)));

    await eventually(here, `${COUNT} tickets that the register knows`, async () => {
      const rows = await tasks(here.register);
      return rows.filter((r) => r.columns.ticket_id !== null).length === COUNT;
    });
    await Promise.all(crews.map(({ deps }) => openDue(deps)));
    expect(await here.register.rows('occurrence', {}, { limit: 500 })).toHaveLength(COUNT);
    const rows = await tasks(here.register);
    expect(rows).toHaveLength(COUNT);
    expect(keysOf(tickets(here))).toEqual(rows.map((r) => r.key).sort());
    const planned = await here.register.events({ kinds: ['planned'], limit: 500 });
    expect(repeated(planned.map((e) => e.stream))).toEqual([]);
    expect(here.sandbox.writeLog.writes().filter((w) => w.kind === 'create')).toHaveLength(COUNT);
    expect(await here.register.verify()).toMatchObject({ ok: true });
  });
});
