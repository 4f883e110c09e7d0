import { printedText } from '../../config/edit/value.ts';
import { daysBetween, plusDays } from '../../rules/calendar/local-day.ts';
import { longDate } from '../../rules/calendar/show.ts';
import { FIRST_TICKET } from '../../rules/first-ticket.ts';
import type { LocalDate } from '../../rules/time.ts';
import { shortNameOf } from './letters.ts';
import type { Answers, Person } from './questions.ts';
import { NONE } from './questions.ts';

/** The day on which the dates of the example begin: a Monday. */
export const BEGINNING = '2027-01-04';

/** Who stands in the example for whom. */
const STANDS_FOR = { lead: 'mara', top: 'elena', auditor: 'noah' } as const;

/** A tracker of the example, and one of each other kind in its place: `dutybound connect` puts in the real one. */
const TRACKERS = {
  github: `  github: { kind: github, repository: example/isms, token: "\${env:GITHUB_TOKEN}" }  # private, best used for nothing else`,
  jira: `  jira: { kind: jira, site: https://example.atlassian.net, project: ISMS, type: 10001, account: isms@example.com, token: "\${env:JIRA_TOKEN}" }`,
};

/**
 * @param example the text of `examples/default.yaml`. @param today the day on which it begins.
 * @returns the same programme with these answers, its dates moved by whole weeks so that it begins today, or on the Monday after.
 */
export function writtenFor(example: string, answers: Answers, today: LocalDate): string {
  const { organisation, instance, zone, country, tracker, smtp } = answers;
  const beginning = organisation ?? 'a company of about fifty people';
  const head = [
    `# The programme of ${beginning}, written by dutybound init on ${longDate(today)}: what ISO/IEC 27001:2022 asks again and again.`,
    '# Names of roles stay; put in the people who hold them. Then:',
  ];
  const text = movedTo(example, today)
    .replace(/^[\s\S]*?(?=^# {3}dutybound validate)/m, `${head.join('\n')}\n`)
    .replace(/^organisation: .*$/m, (old) => keyed('organisation', organisation, old))
    .replace(/^instance: \S+/m, (old) => keyed('instance', instance, old))
    .replace(/^zone: .*$/m, (old) => keyed('zone', zone, old))
    .replace(/^calendar: .*$/m, (old) => calendarOf(country, old))
    .replace(/^notices:\n {2}mail: .*\n\n/m, (old) => noticesOf(smtp, old));
  return atTracker(withPeople(withFirstTicket(withoutCertificate(text), today), answers), tracker ?? 'github');
}

/** Nobody is said to hold a certificate, or to be about to: the record would say so, too. */
function withoutCertificate(text: string): string {
  const certificate = /^# The body's dates: .*\ncertificate: (.*)$/m;
  const asked =
    '# Of a certificate, or of stage1 and stage2 before there is one, the body’s dates: readiness, findings, and the use of its mark follow.';
  return text.replace(certificate, (_, example: string) => `${asked}\n# certificate: ${example}`);
}

/** By then it is due: moved on from a weekend, too, it lies within its ladder's lead, and opens as soon as the programme is applied. Days. */
const FIRST_TICKET_DAYS = 12;

/** The first ticket goes to the compliance lead alone, and shows in a quarter of an hour that all of it works. */
function withFirstTicket(text: string, today: LocalDate): string {
  const duty = `
  # The first ticket, owed once, to the compliance lead alone: it comes back without a file, and ends with one. It may stay here.
  ${FIRST_TICKET}:
    kind: review
    title: Confirm that dutybound works
    ask: Close this without a file and see it come back; then attach any file and close it again.
    clause: 7.5.3
    process: governance
    owner: role:lead
    ladder: L2
    first: ${plusDays(today, FIRST_TICKET_DAYS)}
    evidence:
      file: { text: any file, file: true }
`;
  return text.replace(/^duties:\n/m, (head) => `${head}${duty.slice(1)}\n`);
}

function keyed(key: string, value: string | undefined, old: string): string {
  return value === undefined ? old : `${key}: ${printedText(value)}`;
}

function calendarOf(country: string | undefined, old: string): string {
  if (country === undefined) return old;
  return country === NONE
    ? 'calendar: {}               # country: DE makes its public holidays free'
    : `calendar: { ${country.replace(/^(\w+)(?:-(\w+))?$/, (_, code, region) => `country: ${code}${region ? `, region: ${region}` : ''}`)} }`;
}

function noticesOf(smtp: string | undefined, old: string): string {
  if (smtp === undefined) return old;
  return smtp === NONE ? '' : old.replace(`\${env:SMTP_URL}`, () => smtp);
}

/**
 * Keeps the weekday of each date, and how far they lie apart; none comes sooner after today than after the example's own first day, on which
 * nothing opens yet for anybody but the lead.
 */
function movedTo(text: string, today: LocalDate): string {
  const days = Math.ceil(daysBetween(BEGINNING, today) / 7) * 7;
  return text.replace(
    /\b((?:first|from|until|decided|expires): )(\d{4}-\d{2}-\d{2})\b/g,
    (_, key: string, day: string) => key + plusDays(day, days),
  );
}

function withPeople(text: string, answers: Answers): string {
  const roles = Object.entries(STANDS_FOR) as [keyof typeof STANDS_FOR, string][];
  return roles.reduce((written, [role, stand]) => {
    const person = answers[role];
    return person ? withPerson(written, { role, stand }, person) : written;
  }, text);
}

/** Whom a person of the example stands for; a name without a Latin letter is called as the role. */
interface Part {
  role: string;
  stand: string;
}

/** The person's line, and each place that names them: duties and processes name roles only. */
function withPerson(text: string, part: Part, { name, mail }: Person): string {
  const { stand } = part;
  const id = idOf(text, part, name);
  const own = new RegExp(`^  ${stand}: \\{ name: [^,]+, mail: [^,]+, github: [^,\\s]+`, 'm');
  const login = shortNameOf(name, LONGEST_ID) ?? id;
  const line = `  ${id}: { name: ${printedText(name)}, mail: ${printedText(mail)}, github: ${login}`;
  const named = new RegExp(`((?:manager: |\\[|, ))${stand}(?=[\\s,\\]}])`, 'g');
  return text.replace(own, () => line).replace(named, (_, before: string) => before + id);
}

const LONGEST_ID = 38;

/** By first name, unless somebody else is called so. */
function idOf(text: string, { role, stand }: Part, name: string): string {
  const taken = [...text.matchAll(/^ {2}([a-z0-9-]+): \{ name: /gm)].map(([, id]) => id).filter((id) => id !== stand);
  const whole = shortNameOf(name, LONGEST_ID) ?? role;
  const [first = whole] = whole.split('-');
  const id = [first, whole].find((each) => each !== 'manager' && !taken.includes(each));
  return id ?? `${whole.slice(0, 36)}-2`;
}

/** Accounts at Jira are ids that nobody can guess: they say so, until `dutybound connect` knows better. */
function atTracker(text: string, kind: keyof typeof TRACKERS): string {
  if (kind === 'github') return text;
  return text
    .replace(TRACKERS.github, TRACKERS.jira)
    .replace(/\bgithub: ([\w-]+)(?= ?[,}])/g, (_, login: string) => `jira: to-be-found-${login}`);
}
