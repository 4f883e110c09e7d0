import type { z } from 'zod';
import { CONTROL_FORM, controlsNamed } from '../rules/clauses.ts';
import type { AuditProgramme } from '../rules/programme.ts';
import { CYCLE_YEARS } from './defaults.ts';
import { date, distinct, fields, numbers, whole } from './fields.ts';

const controls = numbers(CONTROL_FORM, controlsNamed);

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
    keyControls: distinct(key_controls),
    yearly: distinct(yearly),
    ...(stage_2 === undefined ? {} : { stage2: stage_2 }),
  };
}
