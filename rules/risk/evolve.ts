import { documentedId, type NewEvent } from '../event.ts';
import { markOf, type TakenBack } from '../taken-back.ts';
import type { Instant } from '../time.ts';
import { without } from '../without.ts';
import type { Rating, Risk, RiskEvents, Treatment } from './state.ts';

type RiskEvent = {
  [K in keyof RiskEvents]: { kind: K; body: RiskEvents[K]; at: string };
}[keyof RiskEvents];

/**
 * The fold of a risk's stream. What one occurrence says again, for its task was taken up again, replaces what it said before.
 * @throws Error if the stream does not begin with `identified`.
 */
export function evolveRisk(state: Risk | undefined, recorded: NewEvent): Risk {
  const event = recorded as unknown as RiskEvent;
  if (!state) return identified(recorded);
  switch (event.kind) {
    case 'handed-over':
      return { ...state, owner: event.body.owner };
    case 'rated':
      return {
        ...without(state, 'retired'),
        ratings: [...others(state.ratings, event), { ...event.body, at: event.at }],
      };
    case 'retired':
      return { ...state, retired: { ...event.body, at: event.at } };
    case 'treatment-decided': {
      const kept = others(state.treatments, event);
      // Decided anew: what was taken back of it before stays as history.
      const takenBack = state.treatments.find((treatment) => !kept.includes(treatment))?.takenBack;
      return { ...state, treatments: [...kept, { ...event.body, at: event.at, ...(takenBack && { takenBack }) }] };
    }
    case 'treatment-done': {
      const { occurrence, ...done } = event.body;
      return treated(state, occurrence, { done: { ...done, at: event.at } });
    }
    case 'treatment-taken-back': {
      const { occurrence, since } = event.body;
      const undone = markOf(recorded);
      return {
        ...state,
        treatments: state.treatments.map((t) => (t.occurrence === occurrence ? undo(t, since, undone) : t)),
      };
    }
    case 'residual-rated':
      return treated(state, event.body.occurrence, { residual: { ...event.body, at: event.at } });
    case 'treatment-failed': {
      const { occurrence, ...failed } = event.body;
      return treated(state, occurrence, { failed: { ...failed, at: event.at } });
    }
    case 'risk-accepted':
      return { ...state, acceptances: [...others(state.acceptances, event), { ...event.body, at: event.at }] };
    case 'acceptance-expired': {
      const last = state.acceptances.at(-1);
      return last
        ? { ...state, acceptances: [...state.acceptances.slice(0, -1), { ...last, expired: event.at }] }
        : state;
    }
    default:
      return state;
  }
}

function identified({ stream, kind, body, at }: NewEvent): Risk {
  if (kind !== 'identified')
    throw new Error(`Stream ${stream} begins with ${kind}, not with identified: the log is damaged.`);
  const said = body as unknown as RiskEvents['identified'];
  const id = documentedId(stream);
  return { noun: 'risk', id, ...said, identified: at, ratings: [], treatments: [], acceptances: [] };
}

/** What was brought along from before belongs to no occurrence, and stays. */
function others<T extends { occurrence?: string }>(all: T[], { body }: { body: { occurrence?: string } }): T[] {
  return all.filter((one) => one.occurrence === undefined || one.occurrence !== body.occurrence);
}

function undo({ done, ...treatment }: Treatment, since: Instant, undone: TakenBack): Treatment {
  return done ? { ...treatment, takenBack: [...(treatment.takenBack ?? []), { ...done, since, undone }] } : treatment;
}

function treated(state: Risk, occurrence: string, what: Partial<Treatment> & { residual?: Rating }): Risk {
  const treatments = state.treatments.map((t) => (t.occurrence === occurrence ? { ...t, ...what } : t));
  return { ...state, treatments };
}
