import type { Span } from '../time.ts';

/** Records are kept for so long at least (domain, section 7). */
export const LEAST_MONTHS = 72;

/** How long records are kept after they ended (7.5.3), and which of them a legal hold keeps for longer. */
export interface Retention {
  work: Span;
  nonconformities: Span;
  holds: { record: string; because: string }[];
}

/** What an organisation that says nothing keeps. */
export const KEPT: Retention = {
  work: { unit: 'months', n: LEAST_MONTHS },
  nonconformities: { unit: 'months', n: LEAST_MONTHS },
  holds: [],
};
