import { textOf } from '../event.ts';
import { isSigned } from '../management-review/people.ts';
import { loginOf, nameOf, namesOf, type Organisation } from '../organisation.ts';
import { shownAsHeard, ticketKey } from '../thread.ts';
import type { Block, Draft, Paragraph } from '../ticket.ts';
import type { Deadline } from '../time.ts';
import { howToExtend } from '../wording/action.ts';
import { spoken } from '../wording/cadence.ts';
import { cap, day, dayAt, givenBy, linked, quoted, whatIsAsked } from '../wording/phrases.ts';
import { ratedMeanwhile } from '../wording/risk-acceptance.ts';
import { howItCounts } from '../wording/whole.ts';
import { byWord, stayingPut } from './by-word.ts';
import { limitAwaited, mayBeExtended, standsMissed } from './deadlines.ts';
import { latenessOf } from './lateness.ts';
import { checkers } from './people.ts';
import type { Evidence, Item, TaskState } from './state.ts';

/** Where a file dragged into a comment cannot be fetched, it cannot be kept. */
const toKeep = { idiom: ' (to be kept)' } as const;

/** Lines that evidence and steps share, less the one that the steps always have. */
const MOST_ITEMS = 13;

/** @returns the ticket as it should look now (domain: texts): what and by when, which files, how it ends, who to ask. */
export function draftTask(state: TaskState, org: Organisation, assign: boolean): Draft {
  const { terms, thread, due } = state;
  const login = assign ? loginOf(org, state.assignee, terms.tracker) : undefined;
  return {
    key: ticketKey(terms.key, thread),
    display: terms.display,
    title: textOf(terms.title),
    block: blockOf(state, org),
    labels: ['isms', `isms/${terms.kind}`],
    ...(login && { assignee: login }),
    ...(due.date && { due: due.date }),
    category: state.stage === 'open' ? 'open' : isDropped(state) ? 'dropped' : 'done',
    heard: shownAsHeard(thread.heard),
  };
}

function isDropped({ verdict }: TaskState): boolean {
  return verdict === 'waived' || verdict === 'withdrawn' || verdict === 'declined';
}

function blockOf(state: TaskState, org: Organisation): Block {
  const { terms } = state;
  const block: Block = [
    { kind: 'paragraph', text: [{ strong: `${textOf(terms.ask)} Due ${day(org, state.due, 'long')}.` }] },
  ];
  const items = [
    ...terms.evidence.map((item) => evidenceLine(state, org, item)),
    ...actionLines(state, org),
    ...rejectionLine(state, org),
  ];
  const steps = fitted(instructions(state), mostSteps(items.length));
  if (steps.length > 0) block.push({ kind: 'steps', items: steps });
  const ends = terms.evidence.length > 0 ? howItEnds : ending;
  if (state.stage === 'open') block.push({ kind: 'paragraph', text: ends(state) });
  if (items.length > 0) block.push({ kind: 'bullets', items: fitted(items, MOST_ITEMS) });
  block.push({ kind: 'lines', items: state.stage === 'open' ? whileOpen(state, org) : [[story(state, org)]] });
  block.push({ kind: 'small', text: why(state, org) });
  return block;
}

/** What is new since the ticket opened stands first. */
function instructions(state: TaskState): Paragraph[] {
  return [...ratedMeanwhile(state).map((text) => [text]), ...state.terms.instructions.map(linked)];
}

function ending(state: TaskState): Paragraph {
  const word = byWord(state);
  return word ? [...word.how, ' Closing it decides nothing.'] : [{ idiom: 'Close the issue' }, ' when it is done.'];
}

function howItEnds(state: TaskState): Paragraph {
  const { length: n } = state.terms.evidence;
  const word = byWord(state);
  if (word) return word.how;
  if (state.terms.whole) return howItCounts(state);
  if (state.terms.evidence.every((item) => item.word))
    return ['Say this in a comment, then ', { idiom: 'close the issue' }, ':'];
  return [
    `Attach ${n === 1 ? 'this' : 'these'} in a comment (a file or a link), then `,
    { idiom: 'close the issue' },
    ':',
  ];
}

