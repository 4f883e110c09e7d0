import { beforeEach, describe, expect, it } from '@jest/globals';
import { tableOf } from '../../activities/tables.ts';
import type { Reads, Register } from '../../register/register.ts';
import type { NewEvent } from '../../rules/event.ts';
import { REVIEW } from '../cli/company.ts';
import type { Desk } from '../cli/desk.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';

let scene: Scene;
let here: Desk;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await scene.apply(REVIEW);
});

/** The register, in which something happens as soon as somebody has asked for its head. */
function movingOn({ register, clock }: Scene['deps']): Register {
  const event = { stream: 'engine', kind: 'downtime', actor: 'engine', at: clock(), body: {} };
  const moving = <R extends Reads>(reads: R): R => ({
    ...reads,
    head: async () => {
      const head = await reads.head();
      await register.write((tx) => tx.append([event]));
      return head;
    },
  });
  return { ...moving(register), snapshot: (work) => register.snapshot((reads) => work(moving(reads))) };
}

describe('a table', () => {
  it('names the last event that is in it, whatever is written while it is made', async () => {
    const register = movingOn(scene.deps);
    const before = await scene.deps.register.head();
    const { rows, through } = await tableOf(register, 'engine', scene.now());
    expect(through).toEqual(before);
    expect(rows).toEqual([]);
    const again = await tableOf(scene.deps.register, 'engine', scene.now());
    expect(again.rows).toMatchObject([{ sequence: again.through.sequence, kind: 'downtime' }]);
  });
});

describe('the table of documents', () => {
  it('says of each version who owned it as it was approved, and what it was called', async () => {
    const approved = (version: string, owner: string, approver: string, title: string) => ({
      stream: 'documented/document/policy',
      kind: 'approved',
      actor: `person:${approver}`,
      at: `2027-0${version}-12T08:00:00.000Z`,
      body: {
        title: { text: title },
        owner,
        version,
        location: { text: 'wiki' },
        by: owner,
        approver,
        period: `2027-0${version}-12`,
        task: 'k',
      },
    });
    const all = [approved('1', 'sam', 'mara', 'Policy'), approved('2', 'mara', 'elena', 'Security policy')];
    await scene.deps.register.write((tx) => tx.append(all));
    const { rows } = await tableOf(scene.deps.register, 'document', scene.now());
    expect(rows).toMatchObject([
      { version: '1', title: 'Policy', owner: 'sam', approver: 'mara', next: '' },
      { version: '2', title: 'Security policy', owner: 'mara', approver: 'elena' },
    ]);
  });
});

describe('the table of nonconformities', () => {
  it('keeps the deadlines that a major passed, and when that was noticed, through the rounds that come after', async () => {
    const key = await scene.raise({ grade: 'major' });
    const stream = `nonconformity/${key}`;
    const event = (kind: string, at: string, body: NewEvent['body']) => ({ stream, kind, actor: 'engine', at, body });
    const first = { at: '2027-05-01T22:00:00.000Z', date: '2027-05-01' };
    const clocks = { plan: { at: '2027-06-15T22:00:00.000Z' }, resolve: { at: '2027-07-01T22:00:00.000Z' } };
    const round = { round: 2, from: '2027-06-01T08:00:00.000Z', clocks };
    const noticed = ['2027-05-02T06:00:00.000Z', '2027-07-02T06:00:00.000Z'] as const;
    const log = [
      event('overdue', first.at, { deadline: first, noticed: noticed[0] }),
      event('round-begun', round.from, round),
    ];
    await scene.deps.register.write((tx) => tx.append(log));
    const line = async () => (await tableOf(scene.deps.register, 'nonconformities', scene.now())).rows;
    const before = `2027-05-01 as major, noticed ${noticed[0]}`;
    expect(await line()).toMatchObject([{ round: 2, overdue_noticed: noticed[0], deadlines_passed: before }]);
    const again = event('overdue', clocks.resolve.at, { deadline: clocks.resolve, noticed: noticed[1] });
    await scene.deps.register.write((tx) => tx.append([again]));
    const both = `${before}; ${clocks.resolve.at} as major, noticed ${noticed[1]}`;
    expect(await line()).toMatchObject([{ overdue_noticed: noticed[1], deadlines_passed: both }]);
    const [listed] = JSON.parse((await here.run('nc', 'list', '--json')).out);
    expect(listed.overdue).toEqual([
      { deadline: first.at, noticed: noticed[0] },
      { deadline: clocks.resolve.at, noticed: noticed[1] },
    ]);
  });

  it('says when one that was raised as a major became one again', async () => {
    const key = await scene.raise({ grade: 'major' });
    const line = async () => (await tableOf(scene.deps.register, 'nonconformities', scene.now())).rows;
    expect(await line()).toMatchObject([{ own_grade: 'major', became_major: '' }]);
    const dates = { plan: { at: '2027-06-15T22:00:00.000Z' }, resolve: { at: '2027-07-01T22:00:00.000Z' } };
    const graded = (grade: string, rule: string, at: string) => ({
      ...{ stream: `nonconformity/${key}`, kind: 'graded', actor: 'engine', at },
      body: { grade, rule, noticed: at, from: at, clocks: dates },
    });
    const again = '2027-07-01T22:00:00.000Z';
    const log = [graded('minor', 'body', '2027-05-02T06:00:00.000Z'), graded('major', 'nc.minor.overdue', again)];
    await scene.deps.register.write((tx) => tx.append(log));
    expect(await line()).toMatchObject([{ own_grade: 'major', grade: 'major', became_major: again }]);
  });

  it('has a deadline that a minor passed beside them', async () => {
    await scene.raise({ grade: 'minor' });
    scene.set('2027-09-01T08:00:00.000Z');
    await scene.settle();
    const { rows } = await tableOf(scene.deps.register, 'nonconformities', scene.now());
    expect(rows).toContainEqual(
      expect.objectContaining({
        rule: 'nc.minor.overdue',
        deadlines_passed: expect.stringMatching(/^2027-\d\d-\d\d as minor, noticed 2027-09-01T08:00:00\.000Z/),
      }),
    );
  });
});
