import type { Figures } from '../register/figures.ts';
import type { Register } from '../register/register.ts';
import { nextMorning } from '../rules/calendar/contact-hours.ts';
import { isDown } from '../rules/pace.ts';
import { type Instant, msBetween } from '../rules/time.ts';
import { lastBackup } from './backup.ts';
import { calendarOn } from './holidays.ts';
import { type Current, currentProgramme } from './organisation.ts';

/** Whether the planner goes round. */
export interface Pulse {
  /** The last round; when the programme was applied, if there never was one. */
  since: Instant;
  /** Since then, ms. */
  age: number;
  /** Between two rounds, ms. */
  interval: number;
  /** It should have gone round by now: the engine is down. */
  silent: boolean;
}

/** One tracker as it is now. */
export interface TrackerWatch {
  id: string;
  /** When it was last asked for changes and answered, by our clock. */
  swept?: Instant;
  /** It cannot be used, and writes are held back. */
  open: boolean;
  /** Writes still allowed. */
  budget: { minute: number; hour: number };
}

/** All that the register says about how the engine is. */
export interface Watch {
  at: Instant;
  figures: Figures;
  events: number;
  trackers: TrackerWatch[];
  version?: number;
  pulse?: Pulse;
  /** Since when anything may be missing in the last backup. */
  backedUp?: Instant;
  /** Nothing goes round, and a deadline falls before people are back at work (docs/operators.md, "Be paged"). */
  pressing: boolean;
}

/** @returns how the engine is, as far as the register tells: counts, ages, limits. Cheap: nothing is loaded but the programme. */
export async function watch(register: Register, now: Instant): Promise<Watch> {
  const current = await currentProgramme(register);
  const pulse = current && (await pulseOf(register, current, now));
  const figures = await register.figures(now, pulse?.since ?? now);
  const backup = await lastBackup(register);
  return {
    at: now,
    figures,
    events: (await register.head()).sequence,
    trackers: await trackersOf(register, current, now),
    ...(current && { version: current.version }),
    ...(pulse && { pulse }),
    ...(backup && { backedUp: backup.at }),
    pressing: current !== undefined && pulse?.silent === true && isPressing(current, figures.nextDeadline, now),
  };
}

/** @returns whether the planner goes round, as the register knows it. */
export async function pulseOf(register: Register, current: Current, now: Instant): Promise<Pulse> {
  const last = await register.lastTick();
  const since = last ?? (await register.latestProgramme())?.at ?? now;
  const interval = current.programme.pace.planner;
  const age = Math.max(0, msBetween(since, now));
  return { since, age, interval, silent: isDown(since, now, interval) };
}

function isPressing(current: Current, deadline: Instant | undefined, now: Instant): boolean {
  const { contactHours } = current.programme;
  return deadline !== undefined && deadline < nextMorning(calendarOn(current.programme, now), contactHours, now);
}

async function trackersOf(register: Register, current: Current | undefined, now: Instant): Promise<TrackerWatch[]> {
  const found = current?.programme.trackers ?? [];
  return Promise.all(
    found.map(async ({ id, limits }) => {
      const swept = await register.swept(id);
      const open = (await register.breaker(id)) !== undefined;
      const used = await register.usedWrites(id, now);
      const budget = {
        minute: Math.max(0, limits.perMinute - used.minute),
        hour: Math.max(0, limits.perHour - used.hour),
      };
      return { id, open, budget, ...(swept && { swept }) };
    }),
  );
}