function evidenceLine(state: TaskState, org: Organisation, item: Item): Paragraph {
  const shown = state.stage === 'open' ? (state.returned ?? sentBack(state)) : state.submission;
  const isGiven = item.word !== undefined || (item.counted === true && shown !== undefined);
  const said = state.given.filter(
    (e) => e.item === item.id && (isGiven || (state.stage === 'open' && stands(item, e))),
  );
  const found = said.at(-1) ?? shown?.items.find((e) => e.item === item.id);
  if (item.several && said.length > 1)
    return [
      '✓ ',
      { strong: item.id },
      ': ',
      ...said.flatMap((e, i) => [...(i > 0 ? [' · '] : []), ...answered(state, org, e)]),
    ];
  if (found) return ['✓ ', { strong: item.id }, ': ', ...answered(state, org, found)];
  const linkedOnly =
    state.stage === 'open' ? state.given.findLast((e) => e.item === item.id && !item.counted) : undefined;
  if (linkedOnly) return [shown ? '✗ ' : '○ ', { strong: item.id }, ': ', ...yetToStand(state, org, item, linkedOnly)];
  const how = state.stage === 'open' ? howGiven(state, item) : [];
  if (!shown || byWord(state)) return ['○ ', { strong: item.id }, ': ', ...whatIsAsked(item, item.text), ...how];
  return ['✗ ', { strong: item.id }, ': missing', ...how];
}

/** What was rejected still counts where nothing takes its place. */
function sentBack({ rejections, submission }: TaskState): TaskState['submission'] {
  return rejections.length > 0 ? submission : undefined;
}

/** Why it came back, below what was handed in. */
function rejectionLine({ stage, rejections, due }: TaskState, org: Organisation): Paragraph[] {
  const last = rejections.at(-1);
  if (stage !== 'open' || !last) return [];
  const who = `, ${nameOf(org, last.by)}, ${dayAt(org, last.at, due, 'short')}`;
  return [['✗ ', { strong: 'not accepted' }, ': ', quoted(last.reason), who]];
}

/** What was given by `evidence` is there; whether a link is kept, or not too old, is for the hand-in to say. */
function stands(item: Item, given: Evidence): boolean {
  return !item.counted && (given.how !== 'link' || !(item.kept || item.maxAge));
}

/** A link that was heard, and of which the hand-in has to say whether it is enough: `runbook, linked 12 Apr, to be kept`. */
function yetToStand(state: TaskState, org: Organisation, item: Item, given: Evidence): Paragraph {
  const age = item.maxAge ? `, at most ${spoken(item.maxAge)} old` : '';
  const when = dayAt(org, given.at, state.due, 'short');
  return [{ quoted: textOf(given.name) }, `, linked ${when}${age}${item.kept ? ', to be kept' : ''}`];
}

/** What a review decides to have done, below what it considered. */
function actionLines({ actions = [] }: TaskState, org: Organisation): Paragraph[] {
  return actions.map(({ owner, due, text }) => [
    '➜ ',
    { strong: 'action' },
    ': ',
    { quoted: textOf(text) },
    `, ${nameOf(org, owner)}, by ${day(org, due, 'short')}`,
  ]);
}

function howGiven({ counted: so, terms }: TaskState, item: Item): Paragraph {
  if (item.counted) return so && terms.whole ? [`; ${so.done} of ${so.of} so far`] : [];
  const command = givenBy(item);
  if (command) return [' (', { command }, ')'];
  const age: Paragraph = item.maxAge ? [`, at most ${spoken(item.maxAge)} old`] : [];
  return item.kept ? [...age, toKeep] : age;
}

function answered(state: TaskState, org: Organisation, found: Evidence): Paragraph {
  const when = dayAt(org, found.at, state.due, 'short');
  const name = { quoted: textOf(found.name) };
  if (state.terms.evidence.some((i) => i.counted && i.id === found.item)) return [name, `, ${when}`];
  if (found.says || found.how === 'text' || found.how === 'none-needed')
    return [name, `, ${nameOf(org, found.by)}, ${when}`];
  const item = state.terms.evidence.find((i) => i.id === found.item);
  const dated = item?.maxAge ? `, ${found.dated ? `of ${found.dated}` : 'no date given'}` : '';
  return [name, `, ${found.kept ? 'kept' : 'linked'} ${when}${dated}`];
}

function whileOpen(state: TaskState, org: Organisation): Paragraph[] {
  const word = byWord(state);
  if (word) return [[`${word.who(state, org)} Anything else: `, { command: 'help' }, '.']];
  const signed = isSigned(state);
  const checks = checkers(state, org);
  const check = checks.length > 0 ? ` · ${namesOf(org, checks, 'or')} ${signed ? 'signs' : 'checks'} it` : '';
  const does = `${nameOf(org, state.assignee)} ${signed ? 'chairs' : 'does'} it`;
  const lines: Paragraph[] = [[`${does}${check}${whatOfItsLimit(state, org)}.`]];
  const last: Paragraph = signed
    ? ['Each action: ', { command: 'action @owner DATE …' }, '; its ticket opens with the signature. ']
    : stayingPut(state, org)
      ? []
      : ['Not yours? Change the assignee. '];
  if (mayBeExtended(state)) last.push('Need longer? Comment ', ...howToExtend(state), '. ');
  last.push('Anything else: ', { command: 'help' });
  lines.push([...last, '.']);
  return lines;
}

