/** How a staff works, as shares from 0 to 1 and days from and to. */
export interface Temper {
  /** How a task goes: handed in after its due date, after its hard limit, or never; else before its due date. */
  late: number;
  missed: number;
  forgotten: number;
  /** Asks for more time, or not to do it, before doing it. */
  extends: number;
  waives: number;
  /** Closes it at first without all that was asked for. */
  incomplete: number;
  /** Sends back what was handed in; refuses what was asked for. */
  rejects: number;
  denies: number;
  /** Leaves a question unanswered for good. */
  silent: number;
  /** Finds that a fix did not work. */
  ineffective: number;
  /** Days until a question is answered, until work that came back is done again, and until a nonconformity has its plan. */
  answers: [number, number];
  again: [number, number];
  plans: [number, number];
}

export type TemperName = keyof typeof tempers;

/** Three kinds of staff, from what every lead hopes for to what every lead fears. */
export const tempers = {
  punctual: {
    ...{ late: 0, missed: 0, forgotten: 0, extends: 0, waives: 0, incomplete: 0, rejects: 0, denies: 0, silent: 0 },
    ...{ ineffective: 0, answers: [1, 3], again: [1, 2], plans: [1, 5] },
  },
  realistic: {
    ...{ late: 0.12, missed: 0.03, forgotten: 0.01, extends: 0.06, waives: 0.02, incomplete: 0.08, rejects: 0.05 },
    ...{ denies: 0.2, silent: 0.01, ineffective: 0.1, answers: [1, 8], again: [1, 5], plans: [2, 16] },
  },
  negligent: {
    ...{ late: 0.3, missed: 0.2, forgotten: 0.1, extends: 0.1, waives: 0.06, incomplete: 0.25, rejects: 0.12 },
    ...{ denies: 0.3, silent: 0.1, ineffective: 0.3, answers: [1, 25], again: [2, 15], plans: [5, 60] },
  },
} as const satisfies Record<string, Temper>;

export const TEMPERS = Object.keys(tempers) as TemperName[];
