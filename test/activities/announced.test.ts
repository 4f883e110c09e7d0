import { beforeEach, describe, expect, it } from '@jest/globals';
import { openAnnounced, tellsOfEvent } from '../../activities/openings/labelled.ts';
import { tableOf } from '../../activities/tables.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';

const DUTIES = `
  incident: { kind: incident, title: Incident, ask: Contain it., clause: A.5.26, process: access, owner: sam, verifier: mara, ladder: L4 }
`;
const TRACKER = 'events: { incident: isms-incident, change: isms-change }';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z', undefined, undefined, TRACKER));
  await scene.apply(DUTIES);
});

function opens(labels: string[]): string {
  const { act, store } = scene.sandbox;
  const { number } = act.createIssue('sam-okoro', REPO, { title: 'lost laptop', labels });
  return String(store.repositories[0]?.tickets.get(number)?.id);
}

describe('a label that a webhook tells of', () => {
  it('is one that the tracker names and on which a duty is owed', async () => {
    const { register } = scene.deps;
    expect(await tellsOfEvent(register, 'github', ['bug', 'ISMS-incident'])).toBe(true);
    expect(await tellsOfEvent(register, 'github', ['bug', 'isms-change'])).toBe(false);
    expect(await tellsOfEvent(register, 'other', ['isms-incident'])).toBe(false);
  });

  it('opens what is owed at once, and once, whatever else finds it', async () => {
    const id = opens(['isms-incident']);
    await openAnnounced(scene.deps, 'github', id);
    await openAnnounced(scene.deps, 'github', id);
    const { rows } = await tableOf(scene.deps.register, 'incident', scene.now());
    expect(rows).toMatchObject([{ incident: 'INC-2027-001', title: 'lost laptop', told_by: 'person:sam' }]);
  });

  it('is tried again where the list does not show it yet', async () => {
    const id = opens([]);
    await expect(openAnnounced(scene.deps, 'github', id)).rejects.toThrow('does not list the label');
  });

  it('is left to the sweep where the tracker cannot be asked', async () => {
    const id = opens([]);
    await openAnnounced({ ...scene.deps, trackers: new Map() }, 'github', id);
    const register = { ...scene.deps.register, breaker: async () => ({}) as never };
    await openAnnounced({ ...scene.deps, register }, 'github', id);
    expect((await tableOf(scene.deps.register, 'incident', scene.now())).rows).toEqual([]);
  });
});
