import { textOf } from '../../event.ts';
import type { ChaseOf, NonconformityState } from '../../nonconformity/state.ts';
import type { Organisation } from '../../organisation.ts';
import { outside, plain } from '../../plain.ts';
import type { PersonId } from '../../programme.ts';
import type { Message } from '../../ticket.ts';
import type { Instant } from '../../time.ts';
import type { Notice } from '../chase.ts';
import { cap, day, endOf, firstName, lateness, mentions } from '../phrases.ts';
import { nextStep } from './steps.ts';

/** @returns `Priya, the plan of this nonconformity is due on Tuesday, 20 April, its resolution on 5 July. Step 4 is next: …`. */
export function reminded(state: NonconformityState, org: Organisation, of: ChaseOf, to: PersonId[]): Message {
  const others = to.filter((p) => p !== state.assignee);
  const own = others.length === 0;
  const what = own ? `${firstName(org, state.assignee)}, ${subject(of)}` : cap(subject(of));
  const later = of === 'plan' ? `, its resolution on ${day(org, state.clocks.resolve)}` : '';
  return [
    [
      ...mentions(org, state.terms.tracker, others),
      `${what} is due on ${day(org, state.clocks[of], 'weekday')}${later}. `,
      ...nextStep(state, org, to),
    ],
  ];
}

/** @returns the comment that asks the next level to act. */
export function escalated(
  state: NonconformityState,
  org: Organisation,
  of: ChaseOf,
  to: PersonId[],
  now: Instant,
): Message {
  return [
    [
      ...mentions(org, state.terms.tracker, to),
      `${cap(subject(of))} ${when(state, org, of, now)}. `,
      ...nextStep(state, org, to),
      ` ${consequence(state, org, of)}`,
    ],
  ];
}

/** @returns a chase as mail or chat. */
export function chaseNotice(
  state: NonconformityState,
  org: Organisation,
  of: ChaseOf,
  to: PersonId,
  now: Instant,
): Notice {
  const { terms, clocks, thread } = state;
  const late = now >= clocks[of].at;
  const what = of === 'plan' ? 'plan of ' : '';
  const next = plain([nextStep(state, org, [to])], outside(org, state.terms.tracker));
  const line = `${terms.display} (${textOf(terms.title)}): ${subject(of)} ${when(state, org, of, now)}. ${next}`;
  const url = thread.ref?.url ?? '';
  return {
    subject: `${late ? 'Late' : 'Due'}: ${what}${terms.display} (${textOf(terms.title)})`,
    lines: [line, consequence(state, org, of), url],
    chase: {
      line,
      due: clocks[of],
      url,
      asks: of === 'plan' ? 'plan' : 'resolution',
      ...(to === state.assignee && { own: true }),
    },
  };
}

function subject(of: ChaseOf): string {
  return of === 'plan' ? 'the plan of this nonconformity' : 'the resolution of this nonconformity';
}

function when(state: NonconformityState, org: Organisation, of: ChaseOf, now: Instant): string {
  const deadline = state.clocks[of];
  return now < deadline.at ? `is due on ${day(org, deadline, 'weekday')}` : `is ${lateness(org, now, deadline)}`;
}

function consequence(state: NonconformityState, org: Organisation, of: ChaseOf): string {
  const by = day(org, state.clocks.resolve);
  if (of === 'plan') return `A late plan changes no grade, but leaves less time: it is to be resolved by ${by}.`;
  return state.grade === 'minor'
    ? `Not resolved by ${endOf(org, state.clocks.resolve)}, it becomes major.`
    : 'A major past its deadline puts the certificate at risk.';
}