function whatOfItsLimit(state: TaskState, org: Organisation): string {
  const { hardLimit, due } = state;
  if (standsMissed(state)) return ` · missed since ${missedSince(state, org)}, still to be done`;
  if (!hardLimit) return '';
  const limit = limitBeside(hardLimit, due, org);
  return limitAwaited(state)
    ? ` · waits for what was handed in by ${limit} to be accepted`
    : ` · after ${limit} it counts as missed`;
}

/** The last day that it could be done in, or when a rejection after it made it missed. */
function missedSince({ missed, hardLimit, due }: TaskState, org: Organisation): string {
  const atLimit = hardLimit !== undefined && missed?.at === hardLimit.at;
  return atLimit || !missed ? day(org, hardLimit ?? due, 'short') : dayAt(org, missed.at, due, 'short');
}

/** `Fri 30 Apr`, for the first line has the year; with it where it is another one. */
function limitBeside(limit: Deadline, due: Deadline, org: Organisation): string {
  const date = day(org, limit, 'long');
  return limit.date?.slice(0, 4) === due.date?.slice(0, 4) ? date.replace(/^([A-Z].*) \d{4}$/, '$1') : date;
}

/** Cuts a list to that many lines by joining the surplus into the last one. */
function fitted(items: Paragraph[], most: number): Paragraph[] {
  if (items.length <= most) return items;
  const last = items.slice(most - 1).flatMap((item, i): Paragraph => [...(i > 0 ? [' · '] : []), ...item]);
  return [...items.slice(0, most - 1), last];
}

/** A body has at most 20 lines; six are the first one, how it ends, who does it, what else, why, and the end marker. */
function mostSteps(items: number): number {
  return Math.max(1, MOST_ITEMS + 1 - Math.min(items, MOST_ITEMS));
}

function whyWithdrawn({ kind, partOf }: TaskState['terms']): string {
  if (kind === 'effectiveness-review') return 'what it was to judge does not stand verified any more';
  return partOf ? 'it is over as a whole' : 'the programme no longer asks for it';
}

/** @returns `Sam Okoro did it, 14 Apr · Mara Lindt checked it, 15 Apr · on time`. */
function story(state: TaskState, org: Organisation): string {
  const { submission, waived, missed, due, judged, terms } = state;
  if (state.verdict === 'withdrawn') return `Withdrawn: ${whyWithdrawn(terms)}.`;
  if (state.verdict === 'decided') return 'Every question is answered.';
  if (state.evaluated)
    return `${cap(state.evaluated.decision)}: ${nameOf(org, state.evaluated.by)}, ${dayAt(org, state.evaluated.at, due, 'short')}`;
  if (state.decided)
    return `${cap(state.decided.decision)}: ${nameOf(org, state.decided.by)}, ${dayAt(org, state.decided.at, due, 'short')}`;
  if (judged) return `${cap(judged.verdict)}: ${nameOf(org, judged.by)}, ${dayAt(org, judged.at, due, 'short')}`;
  if (waived)
    return `${missed ? 'Missed, waived' : 'Waived'} by ${nameOf(org, waived.by)}, ${dayAt(org, waived.at, due, 'short')}`;
  if (!submission) return '';
  const did = terms.whole
    ? `Reached ${dayAt(org, submission.at, due, 'short')}`
    : `${nameOf(org, submission.by)} did it, ${dayAt(org, submission.at, due, 'short')}`;
  const how = latenessOf(state, org, submission.at);
  const when = missed ? `missed, done ${how}` : how;
  return [did, checked(state, org), when].join(' · ');
}

function checked(state: TaskState, org: Organisation): string {
  const { verified, verification, due } = state;
  const signed = isSigned(state);
  if (verified)
    return `${nameOf(org, verified.by)} ${signed ? 'signed' : 'checked'} it, ${dayAt(org, verified.at, due, 'short')}${verified.self ? ' (their own work)' : ''}`;
  if (verification)
    return `${namesOf(org, verification.asked, 'or')} ${signed ? 'signs' : 'checks'} it by ${day(org, verification.due, 'short')}`;
  return 'checked by the engine only';
}

function why(state: TaskState, org: Organisation): Paragraph {
  const { terms } = state;
  const clauses = terms.clauses.length > 0 ? `ISO/IEC 27001 ${terms.clauses.join(', ')}` : 'this ISMS';
  const every = terms.interval ? `, every ${terms.interval}` : '';
  const last = terms.last ? ` Last time: ${terms.last}.` : '';
  const text: Paragraph = [`Why: ${clauses}${every}.${last}`];
  const { url } = org.programme;
  if (url) text.push(` Record: ${url}/t/${terms.display}`);
  return text;
}
