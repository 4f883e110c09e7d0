import { byPerson } from '../actor.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState, TaskTerms } from '../task/state.ts';
import type { Instant } from '../time.ts';
import { PRESENT, TOPICS, type Topic } from './topics.ts';

/** What was considered and decided on one topic; a topic may have several. */
interface Statement {
  topic: Topic;
  text: Words;
  by: PersonId;
  at: Instant;
}

/** The signed minutes of a management review (9.3.3): they never change. */
export interface Minutes {
  noun: 'decision';
  /** The display id of the review's task. */
  id: string;
  title: Words;
  chair: PersonId;
  present?: Words;
  statements: Statement[];
  /** Ids of the actions that it decided. */
  actions: string[];
  /** Signatures that were refused, with what was open then. */
  refused: { by: PersonId; at: Instant; open: string[] }[];
  pack?: TaskTerms['pack'];
  /** Blob of the ticket as it was handed in. */
  snapshot?: string;
  signed: { by: PersonId; at: Instant };
}

/** @returns the id of a review's nth action, counted from 1. */
export function actionId(display: string, nth: number): string {
  return `${display}-${nth}`;
}

/** @returns what the log keeps of a review that has ended: its minutes if they were signed, nothing of one that was waived. */
export function minutesOf({
  terms,
  given,
  actions = [],
  unsigned = [],
  submission,
  verified,
  assignee,
}: TaskState): NewEvent[] {
  if (!verified) return [];
  const statements = given.flatMap(({ item, name, by, at }) =>
    item in TOPICS ? [{ topic: item, text: name, by, at }] : [],
  );
  const present = given.findLast(({ item }) => item === PRESENT)?.name;
  const body = {
    title: terms.title,
    chair: assignee,
    statements,
    actions: actions.map((_, i) => actionId(terms.display, i + 1)),
    refused: unsigned,
    ...(present && { present }),
    ...(terms.pack && { pack: terms.pack }),
    ...(submission?.snapshot && { snapshot: submission.snapshot }),
  };
  return [
    {
      stream: documentedStream('decision', terms.display),
      kind: 'signed',
      actor: byPerson(verified.by),
      at: verified.at,
      body: jsonOf({ ...body, by: verified.by }),
    },
  ];
}

/** The fold of minutes: there is one event. */
export function evolveMinutes(state: Minutes | undefined, { stream, kind, at, body }: NewEvent): Minutes {
  if (state) return state;
  if (kind !== 'signed') throw new Error(`Stream ${stream} begins with ${kind}, not with signed: the log is damaged.`);
  const { by, ...said } = body as unknown as Omit<Minutes, 'noun' | 'id' | 'signed'> & { by: PersonId };
  return { noun: 'decision', id: documentedId(stream), ...said, signed: { by, at } };
}

/** @returns a line for each topic considered, for who was there, and for each refused signature (9.3.2, 9.3.3). */
export function minutesRows({ id, title, chair, present, statements, refused, pack, signed }: Minutes) {
  const row = (topic: string, about: string, said: string, by: PersonId, at: Instant) => ({
    review: id,
    title: textOf(title),
    topic,
    about,
    said,
    by,
    at,
    signed_by: signed.by,
    signed: signed.at,
    pack_sequence: pack?.sequence,
    pack_head: pack?.head,
  });
  return [
    ...Object.entries(TOPICS).flatMap(([topic, about]) =>
      statements.filter((s) => s.topic === topic).map(({ text, by, at }) => row(topic, about, textOf(text), by, at)),
    ),
    ...(present ? [row(PRESENT, 'who was there', textOf(present), chair, signed.at)] : []),
    ...refused.map(({ by, at, open }) => row('refused', 'signature refused', `open: ${open.join(', ')}`, by, at)),
  ];
}
