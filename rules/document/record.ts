import { byPerson } from '../actor.ts';
import { type Brought, broughtAlong, happenedOn, inTime, isAlikeBrought } from '../brought.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent, textOf, type Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import { standing, type TakenBack, takenBack, takenBackWords } from '../taken-back.ts';
import type { TaskState } from '../task/state.ts';
import { type Instant, type LocalDate, later } from '../time.ts';
import type { Stated } from './version.ts';

/** A version as it was approved (7.5.2 c); with `unchanged`, why the one before still held. */
export interface Version {
  version: string;
  location: Words;
  unchanged?: Words;
  /** Who reviewed it, and who approved it. */
  by: PersonId;
  approver: PersonId;
  at: Instant;
  period: string;
  /** The review's ticket; none of a version that was brought along. */
  task: string;
  brought?: Brought;
  /** Its approval was undone; what was in force before is again. */
  takenBack?: TakenBack;
}

/** A document that is controlled (7.5.3), with each approval in order; of a period approved again the last one counts. */
export interface ControlledDocument {
  noun: 'document';
  id: string;
  title: Words;
  owner: PersonId;
  /** When it is due again. */
  next?: LocalDate;
  versions: Version[];
}

/** The body of `approved`. */
export interface Approved
  extends Omit<Version, 'at' | 'takenBack'>,
    Pick<ControlledDocument, 'title' | 'owner' | 'next'> {
  /** With `unchanged`: when its review opened; what has come into force since stays. Logs of earlier releases have none. */
  asOf?: Instant;
}

/** @returns what the log keeps of a review that has ended: only what was approved. */
export function approvedBy({ terms, submission, verified, verdict }: TaskState): NewEvent[] {
  const stated = submission?.items.find((e) => e.says?.version !== undefined);
  if (!stated || !verified || verdict !== 'verified' || !terms.document) return [];
  const { version, location, unchanged } = stated.says as unknown as Stated;
  const { id, ...document } = terms.document;
  const body = {
    ...document,
    owner: terms.owner,
    version,
    location: { text: location },
    ...(unchanged && { unchanged: { text: unchanged }, asOf: terms.opens }),
    by: stated.by,
    approver: verified.by,
    task: terms.key,
  };
  return [
    {
      stream: documentedStream('document', id),
      kind: 'approved',
      actor: byPerson(verified.by),
      at: verified.at,
      body: jsonOf(body),
    },
  ];
}

/** The fold of a document. */
export function evolveDocument(state: ControlledDocument | undefined, event: NewEvent): ControlledDocument {
  const id = documentedId(event.stream);
  const before = state ?? { noun: 'document', id, title: { text: '' }, owner: '', versions: [] };
  if (event.kind === 'taken-back') return { ...before, versions: takenBack(before.versions, event) };
  if (event.kind !== 'approved') return before;
  const { title, owner, next, asOf, ...version } = event.body as unknown as Approved;
  const approved: Version = { ...version, at: event.at };
  const isOther = (v: Version) => v.takenBack || v.period !== approved.period || !isAlikeBrought(v, approved);
  const others = before.versions.filter(isOther);
  const inForce = inForceOf(others);
  if (asOf !== undefined && inForce && inForce.version !== approved.version) {
    const due = next && { next: later(next, before.next ?? next) };
    const place = others.lastIndexOf(inForce);
    return { ...before, ...due, versions: others.toSpliced(place, 0, approved) };
  }
  const versions = inTime(others, approved);
  // What was in force before says nothing of what holds now.
  if (versions.at(-1) !== approved) return { ...before, versions };
  return { noun: 'document', id, title, owner, ...(next && { next }), versions };
}

/** @returns the version that holds: the last one whose approval stands. */
export function inForceOf(versions: Version[]): Version | undefined {
  return standing(versions).at(-1);
}

/** @returns what each version was approved with, of the events of a document's stream: the last one of a version counts, as in the fold. */
export function approvalsIn(events: NewEvent[]): Approved[] {
  return events.flatMap(({ kind, body }) => (kind === 'approved' ? [body as unknown as Approved] : []));
}

/**
 * @param approvals of its stream; without them each version has the title and the owner of the last one.
 * @returns a line for each approval: which version, where, whose then, approved by whom and when, due again when (7.5; Q6, Q13).
 */
export function versionsOf({ id, title, owner, next, versions }: ControlledDocument, approvals: Approved[] = []) {
  const last = inForceOf(versions);
  return versions.map((version) => {
    const ofPeriod = approvals.filter((a) => a.period === version.period && isAlikeBrought(a, version));
    // Approved again after it was taken back, a period has several.
    const then = ofPeriod.findLast((a) => a.version === version.version) ?? ofPeriod.at(-1);
    return {
      document: id,
      title: textOf(then?.title ?? title),
      version: version.version,
      location: textOf(version.location),
      unchanged: textOf(version.unchanged),
      owner: then?.owner ?? owner,
      by: version.by,
      approver: version.approver,
      approved: happenedOn(version),
      next: version === last ? (next ?? '') : '',
      period: version.period,
      task: version.task,
      brought_along: broughtAlong(version),
      taken_back: takenBackWords(version.takenBack),
    };
  });
}
