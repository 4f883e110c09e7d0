import type { z } from 'zod';
import { KEPT, LEAST_MONTHS, type Retention } from '../rules/retention/terms.ts';
import { fields, line, list, span } from './fields.ts';

const years = span(
  'from 6 to 100 years: "6 years", "120 months"',
  ({ unit, n }) => unit === 'months' && n >= LEAST_MONTHS && n <= 1200,
);

/** How long records are kept, and which of them may not be disposed of meanwhile. */
export const retention = fields({
  work: years.exactOptional(),
  nonconformities: years.exactOptional(),
  holds: list(fields({ record: line(40), because: line(200) }), 'a list of { record, because }').exactOptional(),
});

/** @returns how long records are kept, with its defaults. */
export function retentionOf(raw: z.output<typeof retention>): Retention {
  return { ...KEPT, ...raw };
}
