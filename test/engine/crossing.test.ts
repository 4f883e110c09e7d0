import { beforeAll, describe, expect, it } from '@jest/globals';
import { onCall } from './harness/calls.ts';
import { ENGINE, REPO } from './harness/company.ts';
import { announceTo } from './harness/hook.ts';
import { eventually, quiet, type SandboxTicket, said, ticketOf, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const open = onSite();

beforeAll(async () => {
  const here = open();
  const ids = ['answered', 'written'];
  await here.apply({ duties: ids.map((id) => duty({ id, verifier: 'mara' })).join('') });
  await announceTo(here, await here.intake());
  const { engine } = await here.work();
  await engine.ensureSchedule(2_000);
  for (const id of ids) await ticketOf(here, id);
  await quiet(here);
}, 120_000);

function handIn({ number }: SandboxTicket): void {
  const { act } = open().sandbox;
  act.attach('sam-okoro', REPO, number, 'export.csv', Buffer.from('user,role\n'));
  act.close('sam-okoro', REPO, number, 'completed');
}

async function handedIn(ticket: SandboxTicket, id: string): Promise<void> {
  const here = open();
  await eventually(here, 'the verifier to be asked', () => said(ticket).at(-1)?.includes('handed this in'));
  await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);
  const [row] = await here.register.rows('task', { duty: id }, { limit: 1 });
  expect(row?.columns).toMatchObject({ state: 'submitted', blocked: null });
}

describe('a person and the engine at the same moment', () => {
  it('what is done within the second of our own comment is acted on, though our echo is dropped', async () => {
    const here = open();
    const { act, store } = here.sandbox;
    const ticket = await ticketOf(here, 'answered');
    let done = false;
    store.listeners.add(({ ticket: changed, actor, what }) => {
      if (done || changed !== ticket || actor.login !== ENGINE || what.kind !== 'commented') return;
      done = true;
      setImmediate(() => handIn(ticket));
    });
    act.close('sam-okoro', REPO, ticket.number, 'completed');
    await handedIn(ticket, 'answered');
    expect(said(ticket)).toHaveLength(2);
  });

  it('what is done between our reading and our writing is neither taken for a refusal nor lost', async () => {
    const here = open();
    const { act } = here.sandbox;
    const ticket = await ticketOf(here, 'written');
    const date = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    act.comment('sam-okoro', REPO, ticket.number, `/extend ${date} because the vendor is late`);
    await eventually(here, 'the request to be heard', () => said(ticket).length === 1);
    let done = false;
    onCall(here.sandbox, (route) => {
      if (done || route !== 'PATCH /repos/:owner/:repo/issues/:number') return;
      done = true;
      handIn(ticket);
    });
    act.comment('mara-lindt', REPO, ticket.number, '/approve');
    await eventually(here, 'the new date to be written down', () => done);
    await handedIn(ticket, 'written');
  });
});
