import type { CommentAct } from '../acts.ts';
import { dateAt } from '../calendar/local-day.ts';
import { readClause, requirementOf, severalNow } from '../clauses.ts';
import type { Command } from '../commands.ts';
import { textOf } from '../event.ts';
import { keyOfFound } from '../keys.ts';
import { nameOf, personNamed } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Filling, FillingWord } from '../task/filling-word.ts';
import type { Evidence, Item, TaskState } from '../task/state.ts';
import type { TaskTurn } from '../task/turn.ts';
import { toBeApproved } from '../wording/audit.ts';
import { isWaiting, noteCheck, scopeOf, standAgainst } from './auditor.ts';
import { inOrder } from './ranges.ts';
import { refuseAuditor } from './refused.ts';
import { onlyAuditor } from './scope.ts';
import { AUDIT_GRADES, type AuditFinding, type AuditGrade, FINDINGS } from './terms.ts';

/** `finding GRADE CLAUSE PROCESS @owner …`, or `finding none because …`: each is recorded at once, and a major or minor one raises a nonconformity (9.2, 10.2). */
export const finding: FillingWord = { may: onlyAuditor, read, then, refused };

interface Written {
  grade: AuditGrade;
  clause: string;
  process: string;
  owner?: PersonId;
  text: string;
}

function read(command: Command, [item]: Item[], turn: TaskTurn, act: CommentAct): Filling | { wrong: string } {
  const by = act.by ?? '';
  const before = findingsIn(turn.state);
  const because = /^none\b[\s,;:]*(?:because\b)?\s*([\s\S]*)$/i.exec(command.text)?.[1];
  if (because !== undefined && before.length > 0) return { wrong: 'findings were recorded here already' };
  if (because !== undefined && !hasWords(because)) return { wrong: 'it needs a reason' };
  const written = because === undefined ? readFinding(command, turn) : undefined;
  if (written && 'wrong' in written) return written;
  const rows = rowsWith(turn.state, written?.clause);
  if (isWaiting(turn.state, by)) return { wrong: toBeApproved(turn.org, by) };
  const against = standAgainst(turn, by, rows, act.at);
  if (against.length > 0) return { wrong: `${nameOf(turn.org, by)} ${against.join('; ')}` };
  const id = item?.id ?? FINDINGS;
  if (!written) return { item: id, name: `none, because ${because}`, says: { none: true } };
  const { grade, clause, process, owner, text } = written;
  const n = before.length + 1;
  const nonconformity = raises(grade) && { nonconformity: keyOfFound(turn.org.programme.instance, causeOf(turn, n)) };
  const name = `${n === 1 ? '' : `${n} so far, the last: `}${grade}, ${clause}, ${process}: ${text}`;
  return { item: id, name, says: { grade, clause, process, n, ...(owner && { owner }), ...nonconformity } };
}

/** @returns what a finding says, or what is wrong with it: first grade, clause, and process in any order, then a sentence. */
function readFinding({ text, person }: Command, { org, state }: TaskTurn): Written | { wrong: string } {
  const ids = org.programme.processes.map((p) => p.id);
  const tokens = text.split(/\s+/);
  let grade: AuditGrade | undefined;
  let clause: string | undefined;
  let process: string | undefined;
  for (;;) {
    const bare = (tokens[0] ?? '').replace(/[,;:]$/, '');
    const [isGrade, isClause, isProcess] = [
      AUDIT_GRADES.find((g) => g === bare.toLowerCase()),
      readClause(bare.replace(/^a\./, 'A.')),
      ids.find((id) => id === bare.toLowerCase()),
    ];
    if (!grade && isGrade) grade = isGrade;
    else if (!clause && isClause) clause = isClause;
    else if (!process && isProcess) process = isProcess;
    else break;
    tokens.shift();
  }
  const rest = tokens.join(' ').trim();
  if (!grade) return { wrong: `it needs a grade, one of ${AUDIT_GRADES.join(', ')}, or none because …` };
  if (!clause)
    return {
      wrong: `it needs the clause or control that is not fulfilled, such as 7.2 or A.5.18${severalNow(tokens[0] ?? '')}`,
    };
  if (!process) return { wrong: `it needs the process that it belongs to, one of ${ids.join(', ')}` };
  if (!hasWords(rest)) return { wrong: 'it needs a sentence that says what was found' };
  if (person === undefined) return { grade, clause, process, text: rest };
  const owner = personNamed(org, state.terms.tracker, person);
  if (!owner) return { wrong: `${person} is nobody in the programme` };
  return { grade, clause, process, owner, text: rest };
}

