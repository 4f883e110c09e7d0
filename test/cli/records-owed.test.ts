import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tell } from '../../activities/openings/occasion.ts';
import { REPO } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

const duty = (id: string, kind: string, more: string) => `
  ${id}: { kind: ${kind}, title: ${id}, ask: Do it., process: access, ladder: L2, ${more} }`;
const DUTIES = `${[
  duty('incident', 'incident', 'clause: A.5.26, owner: sam, verifier: mara, lead: 24 h'),
  duty(
    'accounts',
    'review',
    'clause: A.5.11, owner: sam, on: [leaver], subjects: { laptop: { title: Laptop }, keys: { title: Keys } }',
  ),
  duty('audit', 'internal-audit', 'clause: 9.2, owner: priya, verifier: elena, every: 2 months, first: 2027-04-16'),
].join('')}
authorities: { dpa: { title: the authority, within: 72 h, owner: mara } }`;
const PEOPLE = `
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: mara }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena, competence: { auditor: { until: 2029-12-31, proof: "lead auditor" } } }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;
const CYCLE = (more = '') => `\naudit: { cycle: { from: 2024-04-10 }${more} }`;

let here: Desk;
let scene: Scene;

const ticket = (words: string) => {
  const all = scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
  const found = all.find((t) => t.title.includes(words));
  if (!found) throw new Error(`no ticket "${words}" among ${all.map((t) => t.title).join(', ')}`);
  return found.number;
};
const says = (login: string, words: string, text: string) => scene.says(login, ticket(words), text);
async function at(instant: string, act: () => unknown = () => {}): Promise<void> {
  scene.set(`${instant}:00.000Z`);
  await act();
  await scene.settle();
}
const rows = async (...args: string[]) => {
  const { out, err } = await here.run('records', ...args, '--json');
  if (!out) throw new Error(err);
  return JSON.parse(out).rows as Record<string, unknown>[];
};

/** An authority that nobody tells, a leaver with one step done, an audit that is missed, and one that is waived. */
beforeAll(async () => {
  here = desk();
  await here.run('init', '--yes');
  scene = await setScene(join(here.folder, '.dutybound'), '2027-04-01T08:00:00.000Z', undefined, PEOPLE);
  await scene.apply(`${DUTIES}${CYCLE()}`);
  await scene.settle();
  await at('2027-04-05T08:00', async () => {
    const now = scene.now();
    const told = async (kind: 'incident' | 'leaver', more: object) => {
      const what = { kind, id: kind, title: 'lost laptop', actor: 'person:mara', ...more };
      await scene.deps.wake((await tell(scene.deps.register, what, now))?.opened ?? []);
    };
    await told('incident', {});
    await told('leaver', { person: 'priya', title: 'Priya Nair' });
  });
  await at('2027-04-05T10:00', () => {
    says(
      'mara-lindt',
      'triage',
      '/answer notify-dpa yes because of staff files\n/answer nonconformity no because nothing was broken\n/answer reassess no because it was thought of',
    );
    scene.sandbox.act.close('sam-okoro', REPO, ticket('Laptop'), 'completed');
  });
  await at('2027-04-06T10:00');
  // The first cycle is over, and more is asked in the next one.
  await at('2027-04-12T08:00', () => scene.apply(`${DUTIES}${CYCLE(', yearly: [A.6.3]')}`));
  await at('2027-05-05T08:00');
  await at('2027-06-10T08:00');
}, 120_000);
afterAll(async () => {
  await scene.close();
  here.end();
});

describe('what did not happen', () => {
  it('of an incident: the authority that was not told, and the nonconformity of that', async () => {
    const [incident] = await rows('incident');
    expect(incident).toMatchObject({ nonconformity: 'no, because nothing was broken (mara)' });
    expect(incident?.notices).toMatch(/^dpa: not told, due 2027-04-08T08:00:00.000Z, missed, NC-2027-\d{3}$/);
    const raised = await rows('nonconformities');
    const number = String(incident?.notices).split(', ').at(-1);
    expect(raised.find((r) => r.nonconformity === number)).toMatchObject({ source: 'missed' });
  });

  it('of a leaver: each step that is still owed', async () => {
    expect(await rows('leaver')).toMatchObject([
      { subject: 'laptop', done: '2027-04-05T10:00:00.000Z', hours_after: 2, missed: false },
      { subject: 'keys', due: expect.stringMatching(/^2027-/), done: '', hours_after: '', missed: true },
    ]);
  });

  it('of the audits: each that was missed, with when', async () => {
    expect(await rows('audit')).toMatchObject([
      {
        due: '2027-04-16',
        state: 'missed',
        missed: expect.stringMatching(/^2027-04-30/),
        auditor: 'priya',
        examined: '',
      },
      { due: expect.stringMatching(/^2027-06/), state: 'open', missed: '' },
    ]);
  });

  it('in the cycle that is over: the grid as it stood on its last day', async () => {
    const clause = async (name: string, ...args: string[]) =>
      (await rows('audit-grid', ...args)).find((row) => row.clause === name);
    expect(await clause('7.4', '--on', '2027-04-10')).toMatchObject({ missing: 'not in the year to 2028-04-09 yet' });
    expect(await clause('7.4', '--on', '2027-04-09')).toMatchObject({
      missing: 'not in the year to 2025-04-09; not in the year to 2026-04-09; not in the year to 2027-04-09 yet',
    });
    expect(await clause('A.6.3', '--on', '2027-04-12')).toMatchObject({ asked: 'each year' });
    expect(await clause('A.6.3', '--on', '2027-04-09')).toMatchObject({
      asked: 'in the cycle',
      missing: 'not in the cycle to 2027-04-09 yet',
    });
    expect((await here.run('records', 'audit-grid', '--on', '2027-04-09')).out).toContain('held on 2027-04-09');
  });
});
