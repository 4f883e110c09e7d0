import { unhurried } from '../ladder/unhurried.ts';
import { standsMissed } from '../task/deadlines.ts';
import { handedInAt } from '../task/lateness.ts';
import type { TaskState } from '../task/state.ts';
import { later } from '../time.ts';
import { amount } from '../wording/phrases.ts';
import { type Chased, contactIn, silencesOf } from './chased.ts';
import { chasedNonconformities } from './chased-nonconformities.ts';
import { type Invariant, invariant, type Life } from './life.ts';
import { ticketsIn } from './looked-at.ts';
import { silentMajors } from './silent-majors.ts';

/** Nothing was overdue in silence for longer than its ladder allows: each rung past the due date went out in its time. */
export function nothingOverdueInSilence(life: Life): Invariant {
  const tasks = life.tasks.flatMap((state) => [...chasedWork(state, life), ...chasedCheck(state, life)]);
  const chased = [...tasks, ...chasedNonconformities(life)];
  const faults = [...chased.flatMap(silencesOf), ...silentMajors(life)];
  return invariant('nothing was overdue in silence', `${amount(ticketsIn(life).length, 'ticket')} looked at`, faults);
}

function chasedWork(state: TaskState, { org, until }: Life): Chased[] {
  const { terms, due, hardLimit, extended, rungs, revivals, rejections } = state;
  if (standsMissed(state)) return [];
  const ended = handedInAt(state) ?? until;
  const since = [due.at, ...extended.map((e) => e.at), ...rejections.map((r) => r.at)].reduce(later);
  const opens = revivals?.at(-1)?.at ?? terms.opens;
  const climb = { ladder: terms.ladder, opens, due, hardLimit, ...contactIn(org) };
  return [{ what: terms.display, climb, sent: rungs, since, ended }];
}

function chasedCheck({ terms, verification, submission, endedAt }: TaskState, { org, until }: Life): Chased[] {
  const ladder = unhurried(org.programme);
  if (!verification || !submission || !ladder) return [];
  const climb = { ladder, opens: submission.at, due: verification.due, ...contactIn(org) };
  const ended = endedAt ?? until;
  return [{ what: `${terms.display}, to verify`, climb, sent: verification.rungs, since: verification.due.at, ended }];
}
