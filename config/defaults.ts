import type { Pace } from '../rules/pace.ts';
import type { Clocks, ContactHours, Grade, Ladder, Rung, WorkingCalendar } from '../rules/programme.ts';
import { LOOK_MS, REPEATS } from '../rules/programme-shapes.ts';
import type { TermDefaults } from './tracker-terms.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Saturday and Sunday are free; holidays are the organisation's to state. */
export const CALENDAR: WorkingCalendar = { weekend: [6, 7], holidays: [], workdays: [] };
/** Contact rule 7. */
export const CONTACT_HOURS: ContactHours = { from: '09:00', to: '17:00', everyDay: false };
/** The planner's interval, the wait before a refusal (contact rule 10), and the daily look at open tickets. */
export const PACE: Pace = { planner: 5 * MINUTE, gateWait: MINUTE, look: LOOK_MS };
/** `apply` asks before it opens more tickets than this at once. */
export const OPEN_AT_ONCE = 50;
/** The ladder of a duty that names none. */
export const LADDER = 'L1';

/** GitHub's own word on content writes is 80 a minute and 500 an hour. */
export const GITHUB: TermDefaults = {
  limits: { perMinute: 80, perHour: 500 },
  sweepEvery: MINUTE,
  settle: MINUTE,
};
/**
 * Jira allows 50 changes a second at a site, and an OAuth app 65,000 points an hour: far more than is good for whoever gets a mail for
 * each. Its search lags by seconds, at times by minutes, so what was created without an answer is looked for longer.
 */
export const JIRA: TermDefaults = {
  limits: { perMinute: 300, perHour: 5000 },
  sweepEvery: MINUTE,
  settle: 3 * MINUTE,
};
/** Where an app's calls to Jira go, and where its tokens come from. */
export const ATLASSIAN = { gateway: 'https://api.atlassian.com', authority: 'https://auth.atlassian.com' };
/** Where GitHub itself answers. */
export const GITHUB_API = 'https://api.github.com';

/** Clocks of 10.2 and of verification. */
export const CLOCKS: Clocks = {
  minor: { plan: days(14), resolve: days(90), extensions: 1 },
  major: { plan: days(7), resolve: days(30), extensions: 1 },
  repeats: REPEATS,
  verification: days(7),
  verificationByTop: days(14),
  effectiveness: days(60),
  revival: days(14),
  taskExtensions: 2,
};

/** The everyday ladder: weeks. */
export const L1: Ladder = {
  id: 'L1',
  lead: days(30),
  rungs: [
    rung('14-days-before-due', days(-14), ['assignee']),
    rung('at-due', days(0), ['assignee', 'manager']),
    rung('7-days-after-due', days(7), ['lead']),
    { ...rung('21-days-after-due', days(21), ['top']), repeat: days(7) },
  ],
  hardLimit: days(28),
  contactHours: true,
  extensions: true,
  topAtOnce: false,
};

/** The quick ladder: days. */
export const L2: Ladder = {
  id: 'L2',
  lead: days(15),
  rungs: [
    rung('3-days-before-due', days(-3), ['assignee']),
    rung('at-due', days(0), ['assignee', 'manager']),
    rung('3-days-after-due', days(3), ['lead']),
    rung('10-days-after-due', days(10), ['top']),
  ],
  hardLimit: days(14),
  contactHours: true,
  extensions: true,
  topAtOnce: false,
};

/** Dates that somebody else sets, such as the certification body's: no extension, no limit of our own. */
export const L3: Ladder = {
  id: 'L3',
  lead: days(75),
  rungs: [
    rung('60-days-before-due', days(-60), ['assignee']),
    rung('30-days-before-due', days(-30), ['assignee']),
    rung('14-days-before-due', days(-14), ['assignee']),
    rung('at-due', days(0), ['top']),
  ],
  contactHours: true,
  extensions: false,
  topAtOnce: true,
};

/** Hours, day and night: due a day after what happened, and chased from the instant on. */
export const L4: Ladder = {
  id: 'L4',
  lead: exactly(24 * HOUR),
  rungs: [
    rung('24-hours-before-due', exactly(-24 * HOUR), ['assignee']),
    rung('20-hours-before-due', exactly(-20 * HOUR), ['manager', 'lead']),
    rung('at-due', exactly(0), ['top']),
  ],
  contactHours: false,
  extensions: true,
  topAtOnce: true,
};

/** A certificate is valid for three years. */
export const CYCLE_YEARS = 3;

/** The ladders that every programme has. */
export const LADDERS: readonly Ladder[] = [L1, L2, L3, L4];

/** Missing a risk assessment (8.2), an internal audit (9.2), or a management review (9.3) is major, everything else minor. */
export function missedGrade(clauses: readonly string[]): Grade {
  return clauses.some((clause) => /^(8\.2|9\.2|9\.3)/.test(clause)) ? 'major' : 'minor';
}

function days(n: number) {
  return { unit: 'days', n } as const;
}

function exactly(n: number) {
  return { unit: 'ms', n } as const;
}

function rung(id: string, after: Rung['after'], to: Rung['to']): Rung {
  return { id, from: 'due', after, to };
}
