import { redatedAt } from '../redating.ts';
import { without } from '../without.ts';
import type { NonconformityEvent, NonconformityEvents } from './events.ts';
import type { Action, NonconformityState } from './state.ts';

/** The fold of what people write and decide: steps, the plan, the extension; and of what was sent. */
export function requested(state: NonconformityState, event: NonconformityEvent): NonconformityState {
  switch (event.kind) {
    case 'step-recorded':
      return stepRecorded(state, event.body, event.at);
    case 'action-drafted': {
      const action = { ...event.body.action, by: event.body.by, at: event.at };
      return { ...without(writtenAnew(state), 'noAction'), actions: [...state.actions, action] };
    }
    case 'plan-agreed': {
      const { by, reviewer, instead } = event.body;
      const agreed = state.plan.agreed ?? { by, at: event.at, reviewer };
      const actions = mapWaiting(state, (a) => ({ ...a, approved: event.at }));
      const plan = { ...without(state.plan, 'denied'), agreed: instead ? { ...agreed, reviewer } : agreed };
      return { ...state, actions, plan };
    }
    case 'plan-denied':
      if (state.plan.agreed) return { ...state, actions: mapWaiting(state, (a) => ({ ...a, denied: true })) };
      return { ...state, plan: { ...state.plan, denied: { by: event.body.by, at: event.at } } };
    case 'actions-opened':
      return { ...state, actions: state.actions.map((a) => opened(state, a, event.body.tickets)) };
    case 'extension-asked':
      return { ...state, extension: { by: event.body.by, at: event.at, to: event.body.to, reason: event.body.reason } };
    case 'extension-approved': {
      const { by, due } = event.body;
      const given = { grade: state.grade, by, at: event.at, from: state.clocks.resolve, to: due };
      return {
        ...without(state, 'extension'),
        clocks: { ...state.clocks, resolve: due },
        extended: [...state.extended, given],
      };
    }
    case 'extension-denied':
    case 'extension-lapsed':
      return without(state, 'extension');
    case 'chased': {
      const { of, rung, to, skipped } = event.body;
      const sent = [...skipped.map((id) => ({ of, id, at: event.at, to: [] })), { of, id: rung, at: event.at, to }];
      return { ...state, rungs: [...state.rungs, ...sent] };
    }
    case 'similar-found':
      return { ...state, similar: event.body.closed };
    case 'recurrence-stated':
      return { ...state, recurrenceOf: event.body.link };
    case 'recurred':
      return { ...state, recurrences: [...(state.recurrences ?? []), { ...event.body, at: event.at }] };
    case 'reassigned':
      return { ...state, assignee: event.body.to };
    case 're-dated':
      return { ...state, redated: redatedAt(state.redated, event.at, event.body.said) };
    case 'reopened-by-hand':
      return { ...state, reopenings: state.reopenings + 1 };
    default:
      return state;
  }
}

function stepRecorded(
  state: NonconformityState,
  body: NonconformityEvents['step-recorded'],
  at: string,
): NonconformityState {
  const step = { by: body.by, at, text: body.text };
  if (body.step === 'no-action') return { ...writtenAnew(state), noAction: step };
  // What was changed in the ISMS is no part of the plan.
  const before = body.step === 'changes' ? state : writtenAnew(state);
  return { ...before, steps: { ...state.steps, [body.step]: step } };
}

/** A plan that was denied is another one with the first thing that is written after that. */
function writtenAnew(state: NonconformityState): NonconformityState {
  return state.plan.denied ? { ...state, plan: without(state.plan, 'denied') } : state;
}

function mapWaiting(state: NonconformityState, change: (action: Action) => Action): Action[] {
  return state.actions.map((a) => (a.round === state.round && !a.approved && !a.denied ? change(a) : a));
}

function opened(
  state: NonconformityState,
  action: Action,
  tickets: NonconformityEvents['actions-opened']['tickets'],
): Action {
  const ticket = tickets.find((t) => t.id === action.id);
  if (!ticket || action.round !== state.round) return action;
  const { key, number, url } = ticket;
  return { ...action, ticket: { key, number, url } };
}
