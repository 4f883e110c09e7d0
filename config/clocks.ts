import type { z } from 'zod';
import type { Clocks, GradeClock } from '../rules/programme.ts';
import { CLOCKS } from './defaults.ts';
import { duration, fields, whole } from './fields.ts';

const grade = fields({
  plan: duration.exactOptional(),
  resolve: duration.exactOptional(),
  extensions: whole(0, 10).exactOptional(),
});

/** The clocks of nonconformities (10.2), verification, and extensions. */
export const clocks = fields({
  minor: grade.exactOptional(),
  major: grade.exactOptional(),
  repeats: fields({
    minors: whole(2, 100).exactOptional(),
    within: duration.exactOptional(),
  }).exactOptional(),
  verification: duration.exactOptional(),
  verification_by_top: duration.exactOptional(),
  effectiveness: duration.exactOptional(),
  revival: duration.exactOptional(),
  task_extensions: whole(0, 10).exactOptional(),
});

/** @returns the clocks with their defaults. */
export function clocksOf(raw: z.output<typeof clocks> = {}): Clocks {
  return {
    minor: gradeOf(raw.minor, CLOCKS.minor),
    major: gradeOf(raw.major, CLOCKS.major),
    repeats: { ...CLOCKS.repeats, ...raw.repeats },
    verification: raw.verification ?? CLOCKS.verification,
    verificationByTop: raw.verification_by_top ?? CLOCKS.verificationByTop,
    effectiveness: raw.effectiveness ?? CLOCKS.effectiveness,
    revival: raw.revival ?? CLOCKS.revival,
    taskExtensions: raw.task_extensions ?? CLOCKS.taskExtensions,
  };
}

function gradeOf(raw: z.output<typeof grade> | undefined, otherwise: GradeClock): GradeClock {
  return { ...otherwise, ...raw };
}
