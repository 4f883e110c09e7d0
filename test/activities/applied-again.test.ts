import { beforeEach, describe, expect, it } from '@jest/globals';
import { currentProgramme } from '../../activities/organisation.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant, type Variant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
});

const later = (hours: number) => scene.set(new Date(Date.parse(scene.now()) + hours * 3_600_000).toISOString());
const interval = async () => (await currentProgramme(scene.deps.register))?.programme.duties[0]?.every;
const tickets = () => scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
const asking = () => tickets().findLast((t) => /approval/.test(t.title) && t.state === 'open');
const said = () => (asking()?.comments ?? []).map((c) => c.body).join('\n');
const QUARTERLY = { unit: 'months', n: 3 };
const YEARLY = { unit: 'months', n: 12 };

async function applied(variant: Variant, by?: string): Promise<void> {
  later(1);
  await applyVariant(scene, variant, { because: 'the risk is gone', ...(by && { by }) });
  await scene.settle();
}

async function approves(login: string): Promise<void> {
  later(1);
  scene.says(login, asking()?.number ?? 0, '/approve');
  await scene.settle();
}

describe('a weakening that somebody else applies again while it waits', () => {
  const weaker = { every: '12 months' };
  beforeEach(async () => {
    await applied({});
    await applied(weaker, 'mara');
  });

  it('is not approved by them: whoever applies a version never decides it', async () => {
    await applied(weaker, 'elena');
    await approves('elena-costa');
    expect(await interval()).toEqual(QUARTERLY);
    expect(asking()?.body).toContain('Nobody may decide this at present: whoever applied it does not.');
  });

  it('is approved by top management still where somebody below applies it, or nobody says who', async () => {
    await applied(weaker, 'sam');
    await applied(weaker);
    expect(asking()?.body).toContain('Elena Costa decides');
    await approves('elena-costa');
    expect(await interval()).toEqual(YEARLY);
  });

  it('is asked once, in the same ticket, however often it is applied', async () => {
    await applied(weaker, 'elena');
    await applied(weaker, 'elena');
    expect(tickets().filter((t) => /approval/.test(t.title))).toHaveLength(1);
    const again = (await scene.deps.register.events({ after: 0, limit: 500 })).filter((e) => e.kind === 'asked-again');
    expect(again.map(({ body }) => body)).toEqual([{ by: 'elena', version: 3 }]);
  });

  it('stays theirs as part of more that somebody else applies', async () => {
    await applied(weaker, 'elena');
    await applied({ ...weaker, instead: ['verifier: mara', 'self_verification: true'] }, 'mara');
    expect(asking()?.title).toMatch(/^3 changes/);
    await approves('elena-costa');
    expect(await interval()).toEqual(QUARTERLY);
  });

  it('is theirs to decide once it was taken back and applied anew by somebody else', async () => {
    await applied(weaker, 'elena');
    await applied({});
    await applied(weaker, 'mara');
    await approves('elena-costa');
    expect(await interval()).toEqual(YEARLY);
  });
});

describe('a weakening that is asked anew, or that somebody answered', () => {
  it('is not held against whoever applied quite another one before', async () => {
    await applied({});
    await applied({ every: '12 months' }, 'elena');
    await applied({ instead: ['verifier: mara', 'self_verification: true'] }, 'mara');
    await approves('elena-costa');
    expect(asking()).toBeUndefined();
    const events = await scene.deps.register.events({ after: 0, limit: 500 });
    expect(events.filter((e) => e.kind === 'decided').map(({ actor }) => actor)).toEqual(['person:elena']);
  });

  it('notes nothing in a ticket that was decided', async () => {
    await applied({});
    await applied({ every: '12 months' }, 'mara');
    later(1);
    scene.says('elena-costa', asking()?.number ?? 0, '/deny because four times a year is little enough');
    await scene.settle();
    await applied({ every: '12 months' }, 'elena');
    const events = await scene.deps.register.events({ after: 0, limit: 500 });
    expect(events.map((e) => e.kind)).not.toContain('asked-again');
  });

  it('is asked of the other one of two at once where one of them applies it', async () => {
    const both: Variant = { instead: ['top: [elena]', 'top: [elena, priya]'] };
    await applied(both);
    await applied({ ...both, every: '12 months' }, 'elena');
    expect([asking()?.assignees.map(({ login }) => login), said()]).toEqual([['priya-nair'], '']);
  });
});

describe('a weakening applied again by one of two who may decide it', () => {
  const both: Variant = { instead: ['top: [elena]', 'top: [elena, priya]'] };
  const weaker = { ...both, every: '12 months' };
  beforeEach(async () => {
    await applied(both);
    await applied(weaker, 'mara');
    await applied(weaker, 'elena');
    later(1);
    await scene.settle();
  });

  it('goes to the other one, who is told', async () => {
    expect(asking()?.assignees.map(({ login }) => login)).toEqual(['priya-nair']);
    expect(asking()?.body).toContain('Priya Nair decides');
    expect(said().split('This is Priya Nair’s from now on')).toHaveLength(2);
    expect(said()).not.toContain('This stays with');
  });

  it('is decided by the other one', async () => {
    await approves('elena-costa');
    expect(await interval()).toEqual(QUARTERLY);
    await approves('priya-nair');
    expect(await interval()).toEqual(YEARLY);
  });
});
