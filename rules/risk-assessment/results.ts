import { byPerson } from '../actor.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent } from '../event.ts';
import type { Organisation } from '../organisation.ts';
import { causeOf } from '../risk/cause.ts';
import { criteriaVersion, levelOf, type RiskCriteria } from '../risk/criteria.ts';
import type { SaidOfRisk } from '../risk/rate.ts';
import { isUnacceptable } from '../risk/reading.ts';
import type { RiskEvents } from '../risk/state.ts';
import { STATEMENT_STREAM } from '../statement/state.ts';
import type { Evidence, TaskState } from '../task/state.ts';
import type { DutyCall } from '../task/turn.ts';
import { kindOfDuty } from './duties.ts';

/** @returns what the log keeps of risks once the task is over in which they were named, rated, or retired: nothing of one that was waived. */
export function ratedBy(task: TaskState): NewEvent[] {
  const { terms, given, verdict } = task;
  if (verdict === 'waived' || !terms.risks) return [];
  const said = given.filter((e) => e.says && 'what' in e.says);
  return [...new Set(said.flatMap((e) => idOf(e) ?? []))].flatMap((id) => {
    const all = said.filter((e) => idOf(e) === id);
    const added = all.find((e) => saidIn(e).what === 'add');
    const last = all.at(-1);
    return [...(added ? [identified(id, added)] : []), ...(last ? verdictOn(id, task, last) : [])];
  });
}

function saidIn({ says }: Evidence): SaidOfRisk {
  return says as unknown as SaidOfRisk;
}

function idOf(e: Evidence): string | undefined {
  return saidIn(e).id;
}

function identified(id: string, e: Evidence): NewEvent {
  const { title = { text: '' }, owner = e.by } = saidIn(e);
  return eventOf(id, e, 'identified', { title, owner });
}

/** What was said of it last counts. */
function verdictOn(id: string, { terms }: TaskState, e: Evidence): NewEvent[] {
  const { what, because, consequence, likelihood } = saidIn(e);
  if (what === 'retire') return because ? [eventOf(id, e, 'retired', { by: e.by, because })] : [];
  if (!terms.risks || consequence === undefined || likelihood === undefined) return [];
  const rated = { consequence, likelihood };
  const occurrence = 'occurrence' in terms.origin ? terms.origin.occurrence : terms.key;
  const rating = {
    ...rated,
    ...levelBy(rated, terms.risks.criteria),
    by: e.by,
    occurrence,
    task: terms.key,
    ...(because && { because }),
  };
  return [terms.slot === 'residual' ? eventOf(id, e, 'residual-rated', rating) : eventOf(id, e, 'rated', rating)];
}

function levelBy(rated: { consequence: number; likelihood: number }, criteria: RiskCriteria) {
  return { level: levelOf(rated), limit: criteria.acceptable, criteria: criteriaVersion(criteria) };
}

function eventOf<K extends keyof RiskEvents>(id: string, e: Evidence, kind: K, body: RiskEvents[K]): NewEvent {
  return {
    stream: documentedStream('risk', id),
    kind,
    actor: byPerson(e.by),
    at: e.at,
    body: jsonOf(body),
  };
}

/** @returns the approval of the statement of applicability that a verified report shows (6.1.3 d). */
export function statementApprovedBy({ terms, verified, verdict }: TaskState): NewEvent[] {
  const version = terms.risks?.statement;
  if (!version || verdict !== 'verified' || !verified) return [];
  const { by, at } = verified;
  return [{ stream: STATEMENT_STREAM, kind: 'statement-approved', actor: byPerson(by), at, body: { version, by } }];
}

/**
 * @returns a treatment for each risk that cannot be retained: those of a report, the one that was assessed anew, and those of a rating that
 * was taken up again, of which the report does not know (6.1.3).
 */
export function treatmentsAfter(task: TaskState, org: Organisation): DutyCall[] {
  const { terms, assignee, submission, endedAt, revivals } = task;
  const duty = kindOfDuty(org, 'risk-treatment');
  if (!duty || !endedAt || !('occurrence' in terms.origin)) return [];
  // What the rating had treated before it was taken up again may be over by then: it is another cause.
  const revived = terms.kind === 'risk-rating' ? revivals?.at(-1)?.at : undefined;
  const by = revived ?? terms.origin.occurrence;
  return unacceptableIn(task).map(({ id, level, limit }) => ({
    because: 'asked',
    cause: causeOf(id, 'rated', by),
    duty,
    reason: `${id} is at level ${level}; at most ${limit} may be retained`,
    by: submission?.by ?? assignee,
    at: endedAt,
  }));
}

function unacceptableIn(task: TaskState): { id: string; level: number; limit: number }[] {
  const { unacceptable = [], alone } = task.terms.risks ?? {};
  if (task.terms.kind !== 'risk-rating' || (!alone && !task.revivals)) return unacceptable;
  return ratedBy(task).flatMap(({ kind, stream, body }) => {
    const { level, limit } = body as unknown as RiskEvents['rated'];
    const id = documentedId(stream);
    return kind === 'rated' && isUnacceptable({ level, limit }) ? [{ id, level, limit }] : [];
  });
}
