import { parseProgramme } from '../../config/programme.ts';
import type { Programme, Tracker } from '../../rules/programme.ts';
import type { Span } from '../../rules/time.ts';
import { spoken } from '../../rules/wording/cadence.ts';

/** Nothing but what must be there, so that all the rest is the parser's own default. */
const LEAST = `
organisation: Example GmbH
instance: example
zone: Europe/Berlin
processes: { access: { title: Access management, owner: sam } }
people: { sam: { name: Sam Okoro, github: sam-okoro, jira: 5b10ac8d82e05b22cc7d4ef5 } }
roles: { lead: [sam], top: [sam] }
trackers:
  github: { kind: github, repository: example/isms, token: "\${env:TOKEN}" }
  jira: { kind: jira, site: "https://example.atlassian.net", project: ISMS, type: 10001, token: "\${env:TOKEN}" }
duties:
  access: { kind: review, title: Access, ask: Review it., clause: A.5.18, process: access, owner: sam, first: 2027-04-16, tracker: github }
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
  const [duty, person] = [duties[0], people[0]];
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
    'trackers.ID.api': ofEach(trackers, (t) => (t.kind === 'github' ? t.api : undefined)),
    'trackers.ID.limits.per_minute': ofEach(trackers, ({ limits }) => String(limits.perMinute)),
    'trackers.ID.limits.per_hour': ofEach(trackers, ({ limits }) => String(limits.perHour)),
    'trackers.ID.sweep': ofEach(trackers, ({ sweepEvery }) => exact(sweepEvery)),
    'trackers.ID.settle': ofEach(trackers, ({ settle }) => exact(settle)),
    'trackers.ID.allow_public': ofEach(trackers, ({ allowPublic }) => String(allowPublic)),
    'trackers.ID.quiet': ofEach(trackers, (t) => (t.kind === 'jira' ? String(t.quiet) : undefined)),
    'clocks.minor.plan': length(minor.plan),
    'clocks.minor.resolve': length(minor.resolve),
    'clocks.minor.extensions': String(minor.extensions),
    'clocks.major.plan': length(major.plan),
    'clocks.major.resolve': length(major.resolve),
    'clocks.major.extensions': String(major.extensions),
    'clocks.repeats.minors': String(clocks.repeats.minors),
    'clocks.repeats.within': length(clocks.repeats.within),
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

/** What holds at each kind of tracker; said once where it is the same at all that have it. */
function ofEach(trackers: Tracker[], read: (tracker: Tracker) => string | undefined): string {
  const values = trackers.flatMap((t) => {
    const value = read(t);
    return value === undefined ? [] : [{ kind: t.kind, value }];
  });
  const [first, ...others] = new Set(values.map(({ value }) => value));
  if (others.length === 0) return first ?? '';
  return values.map(({ kind, value }) => `${kind}: ${value}`).join(', ');
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
