import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Told, tell } from '../../activities/openings/occasion.ts';
import { statusOf } from '../../activities/status.ts';
import { tableOf } from '../../activities/tables.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Desk } from '../cli/desk.ts';
import { playedDesk } from '../cli/played.ts';
import { type Scene, setScene } from '../cli/scene.ts';

const DUTIES = `
  policy-read: { kind: campaign, title: Read the policy, ask: Read it., clause: A.5.1, process: access, owner: priya, first: 2037-01-04, joiner: 14 days }
  equipment: { kind: review, title: Equipment, ask: Hand it over., clause: A.5.11, process: access, owner: priya, on: [joiner, leaver] }
`;
const WITHOUT_SAM = `
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;
const withSam = (account: string) => `${WITHOUT_SAM}\n  sam: { name: Sam Okoro, mail: sam@example.com${account} }`;
/** Nothing listens there: what would be sent stays in the outbox. */
const SMTP = 1;
const JOINED: Told = { kind: 'joiner', id: 'j1', title: 'Sam Okoro', person: 'sam', actor: 'person:mara' };

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-01T08:00:00.000Z', SMTP, WITHOUT_SAM));
  await scene.apply(DUTIES);
});

async function told(what: Partial<Told> = {}) {
  const opened = await tell(scene.deps.register, { ...JOINED, ...what }, scene.now());
  await scene.settle();
  return opened;
}

async function asked(): Promise<OccurrenceState[]> {
  const rows = await scene.deps.register.loadRows<OccurrenceState>('occurrence', { duty: 'policy-read' }, { limit: 9 });
  return rows.map(({ state }) => state);
}

const blocked = async () => (await statusOf(scene.deps.register, scene.now())).blocked;

describe('somebody who joins', () => {
  it('is asked alone, with a time of their own, by each campaign that asks joiners; what is done counts as theirs', async () => {
    await scene.apply(DUTIES, undefined, withSam(', github: sam-okoro'));
    expect(await told({ at: '2027-04-05T08:00:00.000Z' })).toMatchObject({
      display: 'JOIN-2027-001',
      duties: ['policy-read', 'equipment'],
      waiting: [],
    });
    expect(await asked()).toMatchObject([{ subject: 'sam', due: { date: '2027-04-19' }, cause: 'event:j1' }]);
    const tasks = await scene.deps.register.loadRows<TaskState>('task', { duty: 'policy-read' }, { limit: 9 });
    expect(tasks.map(({ state }) => [state.assignee, state.terms.title, state.terms.whole])).toEqual([
      ['sam', { text: 'Read the policy, JOIN-2027-001: Sam Okoro' }, undefined],
    ]);
    expect(await told({ id: 'j2' })).toMatchObject({ duties: ['equipment'] });
    expect(await asked()).toHaveLength(1);
    expect((await tableOf(scene.deps.register, 'subjects', scene.now())).rows).toEqual([]);
  });

  it('and is not in the programme yet is blocked with the lead, and asked once they are there with an account', async () => {
    expect(await told()).toMatchObject({ duties: ['equipment'], waiting: ['policy-read'] });
    expect(await blocked()).toMatchObject([{ display: 'JOIN-2027-001', state: 'waiting', next: 'dutybound apply' }]);
    const notices = await scene.deps.register.effects({ tracker: 'mail' }, 50);
    expect(notices.map(({ body }) => body)).toMatchObject([
      {
        to: 'mara',
        subject: 'JOIN-2027-001: who joined is not in the programme',
        lines: [
          expect.stringContaining('policy-read waits'),
          'Next: add sam to people with their account, and dutybound apply.',
        ],
      },
    ]);
    await scene.apply(DUTIES, undefined, withSam(''));
    await scene.settle();
    expect([(await blocked()).length, await asked()]).toEqual([1, []]);
    scene.set('2027-04-12T08:00:00.000Z');
    await scene.apply(DUTIES, undefined, withSam(', github: sam-okoro'));
    await scene.settle();
    expect(await asked()).toMatchObject([{ subject: 'sam', due: { date: '2027-04-26' }, cause: 'event:j1' }]);
    expect(await blocked()).toEqual([]);
    await scene.settle();
    expect(await asked()).toHaveLength(1);
    const others = await scene.deps.register.rows('occurrence', { duty: 'equipment' }, { limit: 9 });
    expect(others).toHaveLength(1);
    const events = await scene.deps.register.events({ stream: 'documented/joiner/j1', after: 0, limit: 9 });
    expect(events.map(({ kind }) => kind)).toEqual(['reported', 'admitted']);
    const { rows } = await tableOf(scene.deps.register, 'joiner', scene.now());
    const owed = { joiner: 'JOIN-2027-001', person: 'sam', done: '' };
    expect(rows).toMatchObject([
      { ...owed, duty: 'policy-read', due: '2027-04-26' },
      { ...owed, duty: 'equipment', due: '2027-05-03' },
    ]);
    expect((await scene.deps.register.verify()).ok).toBe(true);
  });

  it('and leaves before the programme knew them is asked nothing any more', async () => {
    await told();
    expect(await told({ kind: 'leaver', id: 'l1' })).toMatchObject({ duties: ['equipment'] });
    expect(await blocked()).toEqual([]);
    await scene.apply(DUTIES, undefined, withSam(', github: sam-okoro'));
    await scene.settle();
    expect(await asked()).toEqual([]);
  });
});

it('somebody who leaves is on record, once for a day of the organisation, also where nothing is owed on it', async () => {
  mkdirSync(join(here.folder, 'other'));
  const other = await setScene(join(here.folder, 'other'), '2027-04-01T08:00:00.000Z');
  try {
    await other.apply(DUTIES.replace(/ {2}equipment: .*\n/, ''));
    const leaving = { ...JOINED, kind: 'leaver' as const, person: 'sam' };
    expect(await tell(other.deps.register, leaving, other.now())).toMatchObject({ duties: [], opened: [] });
    const again = { ...leaving, id: 'again' };
    // Midnight in Berlin is at 22:00 UTC.
    for (const at of ['2027-03-31T22:00:00.000Z', '2027-04-01T12:00:00.000Z', '2027-04-01T21:59:00.000Z'])
      expect(await tell(other.deps.register, { ...again, at }, other.now())).toBeUndefined();
    const { rows } = await tableOf(other.deps.register, 'leaver', other.now());
    expect(rows).toMatchObject([{ leaver: 'LEAVE-2027-001', person: 'sam' }]);
    const moving = tell(other.deps.register, { ...leaving, kind: 'mover' }, other.now());
    await expect(moving).rejects.toThrow('no duty is owed on mover of sam');
    for (const [id, at, display] of [
      ['before', '2027-03-31T21:59:00.000Z', 'LEAVE-2027-002'],
      ['after', '2027-04-01T22:00:00.000Z', 'LEAVE-2027-003'],
    ] as const)
      expect(await tell(other.deps.register, { ...leaving, id, at }, other.now())).toMatchObject({ display });
  } finally {
    await other.close();
  }
});
