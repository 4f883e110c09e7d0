import { beforeAll, describe, expect, it } from '@jest/globals';
import { workflowId } from '../../workflows/messages.ts';
import { ENGINE, REPO } from './harness/company.ts';
import { historyOf } from './harness/histories.ts';
import { announceTo } from './harness/hook.ts';
import { eventually, quiet, type SandboxTicket, said, ticketOf, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const open = onSite();

beforeAll(async () => {
  const here = open();
  await here.apply({ duties: duty({ id: 'aws', verifier: 'mara' }) });
  await announceTo(here, await here.intake());
  // As at GitHub, a webhook comes after the answer to the call that caused it.
  here.sandbox.faults.add({ kind: 'hook-delayed', ms: 500 });
  const { engine } = await here.work();
  here.sandbox.writeLog.reset();
  await engine.ensureSchedule(2_000);
  await ticketOf(here, 'aws');
  await quiet(here);
}, 120_000);

function handIn({ number }: SandboxTicket): void {
  const { act } = open().sandbox;
  act.attach('sam-okoro', REPO, number, 'export.csv', Buffer.from('user,role\nsam,admin\n'));
  act.close('sam-okoro', REPO, number, 'completed');
}

async function accepted(ticket: SandboxTicket): Promise<void> {
  const here = open();
  await eventually(here, 'the verifier to be asked', () => said(ticket).at(-1)?.includes('handed this in'));
  await quiet(here);
  here.sandbox.act.comment('mara-lindt', REPO, ticket.number, '/accept');
  await eventually(here, 'the thanks', () => said(ticket).at(-1)?.startsWith('Verified by Mara Lindt'));
  await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);
  expect(ticket.state).toBe('closed');
}

async function taskOf(duty: string) {
  const [row] = await open().register.rows('task', { duty }, { limit: 1 });
  return { key: row?.key ?? '', state: row?.columns.state };
}

/** What a task's life cost so far, since the log was reset. */
async function cost(key: string) {
  const { writeLog } = open().sandbox;
  const events = await historyOf(open(), workflowId.task(key));
  return {
    writes: writeLog
      .writes()
      .filter((w) => w.login === ENGINE)
      .map((w) => w.kind),
    calls: writeLog.calls().flatMap((c) => Array.from({ length: c.count }, () => `${c.method} ${c.route}`)),
    events: events.length,
  };
}

describe('the whole loop on real servers', () => {
  it('goes from the planner’s Schedule over the webhook to the record, in few writes, calls, and events', async () => {
    const here = open();
    const ticket = await ticketOf(here, 'aws');
    expect(ticket.assignees.map((p) => p.login)).toEqual(['sam-okoro']);
    handIn(ticket);
    await accepted(ticket);
    const { key, state } = await taskOf('aws');
    expect(state).toBe('verified');
    const { writes, calls, events } = await cost(key);
    console.info(
      `open, submit, verify: ${writes.length} writes (${writes.join(', ')}), ${calls.length} calls, ${events} events`,
    );
    expect(writes.length).toBeLessThanOrEqual(8);
    expect(calls.length).toBeLessThanOrEqual(12);
    expect(events).toBeLessThanOrEqual(60);
    const statuses = here.sandbox.hooks.deliveries().map((d) => d.response.status);
    expect(new Set(statuses.slice(1))).toEqual(new Set([202]));
    expect(await here.register.verify()).toMatchObject({ ok: true, breaks: [] });
  });

  it('sends a close without evidence back once, and takes the evidence that follows', async () => {
    const here = open();
    await here.apply({ duties: ['aws', 'gcp'].map((id) => duty({ id, verifier: 'mara' })).join('') });
    here.sandbox.writeLog.reset();
    const ticket = await ticketOf(here, 'gcp');
    await quiet(here);
    here.sandbox.act.close('sam-okoro', REPO, ticket.number, 'completed');
    await eventually(here, 'the ticket to come back', () => ticket.state === 'open' && said(ticket).length === 1);
    expect(said(ticket)[0]).toContain('Reopened, because one thing is missing: **export**');
    expect((await taskOf('gcp')).state).toBe('open');
    await quiet(here);
    handIn(ticket);
    await accepted(ticket);
    expect(said(ticket)).toHaveLength(3);
    const { key, state } = await taskOf('gcp');
    expect(state).toBe('verified');
    const { writes, calls, events } = await cost(key);
    console.info(
      `with one refusal: ${writes.length} writes (${writes.join(', ')}), ${calls.length} calls, ${events} events`,
    );
    expect(writes.length).toBeLessThanOrEqual(8);
    const kinds = (await here.register.events({ stream: `task/${key}`, limit: 100 })).map((e) => e.kind);
    expect(kinds.filter((k) => !['told', 'opened', 'planned', 'chased'].includes(k))).toEqual([
      'returned',
      'submitted',
      'verification-asked',
      'accepted',
      'ended',
    ]);
    expect(await here.register.verify()).toMatchObject({ ok: true, breaks: [] });
  });
});
