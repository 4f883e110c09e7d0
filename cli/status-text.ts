import type { BlockedLine } from '../activities/status/blocked.ts';
import type { EngineStatus } from '../activities/status/engine.ts';
import type { LateLine } from '../activities/status/late.ts';
import type { StatusLine } from '../activities/status/line.ts';
import type { WaitingLine } from '../activities/status/waiting.ts';
import type { Year } from '../activities/status/year.ts';
import type { Status } from '../activities/status.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import { clockTime, localTime, longDate, shortDate, showDeadline } from '../rules/calendar/show.ts';
import { type Instant, msBetween } from '../rules/time.ts';
import { table } from './terminal.ts';

const MOST_SHOWN = 5;
const INDENT = ' '.repeat(16);

/** What only the command line knows: people's names, and whether the engine runs. */
export interface Surroundings {
  nameOf: (person: string) => string;
  running: boolean;
  /** Everything, not a summary. */
  all: boolean;
}

/** @returns how things stand as people read it, in the organisation's own time. */
export function statusText(status: Status, around: Surroundings): string {
  if (status.version === 0) return 'No programme has been applied yet. Next: dutybound preview, then apply.';
  const { nonconformities: ncs, needsYou, late, blocked } = status;
  return [
    headline(status, around),
    section(
      'Needs you',
      needsYou.map((l) => waiting(l, status, around)),
      around,
    ),
    section(
      'Late',
      late.map((l) => lateText(l, status, around)),
      around,
    ),
    section(
      'Blocked',
      [
        ...status.engine.outages.map((o) => outageText(o, status.zone)),
        ...status.engine.failed.map((m) => failedText(m, around)),
        ...blocked.map(blockedText),
      ],
      around,
    ),
    ...strayText(status, around),
    openText(status),
    ...(around.all && status.open.length > 0 ? [rows(status.open, status, around)] : []),
    `${head('NCs', ncs.lines.length)}   minor ${ncs.minor}, major ${ncs.major}${ncs.concern > 0 ? `, concern ${ncs.concern}` : ''}${nextMajor(status)}`,
    ...(around.all && ncs.lines.length > 0 ? [rows(ncs.lines, status, around)] : []),
    yearText(status.year),
    `Engine      ${engineText(status.engine, status.zone)}`,
    ...status.engine.gaps.slice(around.all ? 0 : -1).map((gap) => `Gap         ${gapText(gap, status.zone)}`),
  ].join('\n');
}

function headline({ organisation, version, zone, now, engine }: Status, { running }: Surroundings): string {
  const time = `${longDate(dateAt(zone, now))} ${clockTime(zone, now).slice(0, 5)}`;
  const tick = engine.sinceTick === undefined ? 'no tick yet' : `tick ${age(engine.sinceTick)} ago`;
  return `${organisation}  v${version}  ${time}   ${tick}   ${backupText(engine, zone, now)}${running ? '' : '   not running: dutybound up'}`;
}

/** `backup 02:00, chain ok`, for only a register that was proved intact is noted as backed up; with its day if that was not today. */
function backupText({ backup }: EngineStatus, zone: string, now: Instant): string {
  if (!backup) return 'no backup yet';
  const day = dateAt(zone, backup.at);
  const time = clockTime(zone, backup.at).slice(0, 5);
  return `backup ${day === dateAt(zone, now) ? '' : `${shortDate(day)} `}${time}, chain ok`;
}

/** Open tickets that no record knows; without any there is no such section. */
function strayText({ engine: { strays } }: Status, around: Surroundings): string[] {
  if (strays.length === 0) return [];
  return [
    section(
      'Strays',
      strays.map((s) => `${s.number} ${s.display}: no record knows it; enter it anew, or close it`),
      around,
    ),
  ];
}

/** `27 Nov 02:00 to 28 Nov 09:14: nothing is recorded of it; restored from a backup`. */
function gapText({ kind, from, until, file }: EngineStatus['gaps'][number], zone: string): string {
  if (kind === 'adopted') return `everything before ${localTime(zone, until)}: made anew, no backup was left`;
  return `${localTime(zone, from)} to ${localTime(zone, until)} is unknown: restored from ${file ?? 'a backup'}`;
}

function section(name: string, items: string[], { all }: Surroundings): string {
  const shown = all ? items : items.slice(0, MOST_SHOWN);
  const more = items.length > shown.length ? [`and ${items.length - shown.length} more: --all`] : [];
  return `${head(name, items.length)}   ${[...shown, ...more].join(`\n${INDENT}`)}`.trimEnd();
}

function head(name: string, n: number): string {
  return `${name.padEnd(9)} ${String(n).padStart(3)}`;
}

/** `#231 extension to 23 Apr (2 d), Mara Lindt`. */
function waiting(line: WaitingLine, { zone, now }: Status, { nameOf }: Surroundings): string {
  const to = line.asked ? ` to ${date(zone, line.asked, line.askedDate)}` : '';
  const by = line.decideBy ? `, by ${date(zone, line.decideBy, line.decideByDate)}` : '';
  return `${nameIn(line)} ${line.waitsFor}${to} (${age(msBetween(line.since, now))}): ${line.of.map(nameOf).join(' or ') || 'nobody may decide'}${by}`;
}

