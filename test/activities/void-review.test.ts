import { describe, expect, it } from '@jest/globals';
import { step } from '../../activities/steps/step.ts';
import { findings, WITH_ACTION } from '../cli/findings.ts';

const company = findings();

/** A nonconformity whose one action was verified on 12 April, and whose review is open since 12 June. @returns their keys by kind. */
async function reviewed(): Promise<Record<string, string>> {
  const { scene, told } = company;
  await scene.raise({ title: 'leavers kept access' });
  await scene.settle();
  await told('priya-nair', 1, WITH_ACTION, '2027-04-02T08:00');
  await told('mara-lindt', 1, '/approve plan reviewer @elena-costa', '2027-04-02T09:00');
  await told('sam-okoro', 2, '/evidence proof https://wiki.example.com/proof', '2027-04-12T08:00');
  await told('sam-okoro', 2, '/done', '2027-04-12T09:00');
  await told('mara-lindt', 2, '/accept', '2027-04-12T10:00');
  scene.set('2027-06-12T08:00:00.000Z');
  const { register } = scene.deps;
  await scene.settle();
  const [found] = await register.rows('nonconformity', {}, { limit: 1 });
  const tasks = await register.rows('task', {}, { limit: 9 });
  return { nonconformity: found?.key ?? '', ...Object.fromEntries(tasks.map((t) => [String(t.columns.kind), t.key])) };
}

describe('an effectiveness review whose action is rejected', () => {
  it('is looked at by the planner, though the process ends before it can wake it', async () => {
    const keys = await reviewed();
    const { deps } = company.scene;
    company.scene.set('2027-06-14T08:00:00.000Z');
    company.scene.says('mara-lindt', 2, '/reject because a contractor kept access');
    company.scene.set('2027-06-14T08:02:00.000Z');
    await step(deps, keys.action ?? '');
    const dying = { ...deps, wake: () => Promise.reject(new Error('killed')) };
    await expect(step(dying, keys.nonconformity ?? '')).rejects.toThrow('killed');
    const due = await deps.register.due(company.scene.now(), 9);
    expect(due.map(({ key }) => key)).toContain(keys['effectiveness-review']);
  });
});

describe('an action whose nonconformity is closed', () => {
  it('is not taken up again by rejecting it', async () => {
    const { action = '' } = await reviewed();
    const { scene, told, nonconformities } = company;
    await told('elena-costa', 3, '/effective none found', '2027-06-15T08:00');
    expect((await nonconformities())[0]?.closed).toBeDefined();
    scene.set('2027-07-01T08:00:00.000Z');
    scene.says('mara-lindt', 2, '/reject because a contractor kept access');
    scene.set('2027-07-01T08:02:00.000Z');
    await step(scene.deps, action);
    await scene.settle();
    const [task] = await scene.deps.register.rows('task', { kind: 'action' }, { limit: 1 });
    expect(task?.columns.state).toBe('verified');
    const answered = await scene.deps.register.events({ stream: `task/${action}`, limit: 99 });
    expect(answered.find(({ kind }) => kind === 'answered')?.body).toMatchObject({ why: 'it is over for good' });
  });
});

describe('an effectiveness review whose nonconformity was handed to its reviewer', () => {
  it('is decided by the next level, not by them', async () => {
    await reviewed();
    const { scene, told, nonconformities } = company;
    scene.set('2027-06-14T08:00:00.000Z');
    scene.sandbox.act.unassign('mara-lindt', 'example/isms', 1, 'priya-nair');
    scene.sandbox.act.assign('mara-lindt', 'example/isms', 1, 'elena-costa');
    await scene.settle();
    expect((await nonconformities())[0]?.assignee).toBe('elena');
    await told('elena-costa', 3, '/effective none found', '2027-06-15T08:00');
    expect((await nonconformities())[0]?.verdicts).toEqual([]);
    await told('mara-lindt', 3, '/effective none found', '2027-06-15T09:00');
    expect((await nonconformities())[0]).toMatchObject({ closed: {}, verdicts: [{ by: 'mara' }] });
  });
});
