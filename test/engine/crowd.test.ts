import { describe, expect, it } from '@jest/globals';
import { openDue } from '../../activities/openings/open-due.ts';
import { LOOKUP_WAITS_MS } from '../../integrations/tickets/github/lookup.ts';
import { asking } from './harness/histories.ts';
import { eventually, keysOf, LISTING, tasks, tickets } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duties } from './harness/programme.ts';

const DUTIES = 120;
const PAGE = 30;
const open = onSite({ maxPageSize: PAGE });

describe(`${DUTIES} duties that open at once`, () => {
  it('open by two engines on small pages, though Temporal forgot everything and a worker is killed half way', async () => {
    const here = open();
    const { writeLog } = here.sandbox;
    await here.apply({ duties: duties(DUTIES, 'system') });
    const before = await here.crew();
    expect(await openDue(before.deps)).toEqual({ opened: DUTIES, woken: 0, more: false });
    await here.servers.loseTemporal();
    expect(await asking(here, (client) => client.workflow.count())).toMatchObject({ count: 0 });

    writeLog.reset();
    const [one, other] = [here.child(), here.child()];
    await Promise.all([one.runs, other.runs]);
    const begun = performance.now();
    const { engine } = await here.crew();
    await engine.ensureSchedule(2_000);

    await eventually(here, 'half of the tickets', () => tickets(here).length >= DUTIES / 2);
    one.kill();
    await one.gone;
    const killed = performance.now();
    const orphans = (await here.register.effects({ states: ['leased'] }, DUTIES)).length;
    const then = tickets(here).length;
    await eventually(here, 'new tickets after the kill', () => tickets(here).length > then);
    const resumed = performance.now();
    await eventually(here, 'all tickets', async () => {
      const rows = await tasks(here.register);
      return rows.filter((r) => r.columns.ticket_id !== null).length === DUTIES;
    });
    const done = performance.now();

    const rows = await tasks(here.register);
    expect(rows).toHaveLength(DUTIES);
    expect(keysOf(tickets(here))).toEqual(rows.map((r) => r.key).sort());
    const lists = callsOf(LISTING);
    const creations = callsOf('POST /repos/:owner/:repo/issues');
    console.info(
      `${then} tickets in ${seconds(begun, killed)} s, the next one ${seconds(killed, resumed)} s after SIGKILL, all ${DUTIES} after ` +
        `${seconds(begun, done)} s; ${lists} look-ups, ${creations} creations, ${orphans} were being written by somebody at the kill`,
    );
    expect(creations).toBe(DUTIES);
    // What was being written at the kill is looked for on all pages, as often as there are waits.
    const again = orphans * LOOKUP_WAITS_MS.length * Math.ceil(DUTIES / PAGE);
    // The sweep asks once too, and once more if the killed worker did so.
    const swept = 2 * Math.ceil(DUTIES / PAGE);
    expect(lists).toBeLessThanOrEqual(DUTIES + again + swept);
    expect(await here.register.verify()).toMatchObject({ ok: true, breaks: [] });
  }, 400_000);
});

function callsOf(route: string): number {
  const calls = open().sandbox.writeLog.calls();
  return calls.filter((c) => `${c.method} ${c.route}` === route).reduce((sum, c) => sum + c.count, 0);
}

function seconds(from: number, to: number): string {
  return ((to - from) / 1000).toFixed(1);
}
