import { beforeEach, describe, expect, it } from '@jest/globals';
import { currentProgramme, loadOrganisation } from '../../activities/organisation.ts';
import { nameOf, personNamed, personOf } from '../../rules/organisation.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant, type Variant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
});

const later = (hours: number) => scene.set(new Date(Date.parse(scene.now()) + hours * 3_600_000).toISOString());
const tickets = () => scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
const organisation = () => loadOrganisation(scene.deps.register, scene.now());

async function applied(variant: Variant): Promise<void> {
  later(1);
  await applyVariant(scene, variant, { because: 'people come and go' });
  await scene.settle();
}

async function approves(login: string): Promise<void> {
  later(1);
  const ticket = tickets().findLast((t) => /approval/.test(t.title) && t.state === 'open');
  scene.says(login, ticket?.number ?? 0, '/approve');
  await scene.settle();
}

/** Whose words from that account are. */
async function whoIs(login: string): Promise<string | undefined> {
  const link = (await scene.deps.register.accounts('github')).find((a) => a.login === login);
  return personOf(await organisation(), 'github', { login, id: link?.accountId ?? '' });
}

/** Sam goes, and his duty is Priya's. */
const left = (sam: string): Variant => ({
  people: `${sam}
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`,
  instead: ['owner: sam', 'owner: priya'],
});

describe('whoever left the programme', () => {
  it('is a stranger: a close of their account hands nothing in', async () => {
    const ticket = tickets()[0];
    await applied(left(''));
    expect(await whoIs('sam-okoro')).toBeUndefined();
    scene.says('sam-okoro', ticket?.number ?? 0, 'export: none needed, because all is well');
    scene.sandbox.act.close('sam-okoro', REPO, ticket?.number ?? 0, 'completed');
    later(1);
    await scene.settle();
    const [task] = await scene.deps.register.loadRows<TaskState>('task', { duty: 'access-review' }, { limit: 1 });
    expect(task?.state).toMatchObject({ stage: 'open' });
    expect(task?.state.submission).toBeUndefined();
    expect(nameOf(await organisation(), 'sam')).toBe('sam');
  });

  it('leaves an account to whoever has it now', async () => {
    await applied(left('\n  zoe: { name: Zoe Ray, github: sam-okoro }'));
    expect(await whoIs('sam-okoro')).toBe('zoe');
    expect(personNamed(await organisation(), 'github', '@sam-okoro')).toBe('zoe');
  });

  it('is known again once they are back', async () => {
    await applied(left(''));
    await applied({});
    expect(await whoIs('sam-okoro')).toBe('sam');
  });
});

it('whoever stays without their account leaves it to whoever has it now', async () => {
  await applied(left('\n  sam: { name: Sam Okoro }\n  zoe: { name: Zoe Ray, github: sam-okoro }'));
  expect(await whoIs('sam-okoro')).toBe('zoe');
});

describe('the lead under another id', () => {
  it.each(['mlindt', 'anna'])('such as %s is heard as before until it is approved, and then as that', async (id) => {
    await applied({ instead: [/\bmara\b(?![-@])/g, id] });
    expect(await whoIs('mara-lindt')).toBe('mara');
    await approves('elena-costa');
    expect((await currentProgramme(scene.deps.register))?.programme.roles.lead).toEqual([id]);
    expect(await whoIs('mara-lindt')).toBe(id);
  });
});
