import type { NewEvent } from '../event.ts';
import { emptyThread, evolveThread } from '../thread.ts';
import { without } from '../without.ts';
import type { NonconformityEvent, NonconformityEvents } from './events.ts';
import { requested } from './evolve-requests.ts';
import { type External, externalOf } from './external.ts';
import { type Agreement, currentActions, type NonconformityState } from './state.ts';

/**
 * The fold of a nonconformity's stream: what the log tells, without judging it.
 * @throws Error if the stream does not begin with `raised`.
 */
export function evolveNonconformity(state: NonconformityState | undefined, recorded: NewEvent): NonconformityState {
  const event = recorded as unknown as NonconformityEvent;
  if (event.kind === 'raised') return raised(event.body, event.at);
  if (!state)
    throw new Error(`Stream ${recorded.stream} begins with ${recorded.kind}, not with raised: the log is damaged.`);
  return fold({ ...state, thread: evolveThread(state.thread, recorded) }, event);
}

function raised({ terms, from, clocks }: NonconformityEvents['raised'], at: string): NonconformityState {
  const external = externalOf(terms);
  return {
    terms,
    thread: emptyThread,
    assignee: terms.owner,
    ...(external && { external }),
    ...(terms.recurrenceOf && { recurrenceOf: terms.recurrenceOf }),
    grade: terms.ownGrade,
    grades: [{ grade: terms.ownGrade, at, noticed: terms.entered, rule: 'raised' }],
    from,
    clocks,
    round: 1,
    steps: {},
    actions: [],
    plan: {},
    extended: [],
    verdicts: [],
    rungs: [],
    reopenings: 0,
  };
}

function fold(state: NonconformityState, event: NonconformityEvent): NonconformityState {
  switch (event.kind) {
    case 'graded':
      return graded(state, event.body, event.at);
    case 'letter-recorded':
      return { ...state, ...(state.external && { external: evolveExternal(state.external, event) }) };
    case 'body-graded': {
      const external = state.external && { external: evolveExternal(state.external, event) };
      return { ...(event.body.clocks ? datedAnew(state, event.body.clocks) : state), ...external };
    }
    case 'round-begun':
      return begun(state, event.body);
    case 'resolved':
      return { ...state, resolved: { at: event.at } };
    case 'unresolved':
      return { ...without(state, 'resolved', 'verified'), fell: event.at };
    case 'verified':
      return { ...state, verified: event.body };
    case 'deadline-kept':
      return { ...without(state, 'unread', 'awaited'), kept: event.body.deadline.at };
    case 'overdue':
      return { ...without(state, 'unread', 'awaited'), overdue: { at: event.at, noticed: event.body.noticed } };
    case 'judged': {
      const { verdict, by, task, text } = event.body;
      const judgement = { verdict, round: state.round, by, at: event.at, task, why: text };
      return { ...state, verdicts: [...state.verdicts, judgement] };
    }
    case 'closed': {
      const { on } = event.body;
      return { ...without(state, 'extension', 'proposal'), closed: { at: event.at, ...(on && { on }) } };
    }
    case 'major-proposed':
      return { ...state, proposal: { at: event.at } };
    case 'proposal-rejected':
      return without(state, 'proposal');
    case 'unread':
      return { ...state, unread: { deadline: event.body.deadline, noticed: event.at } };
    case 'reading-asked':
      return { ...state, awaited: { deadline: event.body.deadline, since: event.at } };
    default:
      return requested(state, event);
  }
}

/** Turning major makes an agreement from before void; annulling brings it back (domain, section 6). */
function graded(state: NonconformityState, body: NonconformityEvents['graded'], at: string): NonconformityState {
  const { grade, rule, noticed, by, because, deadline, on, from, clocks } = body;
  const change = {
    grade,
    at,
    noticed,
    rule,
    ...(by && { by }),
    ...(because && { because }),
    ...(deadline && { deadline }),
    ...(on && { on }),
  };
  const { agreed, former } = state.plan;
  const agreedBefore = agreed && agreed.at < at ? agreed : former;
  const agreedNow = grade !== 'major' ? agreedAgain(state) : agreed && agreed.at >= at ? agreed : undefined;
  return {
    ...without(state, 'resolved', 'verified', 'kept', 'overdue', 'unread', 'awaited', 'extension', 'proposal'),
    grade,
    grades: [...state.grades, change],
    from,
    clocks,
    plan: {
      ...(agreedNow && { agreed: agreedNow }),
      ...(agreedBefore && grade === 'major' && { former: agreedBefore }),
      ...(state.plan.denied && !agreedNow && { denied: state.plan.denied }),
    },
    rungs: [],
  };
}

/** What annulling brings back: no agreement to a planned step that was written since turning major made it void. */
function agreedAgain({ plan, steps, noAction, grades }: NonconformityState): Agreement | undefined {
  const { correction: _, changes: __, ...planned } = steps;
  const since = grades.at(-1)?.at ?? '';
  const isRewritten = [...Object.values(planned), ...(noAction ? [noAction] : [])].some((step) => step.at > since);
  return plan.agreed ?? (isRewritten ? undefined : plan.former);
}

/** Dates that replace those before: whether these are kept is seen anew. */
function datedAnew(state: NonconformityState, clocks: NonconformityState['clocks']): NonconformityState {
  return { ...without(state, 'kept', 'overdue', 'unread', 'awaited', 'extension'), clocks, rungs: [] };
}

function evolveExternal(
  external: External,
  event: Extract<NonconformityEvent, { kind: 'letter-recorded' | 'body-graded' }>,
): External {
  if (event.kind === 'letter-recorded') {
    const { cause: _, ...letter } = event.body;
    return { ...external, letters: [...external.letters, { ...letter, at: event.at }] };
  }
  const { cause: _, clocks: __, planBy, resolveBy, ...graded } = event.body;
  const { letters, grades } = external;
  return {
    grade: graded.grade,
    letters,
    grades: [...grades, { ...graded, at: event.at }],
    ...(planBy && { planBy }),
    ...(resolveBy && { resolveBy }),
  };
}

/** A new round: cause, actions, and criterion anew; what was corrected and found elsewhere stands. */
function begun(
  state: NonconformityState,
  { round, from, clocks }: NonconformityEvents['round-begun'],
): NonconformityState {
  const { correction, extent, similar, changes } = state.steps;
  const steps = {
    ...(correction && { correction }),
    ...(extent && { extent }),
    ...(similar && { similar }),
    ...(changes && { changes }),
  };
  const rest = without(
    state,
    'resolved',
    'verified',
    'kept',
    'overdue',
    'unread',
    'awaited',
    'extension',
    'noAction',
    'fell',
  );
  return { ...rest, round, from, clocks, steps, plan: {}, rungs: [] };
}

/** @returns the actions of the present round that wait for somebody's agreement. */
export function unapproved(state: NonconformityState) {
  return currentActions(state).filter((a) => !a.approved);
}
