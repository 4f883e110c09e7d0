import { describe, expect, it } from '@jest/globals';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import { eachIn } from '../cli/each.ts';

const place = eachIn(`
  assessing: { kind: risk-assessment, title: Risks, ask: Assess., clause: 8.2, process: access, owner: mara, first: 2037-05-14 }
  treating: { kind: risk-treatment, title: Treatment, ask: Tell., clause: 8.3, process: access, owner: mara, first: 2037-05-14 }
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
`);

const level = { level: 6, limit: 8, criteria: '5x5/8', by: 'sam' };
const later = (hours: number) =>
  place.scene.set(new Date(Date.parse(place.scene.now()) + hours * 3_600_000).toISOString());

async function tasks(): Promise<TaskState[]> {
  const rows = await place.scene.deps.register.loadRows<TaskState>('task', { duty: 'treating' }, { limit: 9 });
  return rows.map((row) => row.state);
}

async function recorded(kind: string, body: object): Promise<void> {
  const event = { stream: 'documented/risk/R-1', kind, actor: 'person:sam', at: place.scene.now() };
  const written = [{ ...event, body: JSON.parse(JSON.stringify(body)) }];
  await place.scene.deps.register.write((tx) => tx.append(written));
}

const taskIn = async (slot: string) => (await tasks()).find((t) => t.terms.slot === slot);
const numberOf = async (slot: string) => Number((await taskIn(slot))?.thread.ref?.number.slice(1));
const ticketOf = async (slot: string) => {
  const number = await numberOf(slot);
  return place.scene.sandbox.store.repositories
    .flatMap((r) => [...r.tickets.values()])
    .find((t) => t.number === number);
};
const acceptedBy = async () => {
  const events = await place.scene.deps.register.events({ stream: 'documented/risk/R-1', after: 0, limit: 50 });
  return events.filter(({ kind }) => kind === 'risk-accepted').map(({ body }) => body.by);
};

async function says(login: string, slot: string, text: string): Promise<void> {
  later(1);
  place.scene.says(login, await numberOf(slot), text);
  await place.scene.settle();
}

/** Sam's acceptance has run out, and is asked of him anew; then the table names Mara. */
async function handedOver(): Promise<void> {
  const { here, scene } = place;
  await recorded('identified', { title: { text: 'Theft' }, owner: 'sam' });
  await recorded('rated', { consequence: 6, likelihood: 1, ...level });
  await recorded('risk-accepted', { occurrence: 'o1', ...level, expires: '2027-08-20', task: 'k1' });
  scene.set('2027-08-21T08:00:00.000Z');
  await scene.settle();
  await says('sam-okoro', 'plan', '/treat R-1 retain because it is small');
  later(1);
  scene.sandbox.act.close('sam-okoro', REPO, await numberOf('plan'), 'completed');
  await scene.settle();
  expect((await taskIn('accept'))?.assignee).toBe('sam');
  here.write('risks.csv', 'id,title,owner\nR-1,Theft,mara\n');
  expect((await here.run('import', 'risks', 'risks.csv', '--as', 'mara')).code).toBe(0);
}

describe('a risk that the imported table gives to somebody else while its acceptance is open', () => {
  it('wakes the ticket, which goes to the new owner', async () => {
    await handedOver();
    const open = await place.scene.deps.register.openRecords();
    const now = new Date(Date.now() + 1000).toISOString();
    const woken = open.filter(({ hints }) => (hints.wake_at ?? '') <= now).map(({ key }) => key);
    expect(woken).toContain((await taskIn('accept'))?.terms.key);
    later(1);
    await place.scene.settle();
    const ticket = await ticketOf('accept');
    expect(ticket?.assignees.map(({ login }) => login)).toEqual(['mara-lindt']);
    expect(ticket?.body).toContain('Mara Lindt decides, as the risk’s owner.');
  });

  it('is accepted by its new owner, and no longer by the former one, whichever is read first', async () => {
    await handedOver();
    await says('sam-okoro', 'accept', '/accept');
    expect(await acceptedBy()).toEqual(['sam']);
    await says('mara-lindt', 'accept', '/accept');
    expect(await acceptedBy()).toEqual(['sam', 'mara']);
    expect((await place.scene.deps.register.verify()).breaks).toEqual([]);
  });
});
