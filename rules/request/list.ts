import { documentedId, documentedStream, type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { Instant, LocalDate } from '../time.ts';

/** A line of a list: something that is asked for. */
export interface Line {
  /** Short name, by which it is one and the same. */
  id: string;
  item: Words;
  what: Words;
  /** As the list names them, and who that is; without `owner` nobody in the programme. */
  named: Words;
  owner?: PersonId;
  clause?: string;
  due?: LocalDate;
  /** How old it may be, in days. */
  maxAge?: number;
}

/** A list of requested evidence, as it came in (9.1; 9.2). Lines that come later are added; none is ever taken away. */
export interface RequestList {
  noun: 'request';
  id: string;
  title: Words;
  duty: string;
  auditor?: Words;
  /** The occurrence that asks for it. */
  occurrence: string;
  received: Instant;
  lines: Line[];
}

/** The body of `received`, and of `extended`. */
export interface Received extends Omit<RequestList, 'noun' | 'id' | 'received'> {}

/** @returns the stream of a list. */
export function requestStream(id: string): string {
  return documentedStream('request', id);
}

/** The fold of a list. */
export function evolveRequest(state: RequestList | undefined, event: NewEvent): RequestList {
  const body = event.body as unknown as Received;
  if (event.kind === 'extended' && state) return { ...state, lines: [...state.lines, ...body.lines] };
  const id = documentedId(event.stream);
  return { ...body, noun: 'request', id, received: event.at };
}

/** @returns a line for each thing that is asked for: by whom, of whom, since when. */
export function linesOf({ id, title, auditor, received, lines, occurrence }: RequestList) {
  return lines.map((line) => ({
    request: id,
    title: textOf(title),
    auditor: textOf(auditor),
    received,
    item: textOf(line.item),
    what: textOf(line.what),
    owner: line.owner ?? '',
    named: textOf(line.named),
    clause: line.clause ?? '',
    due: line.due ?? '',
    max_age_days: line.maxAge ?? '',
    occurrence,
  }));
}
