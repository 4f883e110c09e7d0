import { beforeAll, describe, expect, it } from '@jest/globals';
import { openDue } from '../../activities/openings/open-due.ts';
import { ENGINE, REPO } from './harness/company.ts';
import { announceTo } from './harness/hook.ts';
import { commentKeys, eventually, keysOf, repeated, said, tasks, tickets, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const DUTIES = 10;
const open = onSite({ register: 'postgres' });

beforeAll(async () => {
  const here = open();
  await here.apply({
    duties: Array.from({ length: DUTIES }, (_, i) => duty({ id: `system-${i + 1}`, verifier: 'mara' })).join(''),
  });
}, 120_000);

/** Tickets that were closed without evidence: once each, for a ticket is reopened before it says why. */
const tried = new Set<number>();

/** What people do: close without evidence, hand in, accept. */
async function carryOn(): Promise<void> {
  const here = open();
  const { act } = here.sandbox;
  const rows = await tasks(here.register);
  for (const ticket of tickets(here)) {
    const state = rows.find((r) => r.columns.ticket_id === String(ticket.id))?.columns.state;
    const own = ticket.comments.filter((c) => c.author.login !== ENGINE).length;
    const sentBack = said(ticket).length === 1 && ticket.state === 'open';
    if (state === 'open' && !tried.has(ticket.number)) {
      tried.add(ticket.number);
      act.close('sam-okoro', REPO, ticket.number, 'completed');
    }
    if (state === 'open' && own === 0 && sentBack) {
      act.attach('sam-okoro', REPO, ticket.number, 'export.csv', Buffer.from('user,role\n'));
      act.close('sam-okoro', REPO, ticket.number, 'completed');
    }
    if (state === 'submitted' && own === 1) act.comment('mara-lindt', REPO, ticket.number, '/accept');
  }
}

describe('two of everything on one PostgreSQL', () => {
  it('two planners at once open each duty once', async () => {
    const here = open();
    const crews = [await here.crew(), await here.crew()];
    const rounds = await Promise.all(crews.flatMap(({ deps }) => [openDue(deps), openDue(deps)]));
    expect(rounds.reduce((sum, round) => sum + round.opened, 0)).toBe(DUTIES);
    const planned = await here.register.events({ kinds: ['planned'], limit: 500 });
    expect(planned).toHaveLength(DUTIES);
    expect(repeated(planned.map((e) => e.stream))).toEqual([]);
  });

  it('two workers and two intakes lead each task to its end: one ticket, no comment twice, a whole chain', async () => {
    const here = open();
    const workers = [here.child(), here.child()];
    const intakes = [here.childIntake(), here.childIntake()];
    await Promise.all(workers.map((worker) => worker.runs));
    for (const intake of intakes) await announceTo(here, await intake.url);
    const { engine } = await here.crew();
    await engine.ensureSchedule(2_000);
    await eventually(here, `${DUTIES} tickets`, () => tickets(here).length === DUTIES);
    expect(await here.register.rebuild('person:mara')).toMatchObject({ differing: [] });
    await eventually(
      here,
      `${DUTIES} tasks verified`,
      async () => {
        await carryOn();
        const rows = await tasks(here.register);
        return rows.filter((r) => r.columns.state === 'verified').length === DUTIES;
      },
      180,
    );
    await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);
    const statuses = here.sandbox.hooks.deliveries().map((d) => d.response.status);
    expect(new Set(statuses)).toEqual(new Set([202]));

    const rows = await tasks(here.register);
    expect(rows).toHaveLength(DUTIES);
    expect(keysOf(tickets(here))).toEqual(rows.map((r) => r.key).sort());
    expect(repeated(commentKeys(tickets(here)))).toEqual([]);
    for (const ticket of tickets(here)) {
      expect(said(ticket)).toEqual([
        expect.stringContaining('one thing is missing'),
        expect.stringContaining('handed this in'),
        expect.stringContaining('Verified by Mara'),
      ]);
      expect(ticket.state).toBe('closed');
    }
    for (const kind of ['planned', 'opened', 'returned', 'submitted', 'accepted', 'ended']) {
      const events = await here.register.events({ kinds: [kind], limit: 500 });
      const streams = events.map((e) => e.stream).filter((stream) => stream.startsWith('task/'));
      expect(streams.sort()).toEqual(rows.map((r) => `task/${r.key}`).sort());
    }
    expect(await here.register.verify()).toMatchObject({ ok: true, breaks: [] });
    expect(await here.register.rebuild('person:mara')).toMatchObject({ differing: [] });
  });
});
