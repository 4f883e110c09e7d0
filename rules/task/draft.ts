import { textOf } from '../event.ts';
import { holders, loginOf, nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { Block, Draft, Paragraph } from '../ticket.ts';
import { howToJudge } from '../wording/effectiveness.ts';
import { cap, day, dayAt, lateness, linked } from '../wording/phrases.ts';
import type { Evidence, TaskState } from './state.ts';

/** @returns the ticket as it should look now (users, section 3): what and by when, which files, how it ends, who to ask. */
export function draftTask(state: TaskState, org: Organisation, assign: boolean): Draft {
  const { terms, thread, due } = state;
  const login = assign ? loginOf(org, state.assignee, terms.tracker) : undefined;
  return {
    key: thread.generation === 1 ? terms.key : `${terms.key}.${thread.generation}`,
    display: terms.display,
    title: textOf(terms.title),
    block: blockOf(state, org),
    labels: ['isms', `isms/${terms.kind}`],
    ...(login && { assignee: login }),
    ...(due.date && { due: due.date }),
    category: state.stage === 'open' ? 'open' : state.verdict === 'waived' ? 'dropped' : 'done',
    heard: thread.heard.filter((id) => /^[^/:]+$/.test(id)),
  };
}

function blockOf(state: TaskState, org: Organisation): Block {
  const { terms } = state;
  const block: Block = [{ kind: 'paragraph', text: [{ strong: `${textOf(terms.ask)} Due ${day(org, state.due, 'long')}.` }] }];
  if (terms.instructions.length > 0) block.push({ kind: 'steps', items: terms.instructions.map(linked) });
  if (terms.evidence.length > 0) {
    if (state.stage === 'open') block.push({ kind: 'paragraph', text: [howItEnds(terms.evidence.length)] });
    block.push({ kind: 'bullets', items: terms.evidence.map((item) => evidenceLine(state, org, item)) });
  } else if (state.stage === 'open') block.push({ kind: 'paragraph', text: ending(state) });
  block.push({ kind: 'lines', items: state.stage === 'open' ? whileOpen(state, org) : [[story(state, org)]] });
  block.push({ kind: 'small', text: why(state, org) });
  return block;
}

function ending({ terms }: TaskState): Paragraph {
  return terms.kind === 'effectiveness-review' ? howToJudge : ['Close the issue when it is done.'];
}

function howItEnds(n: number): string {
  return n === 1
    ? 'Attach this in a comment (a file or a link), then close the issue:'
    : 'Attach these in a comment (a file or a link), then close the issue:';
}

function evidenceLine(state: TaskState, org: Organisation, item: TaskState['terms']['evidence'][number]): Paragraph {
  const found = state.stage === 'open' ? undefined : state.submission?.items.find((e) => e.item === item.id);
  if (found) return ['✓ ', { strong: item.id }, ': ', ...answered(state, org, found)];
  const mark = state.refusals + state.rejections.length > 0 && state.stage === 'open' ? '○ ' : state.stage === 'open' ? '○ ' : '✗ ';
  return [mark, { strong: item.id }, ': ', ...(mark === '✗ ' ? ['missing'] : linked(item.text))];
}

function answered(state: TaskState, org: Organisation, found: Evidence): Paragraph {
  const when = dayAt(org, found.at, state.due, 'short');
  const name = { quoted: textOf(found.name) };
  if (found.how === 'text' || found.how === 'none-needed') return [name, `, ${nameOf(org, found.by)}, ${when}`];
  return [name, `, ${found.kept ? 'kept' : 'linked'} ${when}`];
}

function whileOpen(state: TaskState, org: Organisation): Paragraph[] {
  const { terms } = state;
  if (terms.kind === 'effectiveness-review')
    return [[`${nameOf(org, terms.owner)} decides, because they neither did, planned, nor own the fix. Anything else: `, { command: 'help' }, '.']];
  const check = terms.verifier ? ` · ${namesOf(org, holders(org, terms.verifier, state.assignee), 'or')} checks it` : '';
  const missed = state.missed ? ' · it counts as missed' : state.hardLimit ? ` · after ${day(org, state.hardLimit, 'long')} it counts as missed` : '';
  const lines: Paragraph[] = [[`${nameOf(org, state.assignee)} does it${check}${missed}.`]];
  const last: Paragraph = ['Not yours? Change the assignee. '];
  if (terms.ladder.extensions && state.extended.length < terms.extensions && !state.missed)
    last.push('Need longer? Comment ', { command: `extend ${exampleDate(state)} because …` }, '. ');
  last.push('Anything else: ', { command: 'help' });
  lines.push([...last, '.']);
  return lines;
}

/** A later date as it would be typed; where due dates are exact, just the word. */
function exampleDate(state: TaskState): string {
  if (!state.due.date) return 'DATE';
  return new Date(Date.parse(state.due.date) + 7 * 86_400_000).toISOString().slice(0, 10);
}

/** @returns `Sam Okoro did it, 14 Apr · Mara Lindt checked it, 15 Apr · on time`. */
function story(state: TaskState, org: Organisation): string {
  const { submission, verified, waived, missed, due, judged } = state;
  if (judged) return `${cap(judged.verdict)}: ${nameOf(org, judged.by)}, ${dayAt(org, judged.at, due, 'short')}`;
  if (waived) return `${missed ? 'Missed, waived' : 'Waived'} by ${nameOf(org, waived.by)}, ${dayAt(org, waived.at, due, 'short')}`;
  if (!submission) return '';
  const did = `${nameOf(org, submission.by)} did it, ${dayAt(org, submission.at, due, 'short')}`;
  const when = missed ? `missed, done ${lateness(org, submission.at, due)}` : lateness(org, submission.at, due);
  return [did, checked(state, org), when].join(' · ');
}

function checked(state: TaskState, org: Organisation): string {
  const { verified, verification, due } = state;
  if (verified) return `${nameOf(org, verified.by)} checked it, ${dayAt(org, verified.at, due, 'short')}${verified.self ? ' (their own work)' : ''}`;
  if (verification) return `${namesOf(org, verification.asked, 'or')} checks it by ${day(org, verification.due, 'short')}`;
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
