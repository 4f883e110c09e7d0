import { beforeEach, describe, expect, it } from '@jest/globals';
import { raiseCalled } from '../../activities/openings/raise.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { keyOf } from '../../rules/keys.ts';
import { raiseForTask } from '../../rules/nonconformity/raise.ts';
import { type NonconformityState, nonconformityStream } from '../../rules/nonconformity/state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const before = 'title: Access review\n    ask: Check who can reach production.\n    clause: ';
const LIMIT_PASSED = '2027-05-03T08:00:00.000Z';

let scene: Scene;
/** A campaign on what the standard demands, due on 16 April and missed after the 30th: a ticket for the whole, one for each of two. */
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  const campaign = `kind: campaign\n    group: [sam, priya]\n    ${before}"9.1"`;
  await applyVariant(scene, { instead: [`kind: evidence-request\n    ${before}A.5.18`, campaign] });
  await scene.settle();
});

const tasks = async () =>
  (await scene.deps.register.loadRows<TaskState>('task', { duty: 'access-review' }, { limit: 9 })).map((r) => r.state);
const whole = async () => (await tasks()).find(({ terms }) => terms.whole) as TaskState;
const part = async () => (await tasks()).find(({ terms, assignee }) => terms.partOf && assignee === 'sam') as TaskState;
const nonconformities = async () =>
  (await scene.deps.register.loadRows<NonconformityState>('nonconformity', {}, { limit: 9 }))
    .map(({ state }) => state)
    .sort((a, b) => (a.terms.display < b.terms.display ? -1 : 1));
const raised = async () => (await nonconformities()).map(({ terms }) => [terms.display, terms.source.kind]);
const said = (task: TaskState) =>
  scene.sandbox.store.repositories
    .flatMap((r) => [...r.tickets.values()])
    .find((t) => `#${t.number}` === task.thread.ref?.number)
    ?.comments.map(({ body }) => body)
    .join('\n');

async function waivePart(of = part): Promise<void> {
  const number = Number((await of()).thread.ref?.number.slice(1));
  scene.says('sam-okoro', number, '/waive because nothing changed');
  await scene.settle();
  scene.says('elena-costa', number, '/approve');
  await scene.settle();
}

