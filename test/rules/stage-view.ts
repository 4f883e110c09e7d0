import type { Duty, Programme } from '../../rules/programme.ts';
import type { StageView } from '../../rules/stage.ts';
import { evolveTask } from '../../rules/task/evolve.ts';
import type { Submission, TaskDraft, TaskState } from '../../rules/task/state.ts';
import { organisation } from './task/people.ts';
import { at, endOf } from './task/terms.ts';

/** What stages of a duty are drafted from, in the test's organisation. */
export function viewOf(duty: Duty, parts: Partial<StageView> = {}, programme: Partial<Programme> = {}): StageView {
  const org = organisation({ duties: [duty], ...programme });
  return {
    key: 'o7',
    occurrence: {
      duty: duty.id,
      period: '2027-04-16',
      periodName: '2027 Q2',
      cause: 'interval',
      opens: at('04-01 00:00'),
      due: endOf('04-16'),
      hardLimit: endOf('04-30'),
      version: 1,
      zone: 'Europe/Berlin',
      openedLateBy: 0,
    },
    version: org.programme,
    org,
    tasks: [],
    documented: [],
    now: at('04-01 00:00'),
    ...parts,
  };
}

/** A drafted task as it stands once it has ended. */
export function endedAs(draft: TaskDraft | undefined, parts: Partial<TaskState> = {}): TaskState {
  if (!draft) throw new Error('nothing was drafted');
  const { terms, assignee } = draft;
  const body = JSON.parse(JSON.stringify({ terms: { ...terms, key: terms.slot, display: terms.slot }, assignee }));
  const planned = { stream: `task/${terms.slot}`, kind: 'planned', actor: 'engine', at: terms.opens, body };
  const ended = { stage: 'ended' as const, verdict: 'recorded' as const, endedAt: at('04-07 10:00') };
  return { ...evolveTask(undefined, planned), ...ended, ...parts };
}

/** Handed in by `by`, with these items, by the work of these people. */
export function handedIn(by: string, items: TaskState['given'] = [], implementers = [by]): Submission {
  return { by, at: at('04-07 09:00'), items, implementers };
}
