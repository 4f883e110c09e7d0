import { byPerson } from '../actor.ts';
import { type Json, jsonOf, type NewEvent, type Words } from '../event.ts';
import type { OccasionKind, PersonId } from '../programme.ts';
import type { Evidence, TaskState, Verdict } from '../task/state.ts';
import type { Deadline, Instant } from '../time.ts';
import type { Question } from '../triage/questions.ts';
import { without } from '../without.ts';
import { type Occasion, occasionStream } from './occasion.ts';

/** An answer of the triage, "no" included, and what it started. */
export interface Answered {
  question: string;
  yes: boolean;
  /** As it was given: `no, because …`. */
  said: Words;
  by: PersonId;
  at: Instant;
  starts?: string;
}

/** A task that followed what happened, once it has ended; if it was brought back, as it ended last. */
export interface Followed {
  duty: string;
  slot: string;
  subject?: string;
  /** Key and display id of its task. */
  task: string;
  display: string;
  verdict: Verdict;
  due: Deadline;
  /** When it was handed in, else when it ended; and by whom. */
  at: Instant;
  by?: PersonId;
  verifiedBy?: PersonId;
  missed?: true;
  answers?: Answered[];
}

/** What is kept of an incident, a change, or of somebody who joins, moves, or leaves: what happened, and what followed (A.5.24–A.5.28; 6.3). */
export interface OccasionRecord<K extends OccasionKind = OccasionKind> extends Omit<Occasion, 'kind' | 'by'> {
  noun: K;
  /** When the engine was told, and by whom, as the log has it. */
  toldAt: Instant;
  toldBy: string;
  followed: Followed[];
  /** The programme does not know yet who joins: what asks them alone waits for that. */
  waits?: true;
}

/** @param waits whether something has to wait until the programme knows who joins. @returns what the log keeps when somebody tells of something. */
export function reportedEvent({ by: _, ...occasion }: Occasion, actor: string, now: Instant, waits = false): NewEvent {
  const body = jsonOf({ ...occasion, ...(waits && { waits }) });
  return { stream: occasionStream(occasion), kind: 'reported', actor, at: now, body };
}

/**
 * @param asked the duties that ask them now; undefined where they left before the programme knew them.
 * @returns what the log keeps once nothing waits any more for whoever joined.
 */
export function awaitedEvent(
  joiner: Pick<Occasion, 'kind' | 'id'>,
  asked: string[] | undefined,
  now: Instant,
): NewEvent {
  const stream = occasionStream(joiner);
  if (asked === undefined) return { stream, kind: 'withdrawn', actor: 'engine', at: now, body: {} };
  return { stream, kind: 'admitted', actor: 'engine', at: now, body: { asked } };
}

/** @returns what the log keeps of a task that has ended and that followed something that happened. */
export function followedBy({ terms, ...state }: TaskState): NewEvent[] {
  const { occasion, duty, slot, key, display } = terms;
  const { verdict, endedAt, verified, missed, waived } = state;
  if (!occasion || !verdict || !endedAt) return [];
  // What was handed in before and sent back is not how it ended.
  const submission = verdict === 'waived' ? waived : state.submission;
  const by = submission?.by ?? state.given.at(-1)?.by;
  const answers = answersOf({ terms, ...state });
  const body: Followed = {
    duty: duty ?? '',
    slot,
    ...(occasion.subject && { subject: occasion.subject }),
    task: key,
    display,
    verdict,
    due: state.due,
    at: submission?.at ?? endedAt,
    ...(by && { by }),
    ...(verified && { verifiedBy: verified.by }),
    ...(missed && { missed: true }),
    ...(answers.length > 0 && { answers }),
  };
  const recorded: Record<string, Json> = jsonOf(body);
  return [
    {
      stream: occasionStream(occasion),
      kind: 'followed',
      actor: by ? byPerson(by) : 'engine',
      at: endedAt,
      body: recorded,
    },
  ];
}

/** The fold of an occasion's stream. @throws Error if the stream does not begin with `reported`. */
export function evolveOccasion<K extends OccasionKind>(
  noun: K,
): (state: OccasionRecord<K> | undefined, event: NewEvent) => OccasionRecord<K> {
  return (state, event) => {
    if (event.kind === 'reported') {
      const { kind: _, ...occasion } = event.body as unknown as Omit<Occasion, 'by'>;
      return { ...occasion, noun, toldAt: event.at, toldBy: event.actor, followed: state?.followed ?? [] };
    }
    if (!state)
      throw new Error(`Stream ${event.stream} begins with ${event.kind}, not with reported: the log is damaged.`);
    if (event.kind === 'admitted' || event.kind === 'withdrawn') return without(state, 'waits');
    if (event.kind !== 'followed') return state;
    const followed = event.body as unknown as Followed;
    return { ...state, followed: [...state.followed.filter((f) => f.task !== followed.task), followed] };
  };
}

/** What a "yes" started, as the record names it; empty where the programme had no such duty any more. */
function startedBy(starts: NonNullable<Question['starts']>, { says }: Evidence): string {
  if (starts.what === 'duty') return String(says?.instead ?? starts.duty);
  return starts.what === 'failure' ? 'failed-treatment' : 'nonconformity';
}

function answersOf({ terms, given }: TaskState): Answered[] {
  if (terms.kind !== 'triage') return [];
  return terms.evidence.flatMap((item): Answered[] => {
    const last = given.findLast((e) => e.item === item.id);
    if (!last) return [];
    const { starts } = (item.form ?? {}) as Question;
    const yes = last.says?.yes === true;
    const what = yes && starts ? startedBy(starts, last) : '';
    return [{ question: item.id, yes, said: last.name, by: last.by, at: last.at, ...(what && { starts: what }) }];
  });
}