describe('the one nonconformity of an occurrence', () => {
  it('raised because a task of it was waived, follows up that it is missed, too', async () => {
    await waivePart();
    expect(said(await part())).toContain('nonconformity is raised, since nothing covers it.');
    scene.set(LIMIT_PASSED);
    await scene.settle();
    expect((await whole()).missed).toMatchObject({ nonconformity: expect.any(String) });
    expect(said(await whole())).toMatch(/counts as missed since the end of 30 April\. NC-2027-001 .* follows it up\./);
    expect(await raised()).toEqual([['NC-2027-001', 'waived']]);
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('raised because it was missed, follows up what is waived of it later, and that ticket promises no other', async () => {
    scene.set(LIMIT_PASSED);
    await scene.settle();
    await waivePart();
    expect(await part()).toMatchObject({ verdict: 'waived' });
    expect(said(await part())).toContain(
      'name the ticket that covers it, `/approve KEY`, else NC-2027-001 follows it up.',
    );
    expect(said(await part())).toContain('NC-2027-001 follows it up, since nothing covers it.');
    expect(await raised()).toEqual([['NC-2027-001', 'missed']]);
  });

  it('once closed, follows up nothing any more: what is missed after that is its recurrence', async () => {
    await waivePart();
    const { register } = scene.deps;
    const key = (await nonconformities())[0]?.terms.key ?? '';
    const closed = { stream: nonconformityStream(key), kind: 'closed', actor: 'engine', at: scene.now(), body: {} };
    await register.write((tx) => tx.append([closed]));
    scene.set(LIMIT_PASSED);
    await scene.settle();
    expect(await raised()).toEqual([
      ['NC-2027-001', 'waived'],
      ['NC-2027-002', 'missed'],
    ]);
    const [first, again] = await nonconformities();
    expect(again?.recurrenceOf).toMatchObject({ key, display: 'NC-2027-001' });
    expect(first?.recurrences).toMatchObject([{ display: 'NC-2027-002' }]);
    expect((await whole()).missed).toMatchObject({ nonconformity: again?.terms.key });
    expect(said(await whole())).toMatch(/NC-2027-002 .* follows it up\./);
    const org = await loadOrganisation(register, scene.now());
    const call = { because: 'missed' as const, at: scene.now(), noticed: scene.now() };
    const once = register.write(async (tx) => raiseCalled({ tx, org, now: scene.now() }, await part(), call));
    expect(await once).toBeUndefined();
    expect((await register.verify()).breaks).toEqual([]);
  });

  it('once closed, is not followed by that of another occurrence which somebody called its recurrence', async () => {
    await waivePart();
    const { register } = scene.deps;
    const key = (await nonconformities())[0]?.terms.key ?? '';
    const [org, { terms, ...task }] = [await loadOrganisation(register, scene.now()), await part()];
    const elsewhere = { ...task, terms: { ...terms, origin: { occurrence: 'another' } } };
    const raising = { key: 'elsewhere', display: 'NC-2027-041', org, version: 1, now: scene.now() };
    const call = { because: 'missed' as const, at: scene.now(), noticed: scene.now() };
    const said = { stream: nonconformityStream(key), actor: 'engine', at: scene.now() };
    const recurred = { ...said, kind: 'recurred', body: { key: raising.key, display: raising.display } };
    const closed = [{ ...said, kind: 'closed', body: {} }, recurred];
    await register.write((tx) => tx.append([...raiseForTask(raising, elsewhere, call), ...closed]));
    scene.set(LIMIT_PASSED);
    await scene.settle();
    const again = (await nonconformities()).find(({ recurrenceOf }) => recurrenceOf?.key === key);
    expect(again?.terms.key).not.toBe(raising.key);
    expect((await whole()).missed).toMatchObject({ nonconformity: again?.terms.key });
  });

  it('once closed, does not follow up that what it was raised for is waived at last: that is its recurrence', async () => {
    scene.set(LIMIT_PASSED);
    await scene.settle();
    const { register } = scene.deps;
    const key = (await nonconformities())[0]?.terms.key ?? '';
    const closed = { stream: nonconformityStream(key), kind: 'closed', actor: 'engine', at: scene.now(), body: {} };
    await register.write((tx) => tx.append([closed]));
    await waivePart(whole);
    expect(await whole()).toMatchObject({ verdict: 'waived', missed: { nonconformity: key } });
    expect(said(await whole())).toContain('nonconformity is raised, since nothing covers it.');
    expect(await raised()).toEqual([
      ['NC-2027-001', 'missed'],
      ['NC-2027-002', 'waived'],
    ]);
    expect((await nonconformities())[1]?.recurrenceOf).toMatchObject({ key });
  });

  it('is found again where an earlier release raised it under a key of its own for what was waived', async () => {
    const { register } = scene.deps;
    const [org, task] = [await loadOrganisation(register, scene.now()), await part()];
    const { origin, duty = '' } = task.terms;
    const period = 'occurrence' in origin ? origin.occurrence : '';
    const key = keyOf({ instance: org.programme.instance, duty, period, cause: 'waived', slot: 'nonconformity' });
    const call = { because: 'waived' as const, at: scene.now(), noticed: scene.now() };
    const raising = { key, display: 'NC-2026-041', org, version: 1, now: scene.now() };
    await register.write((tx) => tx.append(raiseForTask(raising, task, call)));
    for (const because of ['waived', 'missed'] as const)
      expect(
        await register.write(async (tx) =>
          raiseCalled({ tx, org, now: scene.now() }, await whole(), { ...call, because }),
        ),
      ).toBeUndefined();
    scene.set(LIMIT_PASSED);
    await scene.settle();
    expect((await whole()).missed).toMatchObject({ nonconformity: key });
    expect(await raised()).toHaveLength(1);
  });
});
