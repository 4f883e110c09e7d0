import type { z } from 'zod';
import { CONTROL_FORM, readControl } from '../rules/clauses.ts';
import type { AuditProgramme } from '../rules/programme.ts';
import { CYCLE_YEARS } from './defaults.ts';
import { date, field, fields, list, whole } from './fields.ts';

const controls = list(field(CONTROL_FORM, readControl), `a list; each entry ${CONTROL_FORM}`);

/**
 * The audit programme. That an internal audit needs one is checked afterwards. A certificate's cycle is three years, and within it all of
 * Annex A is audited: a shorter one may be chosen, a longer one not.
 */
export const audit = fields({
  cycle: fields({ from: date, years: whole(1, CYCLE_YEARS).exactOptional() }),
  key_controls: controls.exactOptional(),
  yearly: controls.exactOptional(),
  stage_2: date.exactOptional(),
});

/** @returns the audit programme with its defaults. */
export function auditOf({ cycle, key_controls, yearly, stage_2 }: z.output<typeof audit>): AuditProgramme {
  return {
    cycle: { from: cycle.from, years: cycle.years ?? CYCLE_YEARS },
    keyControls: key_controls ?? [],
    yearly: yearly ?? [],
    ...(stage_2 === undefined ? {} : { stage2: stage_2 }),
  };
}
