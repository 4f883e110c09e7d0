import { textOf } from '../event.ts';
import { loginOf, nameOf, namesOf, type Organisation } from '../organisation.ts';
import { shownAsHeard, ticketKey } from '../thread.ts';
import type { Block, Draft, Paragraph } from '../ticket.ts';
import { externalLine, gradesBeside } from '../wording/nonconformity/external.ts';
import { recurrence } from '../wording/nonconformity/recurrence.ts';
import { sourceOf } from '../wording/nonconformity/source.ts';
import { nextActor } from '../wording/nonconformity/steps.ts';
import { day, dayAt, endOf } from '../wording/phrases.ts';
import { extensionsAllowed, extensionsUsed, hasDeadline } from './clock.ts';
import { planDeciders } from './people.ts';
import { type NonconformityState, STAGES, stageOf, stepNumber } from './state.ts';
import { changesLine, stepLine } from './step-lines.ts';

/** @returns the ticket as it should look now (domain: texts): what, by when, who is next, and the eight steps. */
export function draftNonconformity(state: NonconformityState, org: Organisation, assign: boolean): Draft {
  const { terms, thread, clocks, grade, grades } = state;
  const login = assign ? loginOf(org, state.assignee, terms.tracker) : undefined;
  return {
    key: ticketKey(terms.key, thread),
    display: terms.display,
    title: `${terms.display} (${grade}): ${textOf(terms.title)}`,
    block: blockOf(state, org),
    labels: ['isms', 'isms/nc', `isms/${grade}`],
    ...(login && { assignee: login }),
    ...(clocks.resolve.date && hasDeadline(state) && { due: clocks.resolve.date }),
    ...(grade !== 'concern' && { grade }),
    ...(grade === 'concern' && grades.length > 1 && { due: null, grade: null }),
    category: state.closed ? 'done' : 'open',
    heard: shownAsHeard(thread.heard),
  };
}

function blockOf(state: NonconformityState, org: Organisation): Block {
  const { terms } = state;
  const stage = stageOf(state);
  const block: Block = [{ kind: 'paragraph', text: [{ strong: `${textOf(terms.nature)} ${dates(state, org)}` }] }];
  if (!state.closed) block.push({ kind: 'lines', items: meaning(state, org) });
  block.push({ kind: 'quote', text: sourceOf(state, org) });
  if (stage !== 'closed') {
    const round = state.round > 1 ? `, round ${state.round}` : '';
    const step = stage === 'external' ? '; waiting is not late' : `, step ${stepNumber(state)}${round}`;
    block.push({ kind: 'paragraph', text: ['Next: ', { strong: `${nextActor(state, org, stage)}${step}` }] });
  }
  block.push({ kind: 'steps', items: STAGES.map((s) => stepLine(state, org, s)) });
  block.push({
    kind: 'lines',
    items: [...changesLine(state, org), ...recurrence(state), ...externalLine(state), whoDoes(state, org)],
  });
  block.push({ kind: 'small', text: closing(state, org) });
  return block;
}

/** `Plan by Tue 20 Apr, resolved by Mon 5 Jul 2027.` */
function dates(state: NonconformityState, org: Organisation): string {
  const { clocks, resolved, closed, plan } = state;
  if (closed) return `Closed on ${dayAt(org, closed.at, clocks.resolve, 'long')}.`;
  if (resolved) return `Resolved on ${dayAt(org, resolved.at, clocks.resolve, 'long')}.`;
  if (!hasDeadline(state)) return 'No deadline before stage 2.';
  const by = day(org, clocks.resolve, 'long');
  if (plan.agreed) return `Resolved by ${by}.`;
  const planBy = day(org, clocks.plan, 'long');
  const year = clocks.resolve.date?.slice(0, 4);
  const short = clocks.plan.date && clocks.plan.date.slice(0, 4) === year ? planBy.replace(` ${year}`, '') : planBy;
  return `Plan by ${short}, resolved by ${by}.`;
}

function meaning(state: NonconformityState, org: Organisation): Paragraph[] {
  const by = endOf(org, state.clocks.resolve, 'short');
  const first = 'A nonconformity says that a requirement was not met; it is about the process, not about a person. ';
  const rest = 'Resolved means: actions done and handed in.';
  if (state.resolved) return [[`${first}${rest}`]];
  if (!hasDeadline(state))
    return [[`${first}${rest}`], ['A concern: what is not resolved by stage 2 is graded there.']];
  if (state.overdue)
    return [
      [`${first}${rest}`],
      ['Past its deadline, it puts the certificate at risk; top management hears of it weekly.'],
    ];
  const then =
    state.grade === 'minor'
      ? [`Not resolved by ${by}, it becomes `, { strong: 'major' }, ' at that moment, and top management is told.']
      : [`Not resolved by ${by}, it puts the certificate at risk, and top management hears of it weekly.`];
  return [[`${first}${rest}`], then];
}

function whoDoes(state: NonconformityState, org: Organisation): Paragraph {
  const owns = `${nameOf(org, state.assignee)} owns it · ${namesOf(org, planDeciders(state, org), 'or')} approves`;
  const used = extensionsUsed(state);
  const allowed = extensionsAllowed(state);
  if (state.resolved || state.overdue || state.closed || allowed === 0) return [owns];
  if (used >= allowed) return [`${owns} · extension used`];
  const count = allowed - used === 1 ? 'one extension' : `${allowed - used} extensions`;
  return [
    `${owns} · ${count}, asked before ${day(org, state.clocks.resolve, 'short')}: `,
    { command: `extend ${laterDate(state)} because …` },
  ];
}

/** A later date as it would be typed; where deadlines are exact, just the word. */
function laterDate({ clocks }: NonconformityState): string {
  if (!clocks.resolve.date) return 'DATE';
  return new Date(Date.parse(clocks.resolve.date) + 25 * 86_400_000).toISOString().slice(0, 10);
}

function closing(state: NonconformityState, org: Organisation): Paragraph {
  const { terms, grade } = state;
  const process = org.programme.processes.find((p) => p.id === terms.process)?.title ?? terms.process;
  const clause = terms.clauses.length > 0 ? `Clause ${terms.clauses.join(', ')} · ` : '';
  const text = `${clause}process: ${process} · grade: ${grade} (${gradesBeside(state)})`;
  const { url } = org.programme;
  return [url ? `${text} · Record: ${url}/t/${terms.display}` : text];
}
