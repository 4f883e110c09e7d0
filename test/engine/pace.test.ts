import { beforeAll, describe, expect, it } from '@jest/globals';
import type { NewEffect } from '../../register/effects.ts';
import { ENGINE } from './harness/company.ts';
import { eventually, said, tasks, tickets, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duties } from './harness/programme.ts';
import type { Crew } from './harness/site.ts';

const TICKETS = 4;
const LIMIT = 20;
const open = onSite();
let crew: Crew;

beforeAll(async () => {
  const here = open();
  await here.apply({ duties: duties(TICKETS, 'system') });
  crew = await here.work();
  await here.work();
  await crew.engine.ensureSchedule(2_000);
  await eventually(here, 'all tickets', async () => {
    const rows = await tasks(here.register);
    return rows.filter((r) => r.columns.ticket_id !== null).length === TICKETS;
  });
}, 180_000);

/** Comments for the tickets in turn, each with the priority of its ticket. */
async function comments(name: string, count: number): Promise<NewEffect[]> {
  const rows = await tasks(open().register);
  return Array.from({ length: count }, (_, n) => {
    const priority = (rows.length - 1 - (n % rows.length)) % 4;
    const key = `${name}-${n}`;
    const body = { kind: 'comment', key, priority, text: [[`${name} ${priority}`]], told: [] };
    const record = rows[n % rows.length]?.key ?? '';
    return { key, record, tracker: 'github', kind: 'comment' as const, priority, body };
  });
}

const spoken = (name: string) =>
  tickets(open())
    .flatMap((t) => t.comments)
    .filter((c) => c.author.login === ENGINE && c.body.startsWith(name))
    .sort((a, b) => a.id - b.id)
    .map((c) => Number(c.body.split('\n')[0]?.split(' ')[1]));

describe('a tracker that is away, on real servers with two workers', () => {
  it('opens one breaker with one notice, tries nothing meanwhile, and is drained by priority when it is back', async () => {
    const here = open();
    const { faults, mailbox } = here.sandbox;
    const fault = faults.add({ kind: 'token-revoked' });
    await here.register.write(async (tx) => tx.addEffects(await comments('away', TICKETS)));
    await crew.engine.drain('github');
    await eventually(here, 'the breaker to open', async () => (await here.register.breaker('github'))?.told);
    await eventually(
      here,
      'three checks in vain',
      async () => ((await here.register.breaker('github'))?.pause ?? 0) > 8_000,
    );
    const left = (await waiting(here.register)).filter((e) => e.tracker === 'github');
    expect(left).toHaveLength(TICKETS);
    expect(left.reduce((sum, e) => sum + e.attempts, 0)).toBeLessThanOrEqual(2);
    faults.lift(fault);
    await eventually(here, 'all that waited', () => spoken('away').length === TICKETS);
    expect(spoken('away')).toEqual([0, 1, 2, 3]);
    expect(await here.register.breaker('github')).toBeUndefined();
    const lost = mailbox.mails().filter((m) => m.subject === 'Tracker github cannot be used');
    expect(lost.map((m) => m.to.join())).toEqual(['mara@example.com']);
    const kinds = (await here.register.events({ stream: 'engine', limit: 50 })).map((e) => e.kind);
    expect(kinds.filter((kind) => kind.startsWith('tracker'))).toEqual(['tracker-lost', 'tracker-back']);
  });
});

describe('two workers with one budget', () => {
  it('never write more in any minute than it allows, and all in the end', async () => {
    const here = open();
    await here.apply({ duties: duties(TICKETS, 'system'), limits: { perMinute: LIMIT, perHour: 1_000 } });
    here.sandbox.writeLog.reset();
    const count = LIMIT + 8;
    await here.register.write(async (tx) => tx.addEffects(await comments('many', count)));
    await crew.engine.drain('github');
    await eventually(here, `${count} comments`, () => spoken('many').length === count, 200);
    const writes = here.sandbox.writeLog.writes().filter((w) => w.login === ENGINE);
    for (const { at } of writes) {
      expect(writes.filter((w) => w.at >= at && w.at < at + 60_000).length).toBeLessThanOrEqual(LIMIT);
    }
    expect(tickets(here).flatMap(said).length).toBeGreaterThanOrEqual(count);
    expect(await here.register.verify()).toMatchObject({ ok: true });
  });
});
