import { actionDecided } from '../action/record.ts';
import { byPerson } from '../actor.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import { markOf, type TakenBack, takenBackWords } from '../taken-back.ts';
import type { Evaluation, TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import { without } from '../without.ts';

/** An opportunity for improvement from its raising to its benefit (10.1). It never becomes a nonconformity by itself. */
export interface Improvement {
  noun: 'improvement';
  /** The display id of the task in which its owner evaluates it. */
  id: string;
  /** Key of the occurrence that leads it. */
  occurrence: string;
  title: Words;
  text: Words;
  clauses: string[];
  process: string;
  owner: PersonId;
  tracker: string;
  source?: string;
  raised: { by: PersonId; at: Instant };
  state: 'raised' | 'adopted' | 'declined' | 'done' | 'dropped' | 'checked';
  evaluated?: Omit<Evaluation, 'action'> & { at: Instant };
  /** Id of its action. */
  action?: string;
  /** When its action ended. */
  acted?: Instant;
  benefit?: { by: PersonId; at: Instant; text: Words };
  /** What of it was rejected after all. */
  takenBack?: (TakenBack & { what: 'acted' | 'dropped' | 'checked' })[];
}

/** Body of the event by which an improvement's record begins. */
export type Raised = Pick<
  Improvement,
  'occurrence' | 'title' | 'text' | 'clauses' | 'process' | 'owner' | 'tracker' | 'source'
> & { by: PersonId };

/** The item that a benefit is told by. */
export const BENEFIT = 'benefit';

/** @returns the id of an improvement's action. */
export function actionOf(id: string): string {
  return `${id}-1`;
}

/** @returns the stream that an improvement's events stand in. */
export function improvementStream(id: string): string {
  return documentedStream('improvement', id);
}

/** @returns what the log keeps of an improvement when one of its tasks has ended: evaluation, action, or check of the benefit. */
export function improvementBy(task: TaskState): NewEvent[] {
  const { terms, verdict, endedAt: at, evaluated, submission } = task;
  const { improvement: id } = terms;
  if (id === undefined || !at) return [];
  const told = (kind: string, body: object, actor = 'engine'): NewEvent => {
    return { stream: improvementStream(id), kind, actor, at, body: jsonOf(body) };
  };
  if (terms.kind === 'action') return [told(verdict === 'waived' ? 'dropped' : 'acted', {})];
  if (evaluated) {
    const { action, at: _, ...said } = evaluated;
    const evaluation = told('evaluated', said, byPerson(said.by));
    return action ? [evaluation, actionDecided(actionOf(id), id, said.by, at, action)] : [evaluation];
  }
  const benefit = submission?.items.find(({ item }) => item === BENEFIT);
  return benefit ? [told('checked', { by: benefit.by, text: benefit.name })] : [];
}

/**
 * The fold of an improvement.
 * @throws Error if the stream does not begin with `raised`.
 */
export function evolveImprovement(state: Improvement | undefined, event: NewEvent): Improvement {
  const { stream, kind, at, body } = event;
  if (kind === 'raised') {
    const { by, ...said } = body as unknown as Raised;
    const id = documentedId(stream);
    return { noun: 'improvement', id, ...said, raised: { by, at }, state: 'raised' };
  }
  if (!state) throw new Error(`Stream ${stream} begins with ${kind}, not with raised: the log is damaged.`);
  switch (kind) {
    case 'evaluated': {
      const said = body as unknown as Omit<Evaluation, 'action'>;
      const action = said.decision === 'adopted' ? { action: actionOf(state.id) } : {};
      return { ...state, ...action, state: said.decision, evaluated: { ...said, at } };
    }
    case 'acted':
      return { ...state, state: 'done', acted: at };
    case 'dropped':
      return { ...state, state: 'dropped', acted: at };
    case 'checked':
      return { ...state, state: 'checked', benefit: { ...(body as unknown as { by: PersonId; text: Words }), at } };
    case 'taken-back':
      return undone(state, event);
    default:
      return state;
  }
}

/** Its action is under way again, or its benefit is to be said anew. */
function undone(state: Improvement, event: NewEvent): Improvement {
  const { what } = event.body as { what: 'acted' | 'dropped' | 'checked' };
  const before = { ...state, takenBack: [...(state.takenBack ?? []), { what, ...markOf(event) }] };
  if (what === 'checked') return { ...without(before, 'benefit'), state: 'done' };
  return { ...without(before, 'acted'), state: 'adopted' };
}

/** @returns the improvement's line: who saw it, what its owner made of it and why, and whether it helped (10.1). */
export function improvementRow({
  id,
  title,
  text,
  process,
  owner,
  source,
  raised,
  state,
  evaluated,
  action,
  benefit,
  takenBack = [],
}: Improvement) {
  return {
    improvement: id,
    title: textOf(title),
    text: textOf(text),
    process,
    owner,
    source,
    raised_by: raised.by,
    raised: raised.at,
    state,
    evaluated_by: evaluated?.by,
    evaluated: evaluated?.at,
    why: evaluated?.why,
    reason: evaluated && textOf(evaluated.reason),
    action,
    benefit: benefit && textOf(benefit.text),
    benefit_by: benefit?.by,
    benefit_at: benefit?.at,
    taken_back: takenBack.map((mark) => `${mark.what} ${takenBackWords(mark)}`).join('; '),
  };
}
