import { describe, expect, it } from '@jest/globals';
import { workflowId } from '../../workflows/messages.ts';
import { ENGINE, REPO } from './harness/company.ts';
import { announceTo } from './harness/hook.ts';
import { eventually, quiet, said, tasks, ticketOf, tickets, waiting } from './harness/looking.ts';
import { duty } from './harness/programme.ts';
import { onSite } from './harness/on-site.ts';
import { historyOf } from './harness/histories.ts';

const open = onSite();

describe('the whole loop on real servers', () => {
  it('from the planner’s Schedule over the webhook to the record, in few writes, calls, and events', async () => {
    const here = open();
    const { act, writeLog, hooks } = here.sandbox;
    await here.apply({ duties: duty({ id: 'aws', verifier: 'mara', evidence: 'export: users and roles' }) });
    await announceTo(here, await here.intake());
    const { engine } = await here.work();
    writeLog.reset();
    await engine.ensureSchedule(2_000);

    const ticket = await ticketOf(here, 'aws');
    expect(ticket.assignees.map((p) => p.login)).toEqual(['sam-okoro']);
    await quiet(here);
    act.close('sam-okoro', REPO, ticket.number, 'completed');
    await eventually(here, 'the ticket to come back', () => ticket.state === 'open' && said(ticket).length === 1);
    expect(said(ticket)[0]).toContain('Reopened, because one thing is missing: **export**');
    expect(await states(here)).toEqual(['open']);

    await quiet(here);
    act.attach('sam-okoro', REPO, ticket.number, 'export.csv', Buffer.from('user,role\nsam,admin\n'));
    act.close('sam-okoro', REPO, ticket.number, 'completed');
    await eventually(here, 'the verifier to be asked', () => said(ticket).length === 2);
    expect(said(ticket)[1]).toContain('@mara-lindt');
    expect(await states(here)).toEqual(['submitted']);

    await quiet(here);
    act.comment('mara-lindt', REPO, ticket.number, '/accept');
    await eventually(here, 'the thanks', () => said(ticket).length === 3);
    await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);
    expect(await states(here)).toEqual(['verified']);
    expect(ticket.state).toBe('closed');
    expect(tickets(here)).toHaveLength(1);

    const key = String((await tasks(here.register))[0]?.key);
    const events = await historyOf(here, workflowId.task(key));
    const writes = writeLog.writes().filter((w) => w.login === ENGINE);
    const calls = writeLog.calls();
    console.info({ events: events.length, writes: writes.map((w) => w.kind), calls, rung: hooks.deliveries().length });
    expect(await here.register.verify()).toMatchObject({ ok: true, breaks: [] });
    expect(hooks.deliveries().map((d) => d.response.status)).not.toContain(0);
  });
});

async function states(here: ReturnType<typeof open>) {
  return (await tasks(here.register)).map((r) => r.columns.state);
}