/** A nonconformity is raised at once, dated by the auditor's day; an opportunity goes to whoever may adopt it; a concern is recorded. */
function then(turn: TaskTurn, act: CommentAct, given: Evidence): void {
  const { state, org, calls } = turn;
  const found = findingsIn(state).at(-1);
  if (given.says?.none) return noteCheck(turn, { ...checked(given), rows: scopeOf(state) }, []);
  if (!found) return;
  noteCheck(turn, { ...checked(given), rows: rowsWith(state, found.clause) }, []);
  const { grade, clause, process, owner, text } = found;
  const nature = textOf(text);
  const said = { by: given.by, title: shortened(nature), clauses: [clause], process, ...(owner && { owner }) };
  const display = textOf(state.terms.audit?.title);
  const started = { cause: causeOf(turn, findingsIn(state).length), at: act.at };
  if (grade === 'ofi')
    calls.push({ because: 'improvement', ...started, suggestion: { ...said, text: nature, source: display } });
  if (grade !== 'major' && grade !== 'minor') return;
  const { number, url } = state.thread.ref ?? {};
  calls.push({
    because: 'found',
    ...started,
    finding: {
      ...said,
      nature,
      source: { kind: 'finding' },
      links: [{ key: turn.key, display, ...(number && { number }), ...(url && { url }) }],
      grade,
      raisedOn: dateAt(org.programme.zone, act.at),
    },
  });
}

function checked({ by, at }: Evidence) {
  return { person: by, at, because: 'finding' as const };
}

/** Somebody who may not, or no longer, audit this: the audit goes back to whoever may, and lead and top management hear of it. */
function refused(turn: TaskTurn, act: CommentAct): void {
  const { state } = turn;
  const written = readFinding(act.command, turn);
  const rows = rowsWith(state, 'wrong' in written ? undefined : written.clause);
  const person = act.by ?? '';
  const against = isWaiting(state, person) ? [] : standAgainst(turn, person, rows, act.at);
  if (against.length > 0) refuseAuditor(turn, { person, because: 'finding', rows, at: act.at }, against);
}

/** @returns the findings of a task so far, in the order in which they were made. */
export function findingsIn({ given }: Pick<TaskState, 'given'>): AuditFinding[] {
  return given.flatMap(({ item, says, name, by, at }) => {
    if (item !== FINDINGS || !says?.grade) return [];
    const { n: _, ...said } = says;
    const text = textOf(name).replace(/^(\d+ so far, the last: )?\w+, [^,]+, [^:]+: /, '');
    return [{ ...(said as unknown as Omit<AuditFinding, 'text' | 'by' | 'at'>), text: { text }, by, at }];
  });
}

function rowsWith(state: TaskState, clause: string | undefined): string[] {
  return inOrder([...scopeOf(state), ...(clause ? [requirementOf(clause)] : [])]);
}

function causeOf({ key }: TaskTurn, n: number): string {
  return `finding:${key}:${n}`;
}

function raises(grade: AuditGrade): boolean {
  return grade === 'major' || grade === 'minor';
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** The first sentence, as far as a title goes. */
function shortened(text: string): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(text)?.[0].replace(/\.$/, '') ?? text;
  return first.length <= 80 ? first : `${first.slice(0, 79).replace(/\s+\S*$/, '')}…`;
}
