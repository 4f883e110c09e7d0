import { beforeAll, describe, expect, it } from '@jest/globals';
import { REPO } from './harness/company.ts';
import { announcementOf, announceTo, hookUrl, post, signature } from './harness/hook.ts';
import { eventually, quiet, type SandboxTicket, said, ticketOf } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const SWEPT = 'example/swept';
const open = onSite({ repositories: [SWEPT] });
const MEGABYTE = 1024 * 1024;
let intake = '';

beforeAll(async () => {
  const here = open();
  const ids = ['doubled', 'reordered', 'forged', 'replayed', 'huge', 'broken', 'fence'];
  const all = ids.map((id) => duty({ id, ...(id === 'reordered' && { verifier: 'mara' }) }));
  await here.apply({
    duties: [...all, duty({ id: 'lost', tracker: 'swept' })].join(''),
    trackers: [{ id: 'swept', repository: SWEPT, sweep: '1 s' }],
  });
  intake = await here.intake();
  await announceTo(here, intake);
  await announceTo(here, intake, SWEPT, 'swept');
  const { engine } = await here.work();
  await engine.ensureSchedule(2_000);
  await engine.startSweep('swept');
  for (const id of ids) await ticketOf(here, id);
  await quiet(here);
}, 120_000);

/** Sam closes without evidence: sooner or later the engine reopens, with one comment. */
function closeEmpty({ number }: SandboxTicket, repository = REPO): void {
  open().sandbox.act.close('sam-okoro', repository, number, 'completed');
}

function returned(ticket: SandboxTicket): Promise<true> {
  const back = () => ticket.state === 'open' && said(ticket).length > 0;
  return eventually(open(), `#${ticket.number} to come back`, () => back() || undefined) as Promise<true>;
}

/** Something else rings and is answered: whatever rang before it has been answered by then as well. */
async function fence(): Promise<void> {
  const here = open();
  const ticket = await ticketOf(here, 'fence');
  const before = said(ticket).length;
  closeEmpty(ticket);
  await eventually(here, 'the reply behind which everything is done', () => said(ticket).length > before);
}

describe('webhooks on real servers', () => {
  it('a lost one is made up for by the sweep', async () => {
    const here = open();
    const { faults, hooks } = here.sandbox;
    const ticket = await ticketOf(here, 'lost', SWEPT);
    const lost = faults.add({ kind: 'hook-lost', repository: SWEPT });
    const before = hooks.deliveries().length;
    closeEmpty(ticket, SWEPT);
    await returned(ticket);
    expect(hooks.deliveries()).toHaveLength(before);
    faults.lift(lost);
  });

  it('a doubled one has one effect', async () => {
    const here = open();
    const { faults } = here.sandbox;
    const ticket = await ticketOf(here, 'doubled');
    faults.add({ kind: 'hook-doubled', repository: REPO, times: 1, path: 'issues.closed' });
    closeEmpty(ticket);
    await returned(ticket);
    await fence();
    const closings = deliveriesOf(ticket).filter((d) => d.action === 'closed');
    expect(closings.map((d) => d.response.status)).toEqual([202, 202]);
    expect(closings[0]?.guid).toBe(closings[1]?.guid);
    expect(said(ticket)).toHaveLength(1);
  });

  it('reordered ones end in the same', async () => {
    const here = open();
    const { act, faults } = here.sandbox;
    const ticket = await ticketOf(here, 'reordered');
    faults.add({ kind: 'hook-reordered', repository: REPO, times: 1, path: 'issues.closed' });
    act.close('sam-okoro', REPO, ticket.number, 'completed');
    act.attach('sam-okoro', REPO, ticket.number, 'export.csv', Buffer.from('user,role\n'));
    await eventually(here, 'the verifier to be asked', () => said(ticket).length > 0);
    const names = deliveriesOf(ticket).map((d) => d.action);
    expect(names.indexOf('created')).toBeLessThan(names.indexOf('closed'));
    expect(said(ticket).join()).toContain('@mara-lindt');
    expect(await stateOf('reordered')).toBe('submitted');
  });

  it('a forged or altered one is refused and moves nothing, the same one rightly signed does', async () => {
    const here = open();
    const ticket = await ticketOf(here, 'forged');
    here.sandbox.faults.add({ kind: 'hook-lost', repository: REPO, times: 1, path: 'issues.closed' });
    closeEmpty(ticket);
    const body = announcementOf(ticket, 'closed', 'sam-okoro');
    const url = hookUrl(intake);
    const refused = [
      await post(url, body, signature(body, 'another secret')),
      await post(url, body, {}),
      await post(url, body.replace('"closed"', '"opened"'), signature(body)),
      await post(url, body, { 'x-hub-signature-256': 'sha256=' }),
      await post(hookUrl(intake, 'nobody'), body, signature(body)),
    ];
    expect(refused.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 404]);
    await fence();
    expect(said(ticket)).toEqual([]);
    expect(ticket.state).toBe('closed');
    expect(await post(url, body, signature(body))).toEqual({ status: 202, body: '{"rung":1}' });
    await returned(ticket);
  });

  it('a replayed delivery has no second effect', async () => {
    const here = open();
    const { hooks, writeLog } = here.sandbox;
    const ticket = await ticketOf(here, 'replayed');
    closeEmpty(ticket);
    await returned(ticket);
    await quiet(here);
    const before = { writes: writeLog.writes().length, head: await here.register.head() };
    const mine = deliveriesOf(ticket);
    expect(mine.length).toBeGreaterThan(1);
    for (const delivery of mine) hooks.redeliver(delivery);
    await hooks.settled();
    await quiet(here);
    expect({ writes: writeLog.writes().length, head: await here.register.head() }).toEqual(before);
  });

  it('one that is too large or no JSON moves nothing, and the intake goes on', async () => {
    const here = open();
    const ticket = await ticketOf(here, 'huge');
    here.sandbox.faults.add({ kind: 'hook-lost', repository: REPO, times: 1, path: 'issues.closed' });
    closeEmpty(ticket);
    const body = announcementOf(ticket, 'closed', 'sam-okoro');
    const huge = body.replace(/\}$/, `,"padding":"${'x'.repeat(5 * MEGABYTE)}"}`);
    expect(JSON.parse(huge)).toMatchObject({ action: 'closed' });
    expect((await post(hookUrl(intake), huge, signature(huge))).status).toBe(413);
    const broken = body.slice(0, -1);
    expect(await post(hookUrl(intake), broken, signature(broken))).toEqual({ status: 202, body: '{"rung":0}' });
    await fence();
    expect(said(ticket)).toEqual([]);
  });
});

/** Every delivery that told of a ticket, oldest first. */
function deliveriesOf({ number }: SandboxTicket) {
  const all = open().sandbox.hooks.deliveries();
  return all.filter((d) => d.request.body.includes(`"number":${number},`));
}

async function stateOf(id: string): Promise<unknown> {
  const [row] = await open().register.rows('task', { duty: id }, { limit: 1 });
  return row?.columns.state;
}
