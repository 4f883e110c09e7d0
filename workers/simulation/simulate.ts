import { currentProgramme, organisationOf } from '../../activities/organisation.ts';
import { readLife } from '../../activities/simulation/read-life.ts';
import { dateAt, plusMonths, startOfDay, timeOn } from '../../rules/calendar/local-day.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Life } from '../../rules/simulation/life.ts';
import { type Instant, type LocalDate, plusMs } from '../../rules/time.ts';
import { createStaff } from '../../sandbox/staff/staff.ts';
import type { TemperName } from '../../sandbox/staff/temper.ts';
import { companyOf, ENGINE } from './company.ts';
import type { Acts } from './director.ts';
import { play } from './play.ts';
import type { PlayedStage } from './stage.ts';

export interface Simulation {
  /** As it is written; its trackers and channels are played. */
  programme: { programme: Programme; source: string };
  from: LocalDate;
  /** Months that are played. */
  months: number;
  staff: TemperName;
  seed: number;
  /** Environment of the process: says where servers are. */
  env: Record<string, string | undefined>;
  pinnedOnly: boolean;
  /** Ends it before, and throws its reason. */
  stopped?: AbortSignal;
  /** Hears how far it is, a line as each quarter begins. */
  tell: (line: string) => void;
}

/** What was played, and what it took. */
export interface Simulated {
  life: Life;
  /** By the machine's clock. */
  seconds: number;
  /** Activities that ran, and servers that stood still and were replaced. */
  activities: number;
  restarts: number;
}

/** People begin to work at this time, of which no rule knows. */
const AT_WORK = '10:07';
const APPLIED = '08:00';
/** Runs end a little before the last instant, when nothing else happens: what opens at that instant belongs to the time after it. */
const ASIDE_MS = 1_500;

/**
 * Plays a programme with scripted staff, on the real workflows and activities in skipped time.
 * @throws ServerError saying how to get the server that skips time, if there is none.
 */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const began = Date.now();
  const { from, months, programme, env, pinnedOnly } = simulation;
  const { zone } = programme.programme;
  const until = startOfDay(zone, plusMonths(from, months));
  const { stage, calls, restarts } = await play({
    programme,
    from: timeOn(zone, from, APPLIED),
    until: plusMs(until, -ASIDE_MS),
    env,
    pinnedOnly,
    stopped: simulation.stopped,
    actsOn: (on) => actsOf(simulation, on),
  });
  try {
    const life = await lifeOn(stage, timeOn(zone, from, APPLIED), until);
    return { life, seconds: (Date.now() - began) / 1000, activities: calls, restarts };
  } finally {
    await stage.close();
  }
}

function actsOf({ staff: temper, seed, tell }: Simulation, { sandbox, programme, clock }: PlayedStage): Acts {
  const { zone } = programme;
  const hours = new Map<LocalDate, number>();
  const staff = createStaff(sandbox, {
    people: companyOf(programme).staff,
    engine: ENGINE,
    temper,
    seed,
    dayOf: (at) => dateAt(zone, instant(at)),
    hourOf(day) {
      const known = hours.get(day) ?? Date.parse(timeOn(zone, day, AT_WORK));
      hours.set(day, known);
      return known;
    },
  });
  let quarter = '';
  return {
    nextAt() {
      const at = staff.nextAt(clock.ms());
      return at === undefined ? undefined : instant(at);
    },
    async perform(now) {
      const reached = quarterOf(dateAt(zone, now));
      if (reached !== quarter) tell(`${reached} begins: ${ticketsIn(sandbox)} tickets so far`);
      quarter = reached;
      staff.act(Date.parse(now));
      return false;
    },
  };
}

async function lifeOn({ deps, sandbox, programme }: PlayedStage, from: Instant, until: Instant): Promise<Life> {
  const { register } = deps;
  const current = await currentProgramme(register);
  const byMail = new Map(programme.people.flatMap(({ id, mail }) => (mail ? [[mail.toLowerCase(), id] as const] : [])));
  const told = await readLife(register);
  const { breaks } = await register.verify();
  return {
    from,
    until,
    org: await organisationOf(register, programme, until),
    applied: new Map(Object.entries(current?.applied ?? {})),
    ...told,
    comments: sandbox.writeLog
      .writes()
      .filter((w) => w.login === ENGINE && w.kind === 'comment' && w.method === 'POST' && w.number !== undefined)
      .map(({ repo, number, at }) => ({
        tracker: repo?.split('/')[1] ?? '',
        number: `#${number}`,
        at: instant(at),
      })),
    messages: sandbox.mailbox.mails().map(({ to, at, subject }) => ({
      to: byMail.get((to[0] ?? '').toLowerCase()),
      at: instant(at),
      subject,
    })),
    broken: breaks.map(({ where }) => where),
    differing: (await register.rebuild()).differing,
  };
}

function ticketsIn({ store }: PlayedStage['sandbox']): number {
  return store.repositories.reduce((all, { tickets }) => all + tickets.size, 0);
}

function quarterOf(day: LocalDate): string {
  return `${day.slice(0, 4)} Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

function instant(ms: number): Instant {
  return new Date(ms).toISOString();
}
