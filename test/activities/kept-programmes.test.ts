import { beforeEach, describe, expect, it } from '@jest/globals';
import { currentProgramme, type InForce, programmeOf } from '../../activities/organisation.ts';
import type { Json } from '../../rules/event.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await applyVariant(scene, {});
});

/** A programme as releases kept it whose trackers knew no login but a token, and whose clocks counted no repeats. */
function asKeptThen(value: unknown): Json {
  if (Array.isArray(value)) return value.map(asKeptThen);
  if (typeof value !== 'object' || value === null) return value as Json;
  const { login, repeats: _, ...rest } = value as { login?: { token: Json }; repeats?: Json };
  const kept = Object.entries(rest).map(([key, part]) => [key, asKeptThen(part)]);
  return { ...Object.fromEntries(kept), ...(login && { token: login.token }) };
}

describe('a programme that an earlier release kept', () => {
  async function keep(change: (now: InForce) => object = (now) => now): Promise<void> {
    const latest = await scene.deps.register.latestProgramme();
    const now = latest?.programme as unknown as InForce;
    const old = asKeptThen(change(now)) as object;
    expect(JSON.stringify(old)).not.toContain('login');
    await scene.deps.register.write((tx) => tx.reviseProgramme(1, old, 'effective'));
  }
  const token = { how: 'token', token: { env: 'GITHUB_TOKEN' } };

  it('is read with its token as its login, whichever version is asked for', async () => {
    await keep();
    const { register } = scene.deps;
    expect((await currentProgramme(register))?.programme.trackers[0]?.login).toEqual(token);
    const [tracker] = (await programmeOf(register, 1, scene.now())).trackers;
    expect(tracker?.login).toEqual(token);
    expect(tracker).not.toHaveProperty('token');
  });

  it('is read with the usual number of minors that repeat', async () => {
    await keep();
    const current = await currentProgramme(scene.deps.register);
    expect(current?.programme.clocks.repeats).toEqual({ minors: 3, within: { unit: 'months', n: 12 } });
  });

  it('is read so where it was in force before top management approved the rest', async () => {
    await keep((now) => ({ ...now, formerly: { programme: now.programme, until: '2028-01-01T00:00:00.000Z' } }));
    const [tracker] = (await programmeOf(scene.deps.register, 1, scene.now())).trackers;
    expect(tracker?.login).toEqual(token);
  });

  it('is read so where it waits for top management, too', async () => {
    await keep((now) => ({
      ...now,
      pending: { paths: [], programme: now.programme, accounts: [], task: 'none' },
    }));
    const pending = (await currentProgramme(scene.deps.register))?.pending;
    expect(pending?.programme.trackers[0]?.login).toEqual(token);
  });

  it('differs in nothing from the same file applied anew', async () => {
    await keep();
    expect((await applyVariant(scene, {})).changes).toEqual([]);
  });
});
