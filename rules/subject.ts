import type { Duty, DutyKind, Programme, Subject } from './programme.ts';

/** What a duty is owed about: itself, or each of its subjects. */
export interface About {
  /** As its records are called: `documents.access-policy`, or the duty's id where that has no subjects. */
  id: string;
  title: string;
  duty: Duty;
  subject?: Subject;
}

/** @returns what records of a duty are called: one for each subject. */
export function aboutId({ id }: Pick<Duty, 'id'>, subject: string | undefined): string {
  return subject === undefined ? id : `${id}.${subject}`;
}

/** @returns what duties of a kind are owed about, in the programme's order. */
export function aboutIn({ duties }: Pick<Programme, 'duties'>, kind: DutyKind): About[] {
  return duties
    .filter((duty) => duty.kind === kind)
    .flatMap((duty) =>
      duty.subjects.length === 0
        ? [{ id: duty.id, title: duty.title, duty }]
        : duty.subjects.map((subject) => ({ id: aboutId(duty, subject.id), title: subject.title, duty, subject })),
    );
}
