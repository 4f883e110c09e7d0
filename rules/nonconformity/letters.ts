import { byPerson } from '../actor.ts';
import { type CommentAct, heard } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { dateAt, isDay, isLocalDate } from '../calendar/local-day.ts';
import { noSuchDay } from '../calendar/named.ts';
import type { Verb } from '../commands.ts';
import { leads, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Attachment, Comment, Ticket } from '../ticket.ts';
import type { LocalDate } from '../time.ts';
import { redraw } from '../turn.ts';
import { notExternal } from '../wording/nonconformity/external.ts';
import { LETTERS, type LetterFile, type LetterKind } from './external.ts';
import type { NonconformityState } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

/** Words that rest on a letter of the certification body. */
const BY_LETTER: Verb[] = ['sent', 'accepted-plan', 'validated', 'regrade', 'extend'];

/** @returns the comments whose words, of somebody known, rest on a letter that has to be fetched with them. */
export function lettersIn({ thread }: NonconformityState, ticket: Ticket, org: Organisation): Comment[] {
  const { acts } = heard(thread, ticket, org);
  const ids = acts.filter((a) => a.by && BY_LETTER.includes(a.command.verb)).map((a) => a.id.split('/')[0]);
  return ticket.comments.filter(({ id }) => ids.includes(id));
}

/** `sent`, `accepted-plan`, `validated`: the lead records what went to the certification body, or its letter (docs/reference/words.md). */
export function recordLetter(turn: NonconformityTurn, act: CommentAct, what: LetterKind): void {
  const { external } = turn.state;
  const by = bodysLead(turn, act);
  if (!by || !external) return;
  const given = letterWith(turn, act, act.command.date);
  if (!given) return;
  const has = (kind: LetterKind) => external.letters.some((l) => l.what === kind);
  const beyond = LETTERS.slice(LETTERS.indexOf(what) + 1).find(has);
  if (beyond) return misused(turn, act, `${words[beyond]} was recorded already`);
  if (has(what) && what !== 'sent') return misused(turn, act, `${words[what]} was recorded already`);
  if (what === 'accepted-plan' && !has('sent'))
    return misused(turn, act, 'the plan has not been recorded as sent; write that first');
  record(turn, 'letter-recorded', { what, by, ...given, cause: act.id }, act.at, byPerson(by));
  redraw(turn);
}

const words: Record<LetterKind, string> = {
  sent: 'the sending of the plan',
  'accepted-plan': 'the acceptance of the plan',
  validated: 'the validation',
};

/** @returns who records what the body says, if they may and there is one: the lead. Everybody else is told. */
export function bodysLead(turn: NonconformityTurn, act: CommentAct): PersonId | undefined {
  if (!turn.state.external) {
    answer(turn, act, 'not raised by a certification body', notExternal(act.command.verb));
    return undefined;
  }
  const allowed = leads(turn.org);
  if (act.by && allowed.includes(act.by)) return act.by;
  refuse(turn, act, namesOf(turn.org, allowed, 'or'));
  return undefined;
}

/** @returns the letter with its own date, which lies between the finding and the act; undefined after saying what is lacking. */
export function letterWith(
  turn: NonconformityTurn,
  act: CommentAct,
  date: string | undefined,
): { on: LocalDate; letter: LetterFile } | undefined {
  const { zone } = turn.org.programme;
  const lacks = (why: string): undefined => {
    misused(turn, act, why);
  };
  if (!date || date.includes('T')) return lacks('it needs the date of the letter, such as 2027-05-14');
  if (!isDay(date)) return lacks(noSuchDay(date));
  if (date > dateAt(zone, act.at)) return lacks('the date of the letter lies ahead');
  if (date < raisedDay(turn.state, zone)) return lacks('the date of the letter lies before the finding');
  const letter = letterOf(turn, act);
  return letter ? { on: date, letter } : lacks('it needs the letter: attach it to the same comment, or link it there');
}

/** @returns what came with the word: a file of its comment, else a link; undefined without either. */
export function letterOf(turn: NonconformityTurn, act: CommentAct): LetterFile | undefined {
  const { reading, letters = {} } = turn.seen;
  const comments = reading && 'comments' in reading ? reading.comments : [];
  const [id] = act.id.split('/');
  const files = comments.find((c) => c.id === id)?.attachments ?? [];
  const file = files.find((f) => f.id !== undefined) ?? files[0];
  if (file) return { ...named(file), ...keptOf(letters[file.url]) };
  const [url] = act.command.links;
  return url ? { name: { text: url }, url } : undefined;
}

function named({ name, url }: Attachment): LetterFile {
  return { name: { text: name }, url };
}

function keptOf(file: { blob: string } | null | undefined): { kept?: string } {
  return file ? { kept: file.blob } : {};
}

function raisedDay({ terms }: NonconformityState, zone: string): LocalDate {
  return isLocalDate(terms.raisedOn) ? terms.raisedOn : dateAt(zone, terms.raisedOn);
}
