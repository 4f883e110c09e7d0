import { requirementOf } from '../clauses.ts';
import { textOf } from '../event.ts';
import { holders, topManagement } from '../organisation.ts';
import type { PersonId, Programme } from '../programme.ts';
import { record, type TaskTurn } from '../task/turn.ts';
import { notify } from '../turn.ts';
import { reportNotice } from '../wording/audit.ts';
import { isAudit, noteCheck, scopeOf } from './auditor.ts';
import { tellBarred } from './refused.ts';

/** Records once what was found of the auditor when the task opened; where something stands against them, lead and top management hear. */
export function openAudit(turn: TaskTurn): void {
  const { terms, audit } = turn.state;
  if (!terms.audit || audit) return;
  const { person, rows, bars } = terms.audit.opening;
  const against = bars.map(textOf);
  noteCheck(turn, { person, rows, because: 'opening', at: turn.now }, against);
  if (against.length > 0) tellBarred(turn, person, against);
}

/** Once the report is handed in and, where somebody checks it, accepted, it goes to relevant and top management (9.2.2 c); corrected, again. */
export function endAudit(turn: TaskTurn): void {
  const { state, org } = turn;
  const { terms, verdict, audit, submission } = state;
  if (!isAudit(state) || terms.slot !== 'report' || verdict === 'waived') return;
  const handedIn = submission?.at ?? '';
  const { reported } = audit ?? {};
  if (reported && (reported.handedIn === undefined ? reported.at >= handedIn : reported.handedIn === handedIn)) return;
  const to = recipients(org.programme, scopeOf(state), (who) => holders(org, who, who), topManagement(org));
  record(turn, 'report-sent', { to, handedIn });
  const { subject, lines } = reportNotice(state, org);
  for (const person of to) notify(turn, person, `report:${handedIn}`, subject, lines, { apart: true });
}

/** @returns top management, and the owners of the processes whose duties rest on what was audited. */
export function recipients(
  { duties, processes }: Programme,
  scope: string[],
  holdersOf: (who: string) => PersonId[],
  top: PersonId[],
): PersonId[] {
  const audited = duties.filter((duty) => duty.clauses.some((clause) => scope.includes(requirementOf(clause))));
  const owners = processes
    .filter(({ id }) => audited.some(({ process }) => process === id))
    .flatMap(({ owner }) => holdersOf(owner));
  return [...new Set([...top, ...owners])];
}
