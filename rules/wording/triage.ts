import { textOf } from '../event.ts';
import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { answerers } from '../triage/people.ts';
import { listed } from './phrases.ts';

/** How a triage is decided, as its ticket says it. */
export const howToAnswer: Paragraph = [
  'Answer each question in a comment: ',
  { command: 'answer QUESTION yes because …' },
  ', or no.',
];

/** @returns who answers, as the ticket says it. */
export function whoAnswers(state: TaskState, org: Organisation): string {
  return `${namesOf(org, answerers(state, org), 'or')} answers.`;
}

/** @returns the one reply to a reassignment, which lends no power to decide. */
export function answererStays(state: TaskState, org: Organisation): Message {
  return [[`This stays with ${nameOf(org, state.assignee)}: the compliance lead answers these questions.`]];
}

/** @returns what the ticket says once every question is answered. */
export function decidedComment({ given, terms }: TaskState, org: Organisation): Message {
  const answers = terms.evidence.map((item): Paragraph => {
    const last = given.findLast((e) => e.item === item.id);
    return [{ strong: item.id }, `: `, { quoted: textOf(last?.name) }, last ? ` (${nameOf(org, last.by)})` : ''];
  });
  const idle = terms.evidence.flatMap(({ id }) =>
    given.findLast((e) => e.item === id)?.says?.instead === '' ? id : [],
  );
  const but = idle.length > 0 ? [startsNothing(idle)] : [];
  return [['Everything here is answered; what follows has been started.'], ...but, ...answers];
}

/** @param questions answered with a yes that starts no duty. @returns what the ticket says of them. */
export function startsNothing(questions: string[]): Paragraph {
  const verb = questions.length === 1 ? 'starts' : 'start';
  return [
    `${listed(questions)} ${verb} nothing: the programme has no duty for it any more, or only one with subjects. Please trigger the one that fits.`,
  ];
}
