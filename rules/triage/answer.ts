import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { decidedBy } from '../authority.ts';
import { dateAt } from '../calendar/local-day.ts';
import type { Command } from '../commands.ts';
import { textOf } from '../event.ts';
import type { Failure } from '../occasion/failure.ts';
import { outsideOf } from '../occasion/outside.ts';
import { namesOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { causeOf, riskNamed, withoutRisk } from '../risk/cause.ts';
import type { Filling, FillingWord } from '../task/filling-word.ts';
import type { Evidence, Item, TaskState } from '../task/state.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { redraw, say } from '../turn.ts';
import { decidedComment, startsNothing } from '../wording/triage.ts';
import { dutyToStart } from './duty-to-start.ts';
import { answerers } from './people.ts';
import type { Question } from './questions.ts';

/** `answer QUESTION yes|no because …` (6.1.2, 8.2, 10.2; A.5.25): each question is answered once, "no" included, and with a reason. */
export const answerQuestion: FillingWord = { may, read, then };

function may({ state, org }: TaskTurn, act: CommentAct): { by: PersonId | undefined; who: string } {
  const allowed = answerers(state, org);
  const { barred = [] } = state.terms;
  const by = decidedBy(org, act, { allowed, barred, power: 'plan' });
  return { by, who: namesOf(org, allowed, 'or') };
}

function read({ text }: Command, items: Item[], { state, seen, org }: TaskTurn): Filling | { wrong: string } {
  const inOrder = text.replace(/^(yes|no)[\s,;:.]+(\S+)/i, '$2 $1');
  const [, id = '', said = '', because = ''] =
    /^(\S+?)[:,]?\s+(yes|no)\b[\s,;:.]*(?:because\b)?\s*([\s\S]*)$/i.exec(inOrder) ?? [];
  const item = items.find((i) => i.id === id.toLowerCase());
  const known = items.map((i) => i.id).join(', ');
  if (!item) return { wrong: `it begins with a question, one of ${known}, and yes or no` };
  if (!/[\p{L}\p{N}]/u.test(because)) return { wrong: 'it needs a reason, also for "no"' };
  if (said.toLowerCase() === 'yes' && startsIn(item)?.what === 'failure' && !riskNamed(because, seen.risks))
    return { wrong: withoutRisk(seen.risks) };
  if (hasBegun(state, item)) return { wrong: `${item.id} was answered with yes, and what follows from that has begun` };
  return {
    item: item.id,
    name: `${said.toLowerCase()}, because ${because}`,
    says: said.toLowerCase() === 'yes' ? { yes: true, ...insteadOf(item, org) } : { yes: false },
  };
}

/** What "yes" starts where the programme has dropped the duty since the question was asked, or given it subjects; empty for nothing. */
function insteadOf(item: Item, org: TaskTurn['org']): Record<string, string> {
  const starts = startsIn(item);
  if (starts?.what !== 'duty') return {};
  const now = dutyToStart(org, item.id, starts);
  return now === starts.duty ? {} : { instead: now ?? '' };
}

function startsIn({ form }: Item): Question['starts'] {
  return ((form ?? {}) as Question).starts;
}

/** What a "yes" has started is not undone by another answer: its record would say that nothing was. */
function hasBegun({ given }: TaskState, item: Item): boolean {
  const starts = startsIn(item) !== undefined || outsideOf(item.id) !== undefined;
  return starts && given.some((e) => e.item === item.id && e.says?.yes === true && e.says.instead !== '');
}

/** What "yes" starts is started at once; once the last question is answered, the ticket is decided. */
function then(turn: TaskTurn, act: CommentAct, given: Evidence): void {
  const item = turn.state.terms.evidence.find((i) => i.id === given.item);
  const question = item?.form as unknown as Question | undefined;
  if (given.says?.yes === true && question?.starts) start(turn, act, given, question.starts);
  if (turn.state.terms.evidence.some((i) => !turn.state.given.some((e) => e.item === i.id))) {
    if (given.says?.instead === '') say(turn, `nothing:${act.id}`, [startsNothing([given.item])]);
    return redraw(turn);
  }
  record(turn, 'ended', { verdict: 'decided' }, act.at, byPerson(given.by));
  redraw(turn);
  say(turn, `decided:${act.id}`, decidedComment(turn.state, turn.org));
}

/** A failure starts what is owed for its risk once, whoever asks for it. */
function causeIn({ failed }: { failed?: { risk: string; by: string } }, cause: string): string {
  return failed ? causeOf(failed.risk, 'failed', failed.by) : cause;
}

function start(turn: TaskTurn, act: CommentAct, given: Evidence, starts: NonNullable<Question['starts']>): void {
  const cause = `answer:${turn.key}:${given.item}`;
  const reason = textOf(given.name);
  const { processes } = turn.org.programme;
  // A process that the programme has no longer has nobody who owns it.
  const gone = (process: string) => !processes.some(({ id }) => id === process);
  if (starts.what === 'nonconformity') {
    const owner = gone(starts.finding.process) && { owner: given.by };
    const evidence = reason.replace(/^yes, because /, '');
    // Its clocks count from the day of the answer, however late that is read.
    const raisedOn = dateAt(turn.org.programme.zone, act.at);
    const finding = { ...starts.finding, ...owner, evidence, by: given.by, raisedOn };
    turn.calls.push({ because: 'found', cause, finding, at: act.at });
    return;
  }
  if (starts.what === 'failure') return startFailure(turn, act, given, { ...starts, cause, reason });
  if (starts.what === 'improvement') {
    const [first] = processes;
    const instead = first && gone(starts.suggestion.process) && { process: first.id, owner: given.by };
    const suggestion = { ...starts.suggestion, ...instead, by: given.by };
    turn.calls.push({ because: 'improvement', cause, suggestion, at: act.at });
    return;
  }
  const duty = String(given.says?.instead ?? starts.duty);
  if (duty !== '')
    turn.calls.push({ because: 'asked', cause: causeIn(starts, cause), duty, reason, by: given.by, at: act.at });
}

/**
 * The triage of an incident also covers the treatment that the incident showed to have failed: the failure is recorded, and the risk
 * assessed anew.
 */
function startFailure(
  turn: TaskTurn,
  act: CommentAct,
  { by, item }: Evidence,
  { cause, reason, ...starts }: { what: 'failure'; duty?: string; cause: string; reason: string },
): void {
  const risk = riskNamed(reason, turn.seen.risks);
  if (!risk) return;
  const duty = dutyToStart(turn.org, item, starts);
  const because = reason.replace(/^yes, because /, '');
  const failed = {
    how: 'incident',
    because: { text: because },
    follows: duty === undefined ? ['nonconformity'] : ['assessment', 'nonconformity'],
  } satisfies Failure;
  turn.calls.push({
    because: 'happened',
    kind: 'failed-treatment',
    id: cause,
    title: risk,
    risk,
    failed,
    by,
    at: act.at,
  });
  if (duty === undefined) return;
  const again = { cause: causeOf(risk, 'failed', cause), duty, reason: `the treatment of ${risk} failed` };
  turn.calls.push({ because: 'asked', ...again, by, at: act.at });
}
