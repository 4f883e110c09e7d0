import { Argument, Command, Option } from 'commander';
import { waitingJoiners } from '../../activities/openings/joiners.ts';
import { type Told, tell } from '../../activities/openings/occasion.ts';
import { UnknownDuty } from '../../activities/openings/open-beside.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { ID_FORM } from '../../config/fields.ts';
import { suggestion } from '../../config/near.ts';
import type { Register } from '../../register/register.ts';
import { isLocalDate, startOfDay } from '../../rules/calendar/local-day.ts';
import { deadlineNamed } from '../../rules/calendar/named.ts';
import { textOf, type Words } from '../../rules/event.ts';
import { ID } from '../../rules/ids.ts';
import { isOfPeople, SEVERITIES, type Severity } from '../../rules/occasion/occasion.ts';
import { OCCASIONS, type OccasionKind, type Person, type PersonId, type Programme } from '../../rules/programme.ts';
import type { Risk } from '../../rules/risk/state.ts';
import type { Instant } from '../../rules/time.ts';
import { systemClock } from '../../workers/installation.ts';
import { wakeRunning } from '../engine.ts';
import { lineIn } from '../given.ts';
import { actorOf, shared, withRegister } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  title?: string;
  severity?: Severity;
  when?: string;
  person?: string;
  risk?: string;
  as?: string;
  json?: boolean;
}

/** `event KIND`: tells of something that happened; each duty that is owed on it opens, once. */
export function event(terminal: Terminal): Command {
  return new Command('event')
    .description('tell of an incident, a change, or of somebody who joins, moves, or leaves: what is owed on it opens')
    .addArgument(new Argument('<kind>', 'what happened').choices(OCCASIONS))
    .option(
      '--title <text>',
      'what happened, in a few words; of people their name by default, needed of whoever joins and is not in the programme yet',
    )
    .addOption(new Option('--severity <severity>', 'of an incident').choices(SEVERITIES))
    .option(
      '--when <date>',
      'an incident: since when it is known; a change: when it takes effect, or "proposed"; people: their first day, also in a new place, or their last; default: now',
    )
    .option('--person <id>', 'who joins, moves, or leaves')
    .option('--risk <id>', 'whose treatment failed, such as R-7')
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (kind: OccasionKind, options: Options) => {
      const { display, opened, duties, waiting } = await withRegister(terminal, options.data, (register) =>
        report(register, kind, options),
      );
      const running = await wakeRunning(terminal, options.data, opened);
      if (options.json)
        return terminal.out(
          JSON.stringify({ display, duties, waiting, occurrences: opened.map((o) => o.key), running }),
        );
      const names = [...new Set(duties)].join(', ') || 'nothing';
      const later = opened.length === 0 || running ? '' : ' Tickets open when dutybound up runs.';
      terminal.out(`${display} is recorded; opened: ${names}.${later}${waitingText(waiting, options)}`);
    });
}

/** ` policy-read waits until max can be asked: add them to people in isms.yaml with their account, and dutybound apply.` */
function waitingText(waiting: string[], { person }: Options): string {
  if (waiting.length === 0) return '';
  const wait = waiting.length === 1 ? 'waits' : 'wait';
  return ` ${waiting.join(', ')} ${wait} until ${person} can be asked: add them to people in isms.yaml with their account, and dutybound apply.`;
}

async function report(register: Register, kind: OccasionKind, options: Options) {
  const programme = (await currentProgramme(register))?.programme;
  if (!programme) throw new Refusal('No programme has been applied yet; run dutybound apply.');
  const now = systemClock();
  const actor = await actorOf(register, options.as);
  const when = whenOf(programme, kind, options, now);
  const risk = await riskOf(register, kind, options);
  const told: Told = {
    kind,
    id: now,
    actor,
    ...aboutOf(
      programme,
      kind,
      options,
      (await waitingJoiners(register)).map(({ state }) => state),
    ),
    ...risk,
    ...when,
  };
  try {
    const opened = await tell(register, told, now);
    if (!opened) throw new Refusal(`This is recorded already; see dutybound records ${kind}.`);
    return opened;
  } catch (error) {
    throw error instanceof UnknownDuty ? new Refusal(error.message) : error;
  }
}

