import { byPerson } from '../actor.ts';
import { documentedId, documentedStream, jsonOf, type NewEvent } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import { criteriaVersion, type RiskCriteria, spokenCriteria } from './criteria.ts';

/** Risk criteria that management approved (6.1.2 a). */
export interface ApprovedCriteria {
  noun: 'criteria';
  /** Their version, as `criteriaVersion` has it. */
  id: string;
  criteria: RiskCriteria;
  approved: { by: PersonId; at: Instant; task: string };
}

/** @returns what the log keeps of criteria once top management approved them. */
export function criteriaBy({ terms, given, verdict, endedAt }: TaskState): NewEvent[] {
  const said = given.findLast((e) => e.item === CRITERIA);
  if (verdict !== 'approved' || !said?.says || !endedAt) return [];
  const criteria = said.says as unknown as RiskCriteria;
  return [
    {
      stream: documentedStream('criteria', criteriaVersion(criteria)),
      kind: 'criteria-approved',
      actor: byPerson(said.by),
      at: endedAt,
      body: jsonOf({ criteria, by: said.by, task: terms.key }),
    },
  ];
}

/** The item of the ticket in which they are approved. */
export const CRITERIA = 'criteria';

/** The fold of approved criteria: approved again, the last approval counts. */
export function evolveCriteria(_: ApprovedCriteria | undefined, { stream, at, body }: NewEvent): ApprovedCriteria {
  const { criteria, by, task } = body as unknown as { criteria: RiskCriteria; by: PersonId; task: string };
  return { noun: 'criteria', id: documentedId(stream), criteria, approved: { by, at, task } };
}

/** @returns the one line of approved criteria. */
export function criteriaRow({ id, criteria, approved }: ApprovedCriteria) {
  return {
    id,
    criteria: spokenCriteria(criteria),
    approved_by: approved.by,
    approved: approved.at,
    task: approved.task,
  };
}
