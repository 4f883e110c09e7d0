import { Argument, Command, Option } from 'commander';
import { type Told, tell } from '../../activities/occasion.ts';
import { UnknownDuty } from '../../activities/open-beside.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import type { Register } from '../../register/register.ts';
import { isLocalDate, startOfDay } from '../../rules/calendar/local-day.ts';
import { deadlineNamed } from '../../rules/calendar/named.ts';
import { SEVERITIES, type Severity } from '../../rules/occasion/occasion.ts';
import { OCCASIONS, type OccasionKind, type Programme } from '../../rules/programme.ts';
import type { Instant } from '../../rules/time.ts';
import { systemClock } from '../../workers/installation.ts';
import { wakeRunning } from '../engine.ts';
import { actorOf, shared, withRegister } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  title?: string;
  severity?: Severity;
  when?: string;
  person?: string;
  as?: string;
  json?: boolean;
}

const LONGEST_TITLE = 120;

/** `event KIND`: tells of something that happened; each duty that is owed on it opens, once. */
export function event(terminal: Terminal): Command {
  return new Command('event')
    .description('tell of an incident, a change, or of somebody who joins or leaves: what is owed on it opens')
    .addArgument(new Argument('<kind>', 'what happened').choices(OCCASIONS))
    .option(
      '--title <text>',
      'what happened, in a few words; for somebody who joins or leaves their name, unless it says more',
    )
    .addOption(new Option('--severity <severity>', 'of an incident').choices(SEVERITIES))
    .option(
      '--when <date>',
      'an incident: since when it is known; a change: when it takes effect, or "proposed"; people: their first or last day; default: now',
    )
    .option('--person <id>', 'who joins or leaves')
    .addOption(shared.as())
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (kind: OccasionKind, options: Options) => {
      const { display, opened, duties } = await withRegister(terminal, options.data, (register) =>
        report(register, kind, options),
      );
      const running = await wakeRunning(terminal, options.data, opened);
      if (options.json)
        return terminal.out(JSON.stringify({ display, duties, occurrences: opened.map((o) => o.key), running }));
      const names = [...new Set(duties)].join(', ');
      terminal.out(
        `${display} is recorded; opened: ${names}.${running ? '' : ' Tickets open when dutybound up runs.'}`,
      );
    });
}

async function report(register: Register, kind: OccasionKind, options: Options) {
  const programme = (await currentProgramme(register))?.programme;
  if (!programme) throw new Refusal('No programme has been applied yet; run dutybound apply.');
  const now = systemClock();
  const actor = await actorOf(register, options.as);
  const told: Told = {
    kind,
    id: now,
    actor,
    ...aboutOf(programme, kind, options),
    ...whenOf(programme, kind, options, now),
  };
  try {
    const opened = await tell(register, told, now);
    if (!opened) throw new Refusal('This was recorded at this very moment already.');
    return opened;
  } catch (error) {
    throw error instanceof UnknownDuty ? new Refusal(error.message) : error;
  }
}

function aboutOf(
  { people }: Programme,
  kind: OccasionKind,
  options: Options,
): Pick<Told, 'title' | 'severity' | 'person'> {
  const { title, severity, person } = options;
  const isOfPerson = kind === 'joiner' || kind === 'leaver';
  if (severity && kind !== 'incident') throw new Refusal(`--severity belongs to an incident, not to: ${kind}`);
  if (person && !isOfPerson) throw new Refusal(`--person belongs to joiner and leaver, not to: ${kind}`);
  const found = people.find(({ id }) => id === person);
  if (isOfPerson && !found)
    throw new Refusal(
      `--person: ${person ? `nobody is called "${person}"` : 'is missing'}; there are: ${people.map(({ id }) => id).join(', ')}. ` +
        'Who joins is added to people first, and who leaves stays there until everything is done.',
    );
  const said = title?.trim() || found?.name;
  if (!said) throw new Refusal('--title: is missing; say what happened in a few words');
  if (said.length > LONGEST_TITLE || /\p{Cc}/u.test(said))
    throw new Refusal(`--title: found ${said.length} characters; allowed: one line of at most ${LONGEST_TITLE}`);
  return { title: said, ...(severity && { severity }), ...(found && { person: found.id }) };
}

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
  if (kind === 'incident' && at > now)
    throw new Refusal(`--when: found "${when}", which is to come; an incident is known already`);
  return { at };
}
