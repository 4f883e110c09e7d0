import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import { redact } from '../../activities/redact.ts';
import { step } from '../../activities/steps/step.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import type { RecordName } from '../../register/records.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const FROZEN = 'this text stays as it is';

let scene: Scene;
let task: string;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  const trackers = scene.deps.trackers as Map<string, Tickets>;
  const tickets = trackers.get('github');
  if (!tickets) throw new Error('the scene has no tracker');
  // As if each edit mailed everybody who watches.
  trackers.set('github', { ...tickets, inabilities: ['silent-edits'] });
  await applyVariant(scene, {});
  await scene.settle();
  task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
});

const body = (number = 1) => scene.sandbox.store.repositories[0]?.tickets.get(number)?.body ?? '';
const state = async () => (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.columns.state;

async function says(login: string, text: string, number = 1): Promise<void> {
  scene.set(new Date(Date.parse(scene.now()) + 120_000).toISOString());
  scene.says(login, number, text);
  scene.set(new Date(Date.parse(scene.now()) + 120_000).toISOString());
  await step(scene.deps, task);
  await scene.settle();
}

/** Handed in and sent back, so often that nothing is left but what is kept for the end. */
async function dispute(): Promise<void> {
  for (let round = 1; round <= 4; round++) {
    await says('sam-okoro', `/done https://wiki.example.com/export-${round}.csv`);
    await says('mara-lindt', `/reject because account ${round} is missing`);
  }
  expect(await state()).toBe('open');
  expect(body()).toContain(FROZEN);
}

describe('a ticket whose text was rewritten often enough', () => {
  it('has it written anew once more at its end, and twice for a task that is taken up again', async () => {
    await dispute();
    const frozen = body();
    await says('sam-okoro', '/done https://wiki.example.com/export-5.csv');
    expect(body()).toBe(frozen);
    await says('mara-lindt', '/accept');
    expect(body()).toContain('Mara Lindt checked it');
    expect(body()).not.toContain(FROZEN);
    await says('mara-lindt', '/reject because it is of the wrong system');
    expect(body()).not.toContain('Mara Lindt checked it');
    expect(body()).toContain(FROZEN);
    await says('sam-okoro', '/done https://wiki.example.com/export-6.csv');
    await says('mara-lindt', '/accept');
    expect(body()).toContain('Mara Lindt checked it');
    expect(body()).not.toContain(FROZEN);
  });

  it('keeps below its text what people typed into it meanwhile, and that alone', async () => {
    await dispute();
    const written = body();
    const first = written.split('\n')[0] ?? '';
    scene.sandbox.act.editBody('sam-okoro', REPO, 1, written.replace(first, `${first}\n\nJonas has the list.`));
    await says('sam-okoro', '/done https://wiki.example.com/export-5.csv');
    await says('mara-lindt', '/accept');
    expect(body()).toContain('Mara Lindt checked it');
    const below = body().split('dutybound:end')[1] ?? '';
    expect(below).toContain('Jonas has the list.');
    expect(below).not.toContain(FROZEN);
  });

  it('loses words that have to go all the same', async () => {
    await dispute();
    const records: RecordName[] = [{ table: 'task', key: task }];
    const redaction = { hashes: [], records, media: 'text/plain', events: [], remaining: [] };
    const order = { at: scene.now(), actor: 'mara@desk', because: 'asked for' };
    await redact(scene.deps.register, redaction, order);
    await deliver(scene.deps, { tracker: 'github' });
    expect(body()).not.toContain(FROZEN);
  });

  it('has a successor, once deleted, that is rewritten as any other', async () => {
    await dispute();
    scene.sandbox.act.deleteIssue('mara-lindt', REPO, 1);
    scene.set(new Date(Date.parse(scene.now()) + 3_600_000).toISOString());
    await scene.settle();
    expect(body(2)).toContain('Check who can');
    expect(body(2)).not.toContain(FROZEN);
    await says('sam-okoro', '/done https://wiki.example.com/export-5.csv', 2);
    expect(await state()).toBe('submitted');
    expect(body(2)).toContain('export-5.csv');
  });
});