function aboutOf(
  { people }: Programme,
  kind: OccasionKind,
  options: Options,
  waiting: { person?: PersonId; title: Words }[],
): Pick<Told, 'title' | 'severity' | 'person'> {
  const { title, severity, person } = options;
  if (severity && kind !== 'incident') throw new Refusal(`--severity belongs to an incident, not to: ${kind}`);
  if (person && !isOfPeople(kind)) throw new Refusal(`--person belongs to joiner, mover, and leaver, not to: ${kind}`);
  const found = people.find(({ id }) => id === person);
  const joined = waiting.find((joiner) => person !== undefined && joiner.person === person);
  const mayBeNew = kind === 'joiner' && title !== undefined && ID.test(person ?? '');
  if (isOfPeople(kind) && !found && !mayBeNew && !(kind === 'leaver' && joined)) throw unknown(people, kind, person);
  const said = title ?? found?.name ?? (joined && textOf(joined.title)) ?? options.risk;
  if (said === undefined) throw new Refusal('--title: is missing; say what happened in a few words');
  return {
    title: lineIn('--title', said),
    ...(severity && { severity }),
    ...(isOfPeople(kind) && person && { person }),
  };
}

async function riskOf(
  register: Register,
  kind: OccasionKind,
  { risk, title }: Options,
): Promise<Pick<Told, 'risk'> & { title?: string }> {
  if (kind !== 'failed-treatment' && risk) throw new Refusal(`--risk belongs to failed-treatment, not to: ${kind}`);
  if (kind !== 'failed-treatment') return {};
  const [row] = risk ? await register.loadRows<Risk>('documented', { noun: 'risk', id: risk }, { limit: 1 }) : [];
  if (!row)
    throw new Refusal(
      `--risk: ${risk ? `no risk is called "${risk}"` : 'is missing'}; dutybound records risk lists what there is`,
    );
  return { risk: row.state.id, title: title?.trim() ?? `${row.state.id} ${textOf(row.state.title)}` };
}

function unknown(people: Person[], kind: OccasionKind, person: string | undefined): Refusal {
  const ids = people.map(({ id }) => id);
  const found = person === undefined ? 'is missing' : `nobody is called "${person}"${suggestion(person, ids)}`;
  const next =
    kind === 'joiner'
      ? `Of whoever joins and is not there yet, say the name with --title; the id is ${ID_FORM}.`
      : 'Who moves or leaves stays in people until everything is done.';
  const there = found.endsWith('?') ? ' There' : '; there';
  return new Refusal(`--person: ${found}${there} are: ${ids.join(', ')}. ${next}`);
}

/** What is told of once it has happened, as a sentence calls it. */
const HAPPENED: Partial<Record<OccasionKind, string>> = {
  incident: 'an incident',
  'failed-treatment': 'a treatment that failed',
};

/** A date stands for its beginning; nobody has known of an incident since tomorrow. */
function whenOf(
  { zone }: Programme,
  kind: OccasionKind,
  { when }: Options,
  now: Instant,
): Pick<Told, 'at' | 'proposed'> {
  if (when === undefined) return {};
  if (when === 'proposed' && kind === 'change') return { proposed: true };
  const named = deadlineNamed(zone, when);
  if (!named) {
    const proposed = kind === 'change' ? ', or "proposed"' : '';
    throw new Refusal(
      `--when: found "${when}"; allowed: a date such as 2027-04-16, an instant such as 2027-04-16T08:00:00Z${proposed}`,
    );
  }
  const at = isLocalDate(when) ? startOfDay(zone, when) : named.at;
  const happened = HAPPENED[kind];
  if (happened && at > now)
    throw new Refusal(`--when: found "${when}", which is to come; ${happened} is known already`);
  return { at };
}
