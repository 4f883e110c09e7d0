import type { Verb } from '../commands.ts';
import { textOf } from '../event.ts';
import { nameOf, namesOf, type Organisation, typed } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { isFollowedUp } from '../task/followed-up.ts';
import { whatWaits } from '../task/open-requests.ts';
import { isDemanded } from '../task/people.ts';
import type { Seen } from '../task/seen.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import type { Deadline, Instant } from '../time.ts';
import type { Notice } from './chase.ts';
import { beforeEndOf, cap, day, dayAt, dayBeside, listed, mentions, quoted } from './phrases.ts';
import { nextOne, stillDue } from './task.ts';

/** At most so many names in a reply. */
const MOST_NAMED = 8;

/** @returns `@mara-lindt Sam Okoro asks for 23 April instead of 16 April: "…". …`. */
export function extensionAsked(state: TaskState, org: Organisation, deciders: PersonId[], at: Instant): Message {
  const { extension, hardLimit, due, terms } = state;
  if (!extension) return [];
  const [approve, deny] = decidingWords(state, 'extension');
  const until = beforeEndOf(org, at < due.at ? due : (hardLimit ?? due));
  return [
    [
      ...mentions(org, terms.tracker, deciders),
      `${nameOf(org, extension.by)} asks for ${dayBeside(org, extension.to, due)} instead of ${day(org, due)}: `,
      quoted(extension.reason),
      '. ',
      { command: approve },
      ' or ',
      { command: deny },
      ` ${until}; until then ${day(org, due)} stands.`,
    ],
  ];
}

/** @returns why a later date that was asked for cannot be approved any more. */
export function beyondByNow(org: Organisation, limit: Deadline): string {
  return `the nonconformity that it belongs to must be resolved by ${day(org, limit)} by now; deny it, and a date before that can be asked for`;
}

/** @returns `Now due on 23 April, approved by Mara Lindt (1 of 2).`. */
export function extensionGiven(state: TaskState, org: Organisation): Message {
  const last = state.extended.at(-1);
  if (!last) return [];
  const count = `${state.extended.length} of ${state.terms.extensions}`;
  return [[`Now due on ${dayBeside(org, state.due, last.from)}, approved by ${nameOf(org, last.by)} (${count}).`]];
}

/** @returns `Now due on 2 June instead of 20 June: NC-2027-014 has to be resolved by then.`. */
export function broughtForward({ terms, due }: TaskState, org: Organisation, before: Deadline): Message {
  const what = 'nonconformity' in terms.origin ? terms.origin.display : 'its nonconformity';
  return [
    [`Now due on ${day(org, due)} instead of ${dayBeside(org, before, due)}: ${what} has to be resolved by then.`],
  ];
}

/** @returns `Not extended: "…". Still due on 16 April.`. */
export function extensionDenied(state: TaskState, org: Organisation, reason: string, at: Instant): Message {
  return [['Not extended: ', { quoted: reason }, `. ${stillDue(state, org, at)}`]];
}

/** @returns `@mara-lindt Sam Okoro asks not to do this one: "…". Reopened until you …`. */
export function waiverAsked(
  state: TaskState,
  org: Organisation,
  deciders: PersonId[],
  reopened: boolean,
  seen: Pick<Seen, 'followUp'>,
): Message {
  const { waiver, terms } = state;
  if (!waiver) return [];
  const [approve, deny] = decidingWords(state, 'waiver');
  return [
    [
      ...mentions(org, terms.tracker, deciders),
      `${nameOf(org, waiver.by)} asks not to do this one: `,
      quoted(waiver.reason),
      `. ${reopened ? 'Reopened' : 'It stays open'} until you `,
      { command: approve },
      ' or ',
      { command: deny },
      '.',
      ...costOf(state, seen),
    ],
  ];
}

/** @returns what whoever was asked reads of a request that waits: in mail or chat, and beside others. */
export function requestWaits(state: TaskState, org: Organisation, what: 'extension' | 'waiver'): Notice {
  const { extension } = state;
  const request = state[what];
  const title = textOf(state.terms.title);
  const [approve, deny] = decidingWords(state, what).map((word) => typed(org, word, state.terms.tracker));
  const wish =
    what === 'extension' && extension
      ? `asks for ${dayBeside(org, extension.to, state.due)} instead of ${day(org, state.due)}`
      : 'asks not to do this one';
  const since = request ? dayAt(org, request.at, state.due) : '';
  const line = `${title}: ${nameOf(org, request?.by ?? '')} ${wish}, and waits for your ${approve} or ${deny} since ${since}.`;
  const url = state.thread.ref?.url ?? '';
  return {
    subject: `To decide: ${title}`,
    lines: [line, url],
    chase: { line, due: state.due, url, asks: what, own: true },
  };
}

