import type { Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { RiskCriteria } from './criteria.ts';
import type { Level, Option } from './state.ts';

/** The item for what was missing from the register. */
export const NEW = 'new';

/** What a task about risks has to know of them, from its opening on. */
export interface RiskTerms {
  /** By which it rates. */
  criteria: RiskCriteria;
  /** Of a task about one risk. */
  risk?: { id: string; title: Words };
  /** Its level as it stands. */
  current?: Level;
  /** The treatment that was decided. */
  treatment?: { option: Option; controls: string[] };
  /** An acceptance above the criteria that waits for management. */
  asked?: { by: PersonId; at: Instant; because: Words; expires: LocalDate; task: string };
  /** Of a report: risks that must be treated. */
  unacceptable?: { id: string; level: number; limit: number }[];
  /** Version of the statement of applicability that it shows. */
  statement?: number;
  /** One risk is assessed anew, beside the interval. */
  alone?: true;
}
