import { beforeEach, describe, expect, it } from '@jest/globals';
import { statusOf } from '../../activities/status.ts';
import { REVIEW } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';
import { statusIn } from './standing.ts';

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
});

const text = () => statusIn(scene);
const now = () => statusOf(scene.deps.register, scene.now());

describe('the engine', () => {
  it('tells a gap, and what opened late because of it', async () => {
    await scene.apply(REVIEW);
    await scene.settle();
    await scene.apply(
      REVIEW.replace('access-review:', 'other-review:').replace('2027-04-16', '2027-05-03') + REVIEW,
      'asked for',
    );
    scene.set('2027-04-25T08:00:00.000Z');
    await scene.settle();
    const { engine } = await now();
    expect(engine.downtime).toEqual([
      { from: '2027-04-01T08:00:00.000Z', until: '2027-04-25T08:00:00.000Z', delayed: 1 },
    ]);
    expect(await text()).toMatch(/Engine {6}down 24 d on 1 Apr, 1 opened late because of it, their dates moved along/);
  });

  it('asks for somebody where a tracker cannot be used, though no record is blocked yet', async () => {
    await scene.apply(REVIEW);
    await scene.settle();
    expect((await here.run('status', '--exit-code')).code).toBe(0);
    const since = scene.now();
    const breaker = { kind: 'unauthorised', why: '401', since, told: true, pause: 2000, nextCheck: since } as const;
    await scene.deps.register.write((tx) => tx.setBreaker('github', breaker));
    const { code, out } = await here.run('status', '--exit-code');
    expect([code, out]).toEqual([2, expect.stringMatching(/Blocked +1 +tracker github since/)]);
  });

  it('names the last backup, which holds a chain that was proved', async () => {
    await scene.apply(REVIEW);
    await here.run('backup', 'b.sqlite');
    expect(await text()).toMatch(/ {3}backup \d+ \w{3} \d\d:\d\d, chain ok/);
  });

  it('without a programme there is nothing but the next step', async () => {
    expect(await text()).toBe('No programme has been applied yet. Next: dutybound preview, then apply.');
    const { out, code } = await here.run('status', '--json', '--exit-code');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 0, needsYou: [], engine: { running: false } });
  });
});