/** The words that decide a request: where anything else waits, too, they name it. */
function decidingWords(state: TaskState, what: 'extension' | 'waiver'): [approve: string, deny: string] {
  const name = whatWaits(state).length > 1 ? ` ${what}` : '';
  return [`approve${name}`, `deny${name} because …`];
}

/** What the standard demands is not waived for nothing. */
function costOf(state: TaskState, seen: Pick<Seen, 'followUp'>): Paragraph {
  if (!isDemanded(state)) return [];
  return [
    ' The standard demands this duty: name the ticket that covers it, ',
    { command: `${decidingWords(state, 'waiver')[0]} KEY` },
    `, else ${followsUp(state, seen)}.`,
  ];
}

/** An occurrence that was missed, or of which something was waived before, has its one nonconformity as long as that is open. */
function followsUp(state: TaskState, seen: Pick<Seen, 'followUp'>): string {
  if (!isFollowedUp(state, seen)) return `a ${state.terms.missedGrade} nonconformity is raised`;
  return `${seen.followUp?.display ?? 'the nonconformity of its being missed'} follows it up`;
}

/** @returns `Waived by Mara Lindt: "…".`, with what covers a duty that the standard demands. */
export function waiverGiven(state: TaskState, org: Organisation, seen: Pick<Seen, 'followUp'>): Message {
  const { waived } = state;
  if (!waived) return [];
  const raised = isDemanded(state) ? ` ${cap(followsUp(state, seen))}, since nothing covers it.` : '';
  const covering = waived.covering ? ` ${waived.covering} covers it.` : raised;
  return [[`Waived by ${nameOf(org, waived.by)}: `, quoted(waived.reason), `.${covering}${nextOne(state, org)}`]];
}

/** @returns the reply to a waiver that names as covering what is no other task of the duty. */
export function coveringUnknown(state: TaskState, key: string, coverings: string[]): Message {
  const [approve] = decidingWords(state, 'waiver');
  const allowed = coverings.slice(0, MOST_NAMED);
  const may =
    allowed.length > 0 ? ` What may cover it: ${listed(allowed, 'or')}.` : ' It has none that could cover it.';
  return [
    [
      { command: 'approve' },
      ' was not recorded: ',
      { quoted: key },
      ` is no other task of this duty.${may} Without one, `,
      { command: approve },
      ' waives it, and a nonconformity follows it up.',
    ],
  ];
}

/** @returns `Not waived: "…". Still due on 16 April.`. */
export function waiverDenied(state: TaskState, org: Organisation, reason: string, at: Instant): Message {
  return [['Not waived: ', { quoted: reason }, `. ${stillDue(state, org, at)}`]];
}

/** @returns the one reply to a bare `approve` or `deny` where both requests are open. */
export function severalOpen(verb: Verb): Message {
  return [
    [
      'Two requests are open here. Please write ',
      { command: `${verb} extension` },
      ' or ',
      { command: `${verb} waiver` },
      '.',
    ],
  ];
}

/** @param names what waits, one or more requests beside the ticket's own decision. @returns the one reply to a bare `approve` or `deny`. */
export function severalWait(verb: Verb, names: string[]): Message {
  const words = names.flatMap((name, i): Paragraph => [...(i > 0 ? [' or '] : []), { command: `${verb} ${name}` }]);
  return [['More than one thing waits to be decided here. Please write ', ...words, '.']];
}

/** @returns the reply to a close as won't-do while a waiver waits: `Reopened: the waiver asked for on 14 April waits for Mara Lindt.`. */
export function waiverWaits({ waiver, due }: TaskState, org: Organisation, deciders: PersonId[]): Message {
  if (!waiver) return [];
  return [
    [`Reopened: the waiver asked for on ${dayAt(org, waiver.at, due)} waits for ${namesOf(org, deciders, 'or')}.`],
  ];
}

/** @returns the reply to a close as won't-do by somebody who may not ask for it. */
export function onlySomeMayWaive(who: string): Message {
  return [[`Reopened: on this ticket ${who} may ask not to do it, with `, { command: 'waive because …' }, '.']];
}
