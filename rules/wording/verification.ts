import { textOf } from '../event.ts';
import { isSigned } from '../management-review/people.ts';
import { nameOf, type Organisation, typed } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { verifiers } from '../task/people.ts';
import type { TaskState } from '../task/state.ts';
import type { Message } from '../ticket.ts';
import type { Deadline, Instant } from '../time.ts';
import type { Notice } from './chase.ts';
import { asSubject, day, mentions, wereTold } from './phrases.ts';

/** What a chase says in each of its places. */
interface Said {
  subject: string;
  line: string;
  /** Beside others, after the title. */
  brief: string;
}

/**
 * @param decides whether the word of whoever reads it counts.
 * @returns a chase of what waits to be verified: to somebody who decides it, or to who is to see that it is decided.
 */
export function verificationNotice(
  state: TaskState,
  org: Organisation,
  due: Deadline,
  decides: boolean,
  now: Instant,
): Notice {
  const title = textOf(state.terms.title);
  const url = state.thread.ref?.url ?? '';
  const say = decides ? toDecider : toOthers;
  const { subject, line, brief } = say(state, org, day(org, due, 'weekday'), now >= due.at);
  const own = decides && { own: true as const };
  return {
    subject,
    lines: [`${nameOf(org, state.submission?.by ?? '')} handed in ${title}. ${line}`, url],
    chase: { line: `${title}: ${brief}`, due, url, asks: 'verification', ...own },
  };
}

function toDecider(state: TaskState, org: Organisation, due: string, late: boolean): Said {
  const { terms, submission } = state;
  const title = textOf(terms.title);
  const what = isSigned(state) ? 'sign' : 'verify';
  const words = [isSigned(state) ? 'sign' : 'accept', 'reject because …'];
  const [accept, reject] = words.map((word) => typed(org, word, terms.tracker));
  const when = late ? `late since ${due}` : `by ${due}`;
  return {
    subject: late ? `Late: to ${what} ${title}` : `To ${what} by ${due}: ${title}`,
    line: `It waits for your ${accept} or ${reject} in the ticket, ${when}.`,
    brief: `to ${what}${late ? ',' : ''} ${when}; ${nameOf(org, submission?.by ?? '')} handed it in.`,
  };
}

function toOthers(state: TaskState, org: Organisation, due: string, late: boolean): Said {
  const title = textOf(state.terms.title);
  const [sign, signed] = isSigned(state) ? ['sign', 'signed'] : ['verify', 'verified'];
  const asked = wereTold(org, verifiers(state, org), 'asked');
  const since = late ? `; it has been late since ${due}` : ` by ${due}`;
  return {
    subject: late ? `Late: ${asSubject(title)} is not ${signed}` : `To be ${signed} by ${due}: ${title}`,
    line: `${asked} to ${sign} it${since}. Please see to it.`,
    brief: `to be ${signed}${late ? ', late since' : ' by'} ${due}; ${asked}.`,
  };
}

/** @returns the comment that tells the next level that nobody has verified. */
export function verificationEscalation(state: TaskState, org: Organisation, to: PersonId[], now: Instant): Message {
  const { verification, terms } = state;
  if (!verification) return [];
  const done = isSigned(state) ? 'signed' : 'verified';
  const asked = wereTold(org, verification.asked, 'asked');
  return [
    [
      ...mentions(org, terms.tracker, to, state.assignee),
      now < verification.due.at
        ? `This is to be ${done} by ${day(org, verification.due)}; ${asked}.`
        : `This was to be ${done} by ${day(org, verification.due)} and was not; ${asked}. Please see to it.`,
    ],
  ];
}
