import { longDate } from '../rules/calendar/show.ts';
import type { Finding } from '../rules/simulation/summary/auditor.ts';
import type { Named } from '../rules/simulation/summary/clauses.ts';
import type { Summary } from '../rules/simulation/summary.ts';
import type { LocalDate } from '../rules/time.ts';
import { listed } from '../rules/wording/phrases.ts';
import { counted, table } from './terminal.ts';

/** A played programme, with how it was played. */
export interface SimulationReport extends Summary {
  from: LocalDate;
  years: number;
  staff: string;
  seed: number;
  /** Activities that ran. */
  activities: number;
  /** By the machine's clock. */
  seconds: number;
}

/** Of what a finding is about; the page and the JSON name all. */
const MOST_NAMED = 4;
/** What happens to a company between two dates, which nobody plays. */
export const NOT_PLAYED = 'incidents, changes, people who join, move, or leave, and findings of the certification body';
/** Where nothing is owed because nothing of that kind happened. */
export const ON_EVENTS = 'owed only when something happens, which is not played';

const NAMES = ['J', 'F', 'M', 'A', 'M', 'J', 'J', 'A', 'S', 'O', 'N', 'D'];

/** @returns the report as people read it: what was asked of whom, how it went, what an auditor would find, whether the rules held. */
export function simulationText(report: SimulationReport): string {
  const { course, nonconformities: n, escalations: e, people, auditor, invariants, tickets } = report;
  const grades = `${n.minor} minor, ${n.major} major; ${n.turnedMajor} turned major, ${n.pastDeadline} past a major's deadline, ${n.ineffective} with a fix that did not work, ${n.closed} closed`;
  const waiting = report.clauses.filter(({ onEvents }) => onEvents).map(({ clause }) => clause);
  return [
    headline(report),
    `Not played   ${NOT_PLAYED}`,
    `Owed         ${course.owed}   ${course.onTime} on time, ${course.late} late, ${course.missed} missed, ${course.waived} waived, ${course.open} open`,
    `Tickets      ${tickets}   ${monthlyLine(report)}`,
    `NCs          ${n.raised}   ${grades}`,
    `Chased       ${e.assignee + e.verifier + e.manager + e.lead + e.top}   assignee ${e.assignee}, verifier ${e.verifier}, manager ${e.manager}, lead ${e.lead}, top management ${e.top}`,
    `Said         ${report.comments + report.messages}   ${report.comments} comments, ${report.messages} messages`,
    '',
    'Tickets opened',
    monthTable(report),
    '',
    table([
      ['Person', 'tickets', 'most in a month', 'decisions', 'messages'],
      ...people.map((p) => [
        p.name,
        String(p.tickets),
        p.busiest ? `${p.busiest.tickets} (${p.busiest.month})` : '0',
        String(p.decisions),
        String(p.messages),
      ]),
    ]),
    '',
    ...namedLines(report.named).map((line, n) => (n === 0 ? `Clauses      ${line}` : `  ${line}`)),
    ...report.clauses.filter(({ missed }) => missed > 0).map((c) => `  ${c.clause}: ${c.missed} of ${c.owed} missed`),
    ...(waiting.length === 0 ? [] : [`  ${listed(waiting)}: ${ON_EVENTS}`]),
    '',
    `An auditor would find   ${auditor.length === 0 ? 'nothing' : ''}`.trimEnd(),
    ...auditor.map((each) => `  - ${findingLine(each, MOST_NAMED)}`),
    '',
    `Rules held   ${invariants.filter(({ ok }) => ok).length} of ${invariants.length}`,
    ...invariants.map(({ name, ok, detail }) => `  ${ok ? '✓' : '✗'} ${name}: ${detail}`),
  ].join('\n');
}

function headline({ organisation, from, years, staff, seed, duties, people, seconds }: SimulationReport): string {
  const what = `${counted(duties, 'duty', 'duties')}, ${counted(people.length, 'person', 'people')}`;
  const span = `${counted(years, 'year', 'years')} from ${longDate(from)}`;
  return `${organisation}: ${what}, ${span}, ${staff} staff, seed ${seed}; played in ${Math.round(seconds)} s`;
}

/** @returns which clauses a duty names, by what others are shown, which are left out, and how many controls are named: a sentence each. */
export function namedLines({ clauses, otherwise, leftOut, controls }: Named): string[] {
  const all = clauses.length + otherwise.length + leftOut.length;
  return [
    `${clauses.length} of the ${all} clauses with requirements, 4.1 to 10.2, are named by a duty`,
    ...otherwise.map(({ clause, by }) => `${clause} is shown by ${by}`),
    ...(leftOut.length === 0 ? [] : [`Left out, with nothing that shows it: ${leftOut.join(', ')}`]),
    `${controls.named.length} of the ${controls.of} controls of Annex A are named by a duty; what holds of the others, the statement of applicability says`,
  ];
}

/** @returns `12.2 a month; most in 2027-05: 25`. */
export function monthlyLine({ tickets, years, peak }: SimulationReport): string {
  const most = peak ? `; most in ${peak.month}: ${peak.tickets}` : '';
  return `${(tickets / (12 * years)).toFixed(1)} a month${most}`;
}

/** @param most so many are named, the rest is counted; all without it. @returns a finding with what it is about. */
export function findingLine({ finding, about }: Finding, most = about.length): string {
  const rest = about.length - most;
  const names = rest > 0 ? `${about.slice(0, most).join(', ')} and ${rest} more` : listed(about);
  return names === '' ? finding : `${finding} (${names})`;
}

/** A line a year, a column a month. */
function monthTable({ months }: SimulationReport): string {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))];
  const cell = (year: string, n: number) => {
    const found = months.find(({ month }) => month === `${year}-${String(n + 1).padStart(2, '0')}`);
    return found ? String(found.tickets).padStart(2) : ' .';
  };
  return table([
    ['    ', ...NAMES.map((name) => name.padStart(2))],
    ...years.map((year) => [year, ...NAMES.map((_, n) => cell(year, n))]),
  ]);
}
