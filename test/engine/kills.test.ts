import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { onCall } from './harness/calls.ts';
import type { ChildWorker } from './harness/child-worker.ts';
import { REPO } from './harness/company.ts';
import { announceTo } from './harness/hook.ts';
import { commentKeys, eventually, keysOf, repeated, said, tasks, tickets, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const DUTIES = 30;
/** After how many calls to the tracker the next worker is killed: at look-ups, creations, readings, edits, and comments. */
const OFFSETS = [3, 1, 7, 2, 12, 4, 9, 5, 1, 6, 10, 2, 8, 3, 11, 5, 13, 4, 6, 9];
/** As many at work or starting, for a start takes seconds. */
const CREW = 3;
const open = onSite();

beforeAll(async () => {
  const here = open();
  const ids = Array.from({ length: DUTIES }, (_, i) => `system-${i + 1}`);
  await here.apply({ duties: ids.map((id) => duty({ id, verifier: 'mara' })).join('') });
  await announceTo(here, await here.intake());
  const { engine } = await here.crew();
  await engine.ensureSchedule(2_000);
}, 120_000);

/** What people do with tickets that the register knows: hand in, two more for each kill, and accept. */
async function carryOn(kills: number): Promise<void> {
  const here = open();
  const { act } = here.sandbox;
  const rows = await tasks(here.register);
  for (const ticket of tickets(here)) {
    const state = rows.find((r) => r.columns.ticket_id === String(ticket.id))?.columns.state;
    const comments = ticket.comments.filter((c) => c.author.login !== 'dutybound-bot').length;
    if (state === 'open' && comments === 0 && ticket.number <= 2 * kills) {
      act.attach('sam-okoro', REPO, ticket.number, 'export.csv', Buffer.from('user,role\n'));
      act.close('sam-okoro', REPO, ticket.number, 'completed');
    }
    if (state === 'submitted' && comments === 1) act.comment('mara-lindt', REPO, ticket.number, '/accept');
  }
}

/** Kills a worker after each of these numbers of calls. @returns how long it took until the tracker was called again, in s. */
async function killAfter(offsets: number[]): Promise<number[]> {
  const here = open();
  const crew: ChildWorker[] = [];
  const pauses: number[] = [];
  let victim: ChildWorker | undefined;
  let countdown = 0;
  let killedAt: number | undefined;
  onCall(here.sandbox, () => {
    if (killedAt !== undefined) pauses.push((performance.now() - killedAt) / 1000);
    killedAt = undefined;
    countdown--;
    if (!victim || countdown > 0) return;
    victim.kill();
    victim = undefined;
    killedAt = performance.now();
  });
  for (const [kills, offset] of offsets.entries()) {
    while (crew.length < CREW) crew.push(here.child());
    const next = crew.shift();
    await next?.runs;
    countdown = offset;
    victim = next;
    await eventually(here, `call ${offset} after ${kills} kills`, async () => {
      await carryOn(kills);
      return Promise.race([next?.gone.then(() => true), pause(20, false)]);
    });
  }
  return pauses.sort((a, b) => a - b);
}

describe('workers that are killed again and again', () => {
  it(`open ${DUTIES} tickets and follow them to the end, nothing twice, over ${OFFSETS.length} kills`, async () => {
    const here = open();
    const pauses = await killAfter(OFFSETS);
    await eventually(here, `${DUTIES} tickets verified`, async () => {
      await carryOn(DUTIES);
      const rows = await tasks(here.register);
      return rows.filter((r) => r.columns.state === 'verified').length === DUTIES;
    });
    await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);
    const [median, longest] = [pauses[Math.floor(pauses.length / 2)], pauses.at(-1)];
    console.info(`from SIGKILL to the next call: median ${median?.toFixed(2)} s, longest ${longest?.toFixed(2)} s`);

    const rows = await tasks(here.register);
    expect(rows).toHaveLength(DUTIES);
    expect(keysOf(tickets(here))).toEqual(rows.map((r) => r.key).sort());
    expect(repeated(commentKeys(tickets(here)))).toEqual([]);
    for (const ticket of tickets(here)) {
      expect(said(ticket)).toEqual([
        expect.stringContaining('@mara-lindt'),
        expect.stringContaining('Verified by Mara'),
      ]);
      expect(ticket.state).toBe('closed');
    }
    for (const kind of ['planned', 'opened', 'submitted', 'accepted', 'ended']) {
      const events = await here.register.events({ kinds: [kind], limit: 500 });
      const ofTasks = events.filter((e) => e.stream.startsWith('task/'));
      expect(ofTasks.map((e) => e.stream).sort()).toEqual(rows.map((r) => `task/${r.key}`).sort());
    }
    expect(await here.register.verify()).toMatchObject({ ok: true, breaks: [] });
  }, 400_000);
});
