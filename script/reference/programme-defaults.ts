import { parseProgramme } from '../../config/programme.ts';
import type { Programme } from '../../rules/programme.ts';
import { spoken } from '../../rules/task/terms.ts';
import type { Span } from '../../rules/time.ts';

/** Nothing but what must be there, so that all the rest is the parser's own default. */
const LEAST = `
organisation: Example GmbH
instance: example
zone: Europe/Berlin
processes: { access: { title: Access management, owner: sam } }
people: { sam: { name: Sam Okoro, github: sam-okoro } }
roles: { lead: [sam], top: [sam] }
trackers: { github: { kind: github, repository: example/isms, token: "\${env:TOKEN}" } }
duties:
  access: { kind: review, title: Access, ask: Review it., clause: A.5.18, process: access, owner: sam, first: 2027-04-16 }
`;

/** @returns the programme that states nothing it may leave out. @throws Error with the parser's mistakes if that is no programme. */
export function leastProgramme(): Programme {
  const parsed = parseProgramme(LEAST, 'least.yaml');
  if ('programme' in parsed) return parsed.programme;
  throw new Error(`the least programme is none: ${JSON.stringify(parsed.mistakes)}`);
}

/** By path: the default as it would be written. */
export function defaults({
  calendar,
  contactHours,
  pace,
  openAtOnce,
  chasesADay,
  clocks,
  people,
  trackers,
  duties,
}: Programme): Record<string, string> {
  const { minor, major } = clocks;
  const [tracker, duty, person] = [trackers[0], duties[0], people[0]];
  return {
    'calendar.weekend': calendar.weekend.map((day) => WEEKDAYS[day - 1]).join(', '),
    'contact_hours.from': contactHours.from,
    'contact_hours.to': contactHours.to,
    'contact_hours.every_day': String(contactHours.everyDay),
    'pace.planner': exact(pace.planner),
    'pace.gate_wait': exact(pace.gateWait),
    'pace.look': exact(pace.look),
    open_at_once: String(openAtOnce),
    chases_a_day: String(chasesADay),
    'people.ID.channel': person?.channel ?? '',
    'trackers.ID.api': tracker?.api ?? '',
    'trackers.ID.limits.per_minute': String(tracker?.limits.perMinute),
    'trackers.ID.limits.per_hour': String(tracker?.limits.perHour),
    'trackers.ID.sweep': exact(tracker?.sweepEvery ?? 0),
    'trackers.ID.settle': exact(tracker?.settle ?? 0),
    'trackers.ID.allow_public': String(tracker?.allowPublic),
    'clocks.minor.plan': length(minor.plan),
    'clocks.minor.resolve': length(minor.resolve),
    'clocks.minor.extensions': String(minor.extensions),
    'clocks.major.plan': length(major.plan),
    'clocks.major.resolve': length(major.resolve),
    'clocks.major.extensions': String(major.extensions),
    'clocks.verification': length(clocks.verification),
    'clocks.verification_by_top': length(clocks.verificationByTop),
    'clocks.effectiveness': length(clocks.effectiveness),
    'clocks.revival': length(clocks.revival),
    'clocks.task_extensions': String(clocks.taskExtensions),
    'duties.ID.self_verification': String(duty?.selfVerification),
    'duties.ID.shift': duty?.shift ?? '',
    'duties.ID.ladder': duty?.ladder ?? '',
  };
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** @returns a length of time as it is written in the file: `14 days`, `1 minute`. */
export function length(span: Span): string {
  const words = spoken(span);
  return /^\d/.test(words) ? words : `1 ${words}`;
}

function exact(ms: number): string {
  return length({ unit: 'ms', n: ms });
}
