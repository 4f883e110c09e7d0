import { textOf } from '../../rules/event.ts';
import {
  type BodyGrade,
  type ExternalStatus,
  externalEnd,
  externalStatus,
  type Letter,
  type LetterFile,
} from '../../rules/nonconformity/external.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { AuditStage, NonconformityGrade } from '../../rules/nonconformity/terms.ts';
import type { PersonId } from '../../rules/programme.ts';
import type { Instant, LocalDate } from '../../rules/time.ts';

interface LetterShown {
  on: LocalDate;
  by: PersonId;
  at: Instant;
  letter: string;
  url: string;
  /** Hash of its bytes; absent for a letter that is linked, not kept. */
  kept?: string;
}

/** The certification body's axis of a nonconformity, for a reader who sees nothing else. */
export interface ExternalShown {
  body: string;
  stage: AuditStage;
  /** As the body grades it now; `grades` are those that it gave after its first. */
  grade: NonconformityGrade;
  status: ExternalStatus;
  planBy?: LocalDate;
  resolveBy?: LocalDate;
  /** When its axis ended. */
  ended?: Instant;
  letters: (LetterShown & { what: Letter['what'] })[];
  grades: (LetterShown & { grade: NonconformityGrade; because: string })[];
}

/** @returns the body's axis, undefined for a nonconformity of one's own. */
export function showExternal({ external, terms }: NonconformityState): ExternalShown | undefined {
  if (!external || !terms.external) return undefined;
  const { body, stage } = terms.external;
  const { grade, planBy, resolveBy } = external;
  const ended = externalEnd(external);
  return {
    body,
    stage,
    grade,
    status: externalStatus(external),
    ...(planBy && { planBy }),
    ...(resolveBy && { resolveBy }),
    ...(ended && { ended }),
    letters: external.letters.map((l) => ({ what: l.what, ...letterShown(l) })),
    grades: external.grades.map((g) => ({ grade: g.grade, because: textOf(g.because), ...letterShown(g) })),
  };
}

function letterShown({ on, by, at, letter }: Pick<Letter | BodyGrade, 'on' | 'by' | 'at'> & { letter: LetterFile }) {
  return {
    on,
    by,
    at,
    letter: textOf(letter.name),
    url: letter.url,
    ...(letter.kept && { kept: letter.kept }),
  };
}
