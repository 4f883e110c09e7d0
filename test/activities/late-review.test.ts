import { expect, it } from '@jest/globals';
import { showNonconformity } from '../../activities/history/nonconformity.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { stageNonconformity } from '../../activities/steps/stage-nonconformity.ts';
import { keyOf } from '../../rules/keys.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { findings } from '../cli/findings.ts';

const company = findings();
const BACK = '2027-07-20T08:00:00.000Z';

/** Agreed on 2 April without an action: its review opens on 1 June. Down since then, the engine is back on 20 July. */
async function downUntilJuly(): Promise<NonconformityState> {
  const { scene, agree, nonconformities } = company;
  await scene.raise({ title: 'leavers kept access' });
  await scene.settle();
  await agree();
  const [found] = await nonconformities();
  if (found?.verified?.opens !== '2027-05-31T22:00:00.000Z') throw new Error(`it opens ${found?.verified?.opens}`);
  scene.set(BACK);
  return found;
}

/** The days on which the review is due, as its task and the nonconformity's record say it. */
async function due({ terms }: NonconformityState): Promise<(string | undefined)[]> {
  const [state] = await company.nonconformities();
  const tasks = (await company.scene.deps.register.tasksOf<TaskState>(terms.key)).map((t) => t.state);
  const shown = state && showNonconformity(state, tasks).dates.reviewDue;
  return [tasks[0]?.due.date, shown === tasks[0]?.due.at ? 'the same' : shown];
}

it('an effectiveness review that a downtime opens late is due as many days later', async () => {
  const found = await downUntilJuly();
  const { lead } = found.terms.ladder;
  await company.scene.settle();
  expect(lead).toEqual({ unit: 'days', n: 15 });
  expect(await due(found)).toEqual(['2027-08-04', 'the same']);
});

it('one whose ticket is there already, from a time that the register has forgotten, is due as it was then', async () => {
  const found = await downUntilJuly();
  const { deps } = company.scene;
  const { instance } = (await loadOrganisation(deps.register, BACK)).programme;
  const period = found.terms.key;
  const key = keyOf({ instance, duty: '', period, cause: 'nonconformity', slot: 'r1-effectiveness' });
  const ticket = { tracker: 'github', ticketId: 'i-77', key, display: 'ER-1A', number: '#77', url: 'https://t/77' };
  await deps.register.write((tx) => tx.putStrays([{ ...ticket, created: '2027-06-01T08:00:00.000Z', open: true }]));
  await stageNonconformity(deps, period);
  expect(await due(found)).toEqual(['2027-06-16', 'the same']);
});