/** `#219 Access review: GitHub, 7 d, Sam Okoro; missed after 19 Apr`. */
function lateText(line: LateLine, { zone }: Status, { nameOf }: Surroundings): string {
  const by = line.unit === 'day' ? `${line.lateBy} d` : age(line.lateBy * 1000);
  const what = line.what === 'task' ? by : `${line.what} ${by} late`;
  const missed = line.missed ? `; missed since ${missedSince(line, line.missed, zone)}` : missedAfter(line, zone);
  return `${nameIn(line)} ${line.title}, ${what}, ${nameOf(line.assignee ?? '')}${missed}`;
}

/** As its ticket says it: by the last day on which it could have been done. */
function missedSince({ hardLimit, hardLimitDate }: StatusLine, missed: Instant, zone: string): string {
  return date(zone, missed, missed === hardLimit ? hardLimitDate : dateAt(zone, missed));
}

function missedAfter({ hardLimit, hardLimitDate, awaitsVerdicts }: LateLine, zone: string): string {
  if (!hardLimit) return '';
  const limit = date(zone, hardLimit, hardLimitDate);
  return awaitsVerdicts ? `; waits for what was handed in by ${limit} to be accepted` : `; missed after ${limit}`;
}

/** `tracker github since 22 Nov 2026 11:32:54: … dutybound doctor`. */
function outageText({ tracker, since, why }: Status['engine']['outages'][number], zone: string): string {
  return `tracker ${tracker} since ${localTime(zone, since)}: ${why}\n${INDENT}  find out what is lacking: dutybound doctor`;
}

/** `"The engine does not run" to Mara Lindt: … dutybound redrive`. */
function failedText({ subject, to, why }: Status['engine']['failed'][number], { nameOf }: Surroundings): string {
  return `"${subject}" to ${nameOf(to)}: ${why}\n${INDENT}mend that, then: dutybound redrive`;
}

function blockedText(line: BlockedLine): string {
  const next = /^dutybound /.test(line.next) ? `mend that, then: ${line.next}` : line.next;
  return `${nameIn(line)}: ${line.why}\n${INDENT}${next}`;
}

function openText({ open, tasks, ahead }: Status): string {
  const { onTime, late, blocked, toVerify } = tasks;
  const counts = `${onTime} on time, ${late} late, ${blocked} blocked, ${toVerify} to verify`;
  return `${head('Open', open.length)}   ${counts}   next ${ahead.days} days: ${ahead.opens} open, ${ahead.due} due`;
}

function nextMajor({ nonconformities: { next }, zone }: Status): string {
  return next?.due ? `; first to turn major: ${nameIn(next)} after ${date(zone, next.due, next.dueDate)}` : '';
}

/** `38 owed: 35 on time, 2 late (1 still open), 1 waived, 0 missed`. */
function yearText({ year, owed, done, late, lateOpen, open, waived, missed }: Year): string {
  const still = lateOpen > 0 ? ` (${lateOpen} still open)` : '';
  const running = open - lateOpen > 0 ? `, ${open - lateOpen} open in time` : '';
  return `${year}      ${String(owed).padStart(3)} owed: ${done} on time, ${late + lateOpen} late${still}, ${waived} waived, ${missed} missed${running}`;
}

function engineText({ downtime, waiting: left }: EngineStatus, zone: string): string {
  const last = downtime.at(-1);
  const out = left === 0 ? '' : `; ${left} ${left === 1 ? 'message waits' : 'messages wait'}`;
  if (!last) return `never down${out}`;
  const often = downtime.length === 1 ? 'down' : `down ${downtime.length} times, last`;
  const delayed = downtime.reduce((sum, gap) => sum + gap.delayed, 0);
  const cost =
    delayed === 0
      ? 'nothing opened late because of it'
      : `${delayed} opened late because of it, their dates moved along`;
  return `${often} ${age(msBetween(last.from, last.until))} on ${shortDate(dateAt(zone, last.from))}, ${cost}${out}`;
}

function rows(list: StatusLine[], { zone }: Status, { nameOf }: Surroundings): string {
  const due = (l: StatusLine) => (l.due ? `due ${date(zone, l.due, l.dueDate)}` : '');
  return table(list.map((l) => ['  ', l.ticket ?? '-', l.display, l.title, nameOf(l.assignee ?? ''), l.state, due(l)]));
}

/** A nonconformity is called by its own number, a task by its ticket's. */
function nameIn({ table: kind, ticket, display }: StatusLine): string {
  return kind === 'task' && ticket ? ticket : display;
}

function date(zone: string, at: Instant, day: string | undefined): string {
  return showDeadline(zone, { at, ...(day && { date: day }) }, 'short');
}

function age(ms: number): string {
  if (ms < 120_000) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.floor(ms / 86_400_000)} d`;
}
