import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import { CONTACT, DIGEST } from '../../activities/delivery/lanes.ts';
import { redrive, stuckRecords } from '../../activities/delivery/redrive.ts';
import { toLeads } from '../../activities/lead-notice.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { statusOf } from '../../activities/status.ts';
import { statusText } from '../../cli/status-text.ts';
import { NoticeError } from '../../integrations/notices/error.ts';
import type { EffectFilter } from '../../register/effects.ts';
import type { Desk } from '../cli/desk.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const NOTICES = 'notices: { mail: { smtp: "smtp://127.0.0.1:2525", from: isms@example.com } }';
const WHY = 'mail: 550 sender refused';
let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await apply();
  await scene.settle();
});

const apply = () => applyVariant(scene, { instead: ['duties:', `${NOTICES}\nduties:`] });
const states = async () => (await scene.deps.register.effects({ kinds: ['notice'] }, 50)).map((e) => e.state);

/** A message of the engine's own to the lead, whom the mail server refuses. */
async function refused(...after: string[]): Promise<void> {
  const { register } = scene.deps;
  const org = await loadOrganisation(register, scene.now());
  const text = { subject: 'github cannot be used', lines: ['Since 08:00.'] };
  await register.write((tx) => tx.addEffects(toLeads(org, 'outage:github', text, scene.now())));
  const send = () => Promise.reject(new NoticeError(WHY, 'refused'));
  await deliver({ ...scene.deps, notices: { check: async () => [], send } }, { tracker: 'mail' });
  expect(await states()).toEqual(after.length > 0 ? after : ['failed']);
}

describe('a message to the leads that the mail server refuses', () => {
  it('stands in status until it is out, with whom it was for, why, and the next command', async () => {
    await refused();
    const found = await statusOf(scene.deps.register, scene.now());
    expect(found.engine.failed).toEqual([
      { to: 'mara', subject: 'github cannot be used', channel: 'mail', why: WHY, since: scene.now() },
    ]);
    const text = statusText(found, { nameOf: () => 'Mara Lindt', running: true, all: false });
    expect(text).toContain(`Blocked     1   "github cannot be used" to Mara Lindt: ${WHY}`);
    expect(text).toContain('mend that, then: dutybound redrive');
    const { code, out } = await here.run('status', '--json', '--exit-code');
    expect([code, JSON.parse(out).engine.failed.length]).toEqual([2, 1]);
  });

  it('is tried again by redrive', async () => {
    await refused();
    expect(JSON.parse((await here.run('redrive', '--json')).out)).toMatchObject({ records: ['engine'], effects: 1 });
    expect(await states()).toEqual(['pending']);
    expect((await here.run('redrive')).out).toBe('Nothing had failed.');
  });

  it('is found behind any number of others that only wait for their time', async () => {
    const org = await loadOrganisation(scene.deps.register, scene.now());
    const text = { subject: 'later', lines: ['Later.'] };
    await scene.deps.register.write((tx) => tx.addEffects(toLeads(org, 'later', text, '2027-04-06T08:00:00.000Z')));
    const { register } = scene.deps;
    expect(await stuckRecords(register)).toEqual([]);
    await refused('pending', 'failed');
    const short = { ...register, effects: (filter: EffectFilter) => register.effects(filter, 1) };
    expect(await stuckRecords(short)).toEqual(['engine']);
    expect(await redrive(short, ['engine'])).toMatchObject({ lanes: ['mail'], effects: 1 });
    expect(await states()).toEqual(['pending', 'pending']);
    expect(await stuckRecords(register)).toEqual(['engine']);
  });

  it('is tried again once another version of the programme is applied', async () => {
    await refused();
    await apply();
    expect(await states()).toEqual(['pending']);
  });
});

describe('applying', () => {
  it.each(['mail', 'chat', CONTACT, DIGEST])('has what failed in the lane %s tried again', async (tracker) => {
    const { register } = scene.deps;
    const body = { kind: 'notice', to: 'sam', subject: 's', lines: [], digest: false };
    const effect = { key: 'n1', record: 'k', tracker, kind: 'notice' as const, priority: 0, body };
    await register.write((tx) => tx.addEffects([effect]));
    const request = { tracker, owner: 'o', leaseMs: 1000, limit: 1, now: scene.now() };
    const leases = await register.leaseEffects(request);
    await register.write(async (tx) => {
      for (const lease of leases) await tx.releaseEffect(lease, { kind: 'failed', error: WHY });
    });
    expect(await states()).toEqual(['failed']);
    await apply();
    expect(await states()).toEqual(['pending']);
  });
});
