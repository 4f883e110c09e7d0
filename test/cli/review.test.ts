import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Documented } from '../../rules/documented.ts';
import { REPO } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';

const DUTIES = `
  board:
    kind: management-review
    title: Management review
    ask: Review the ISMS.
    clause: 9.3
    process: access
    owner: mara
    every: 6 months
    first: 2027-04-16
    ladder: L2`;

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await scene.apply(DUTIES);
  await scene.settle();
});

const raise = (...more: string[]) => {
  const said = ['--title', 'joiners wait', '--text', 'Joiners wait a day', '--process', 'access', '--as', 'sam'];
  return here.run('improvement', 'raise', ...said, ...more);
};
const tickets = () => [
  ...(scene.sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO)?.tickets.values() ?? []),
];
const records = async () =>
  (await scene.deps.register.loadRows<Documented>('documented', {}, { limit: 9 })).map((r) => r.state);

async function act(instant: string, login: string, ticket: number, text: string): Promise<void> {
  scene.set(instant);
  scene.says(login, ticket, text);
  await scene.settle();
}

describe('a management review', () => {
  it('has a pack that is written as it was kept, with the register’s end that its ticket names', async () => {
    const { code, out } = await here.run('pack', 'review', '#1', '--html', 'pack.html', '--json');
    expect(code).toBe(0);
    const { sequence, head } = JSON.parse(out);
    expect(tickets()[0]?.body).toContain(`event ${sequence}, ${head.slice(0, 12)}`);
    expect((await scene.deps.register.events({ after: sequence - 1, limit: 1 }))[0]?.hash).toBe(head);
    const page = here.read('pack.html');
    expect(page).toContain(`event ${sequence}, head <code>${head}</code>`);
    expect(page).not.toMatch(/<script|src=/);
    expect((await here.run('pack', 'review', '#1', '--html', 'pack.html')).err).toContain('pack.html is there already');
    expect((await here.run('pack', 'review', '#9', '--html', 'x.html')).err).toContain('Nothing is called #9');
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('is signed; its action opens as part of it and is closed, and the next pack says so', async () => {
    const topics = [...'abcdefgim'].map((t) => `/decide ${t} none, because of nothing`).join('\n');
    await act(
      '2027-04-02T08:00:00.000Z',
      'mara-lindt',
      1,
      `${topics}\n/present all\n/action @sam-okoro 2027-05-14 Tidy the shelf`,
    );
    expect(tickets()[0]?.body).toContain('➜ **action**: `Tidy the shelf`, Sam Okoro, by 14 May');
    const status = JSON.parse((await here.run('status', '--json')).out);
    expect(status.needsYou).toEqual([]);
    await act('2027-04-03T08:00:00.000Z', 'elena-costa', 1, '/sign');
    expect(tickets().map((t) => [t.title.replace(/^BOA-\w+-/, ''), t.state])).toEqual([
      ['Management review, 2027 H1', 'closed'],
      ['1: Tidy the shelf', 'open'],
    ]);
    await act('2027-04-05T08:00:00.000Z', 'sam-okoro', 2, '/evidence proof shelf-photo');
    await act('2027-04-05T09:00:00.000Z', 'sam-okoro', 2, '/done');
    expect(await records()).toMatchObject([
      { noun: 'action', state: 'open' },
      { noun: 'decision', chair: 'mara' },
    ]);
    await act('2027-04-06T09:00:00.000Z', 'mara-lindt', 2, '/accept');
    expect(await records()).toMatchObject([{ noun: 'action', state: 'done', closed: { by: 'mara' } }, {}]);
    const [task] = await scene.deps.register.rows('task', { slot: 'action' }, { limit: 1 });
    await scene.deps.wake([{ table: 'task', key: task?.key ?? '' }]);
    await act('2027-04-20T09:00:00.000Z', 'mara-lindt', 2, '/reject because the photo shows another shelf');
    expect(await records()).toMatchObject([{ noun: 'action', state: 'open', due: { date: '2027-05-14' } }, {}]);
    scene.set('2027-10-10T08:00:00.000Z');
    await scene.settle();
    expect(tickets().at(-1)?.body).toContain('**a**: earlier actions: 1 open ([#2]');
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
    await scene.deps.register.rebuild();
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('that is handed in waits for a signature', async () => {
    const topics = [...'abcdefgim'].map((t) => `/decide ${t} none, because of nothing`).join('\n');
    await act('2027-04-02T08:00:00.000Z', 'mara-lindt', 1, `${topics}\n/present all\n/done`);
    const status = JSON.parse((await here.run('status', '--json')).out);
    expect(status.needsYou).toMatchObject([{ waitsFor: 'signature', of: ['elena'] }]);
  });
});

describe('improvement raise', () => {
  it('opens a ticket for the owner of the process, and is told from whom it comes', async () => {
    const { code, out } = await raise('--source', 'audit IA-2027-1');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^OFI-\w+ is raised\. Its ticket opens when dutybound up runs\.$/),
    ]);
    scene.set(new Date().toISOString());
    await scene.settle();
    const ticket = tickets().find((t) => t.title.includes('joiners wait'));
    expect(ticket?.title).toBe(`${out.split(' ')[0]}: joiners wait`);
    expect(ticket?.body).toContain('It comes from audit IA-2027-1.');
    expect(ticket?.body).toContain('/adopt @owner DATE …');
    expect((await records()).at(-1)).toMatchObject({
      noun: 'improvement',
      raised: { by: 'sam' },
      owner: 'priya',
      state: 'raised',
    });
    const [event] = (await scene.deps.register.events({ limit: 500 })).filter((e) => e.kind === 'raised');
    expect(event?.actor).toMatch(/^person:sam \(asserted at the command line by /);
  });

  it('is owed by nobody: it stands in a table of its own, and not in the ledger', async () => {
    await raise();
    const rows = async (table: string) => JSON.parse((await here.run('records', table, '--json')).out).rows;
    expect(await rows('improvement')).toHaveLength(1);
    expect((await rows('ledger')).map((r: { duty: string }) => r.duty)).toEqual(['board']);
  });

  it('refuses an unknown process, owner, or raiser, and writes nothing', async () => {
    for (const [more, message] of [
      [['--process', 'acces'], '--process: nothing is called "acces"; there are: access'],
      [['--owner', 'samm'], '--owner: nobody is called "samm"; there are: '],
      [['--as', 'nobody'], '--as: nobody is called "nobody"; there are: '],
    ] as const) {
      const { code, err } = await raise(...more);
      expect([code, err]).toEqual([1, expect.stringContaining(message)]);
    }
    expect(await records()).toEqual([]);
    expect(await scene.deps.register.rows('occurrence', { duty: 'opportunity:for-improvement' }, { limit: 1 })).toEqual(
      [],
    );
  });
});
