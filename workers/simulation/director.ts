import type { Activities } from '../../activities/create.ts';
import { CONTACT } from '../../activities/delivery/lanes.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { calendarOn } from '../../activities/holidays.ts';
import { ledgerOf } from '../../activities/openings/open-due.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { dateAt, plusDays, timeOn } from '../../rules/calendar/local-day.ts';
import { planUntil } from '../../rules/plan.ts';
import { earliest, type Instant, later, msBetween, plusMs } from '../../rules/time.ts';
import type { StoryClock } from './clock.ts';

/** What comes next in a story. */
export type Move = { kind: 'end' } | { kind: 'tick' } | { kind: 'sleep'; ms: number };

/** Plays whatever happens outside the engine; meanwhile the server's clock stands still. */
export interface Director {
  /** Does what is due now. @returns what comes next. */
  play(): Promise<Move>;
}

/** Where a story takes place, as its director needs it. */
export interface Stage {
  clock: StoryClock;
  deps: Dependencies;
  /** Ids of the trackers. */
  trackers: string[];
  /** Tells of each change that somebody else than the engine made: the tracker and the ticket's id there. */
  onChange(hear: (tracker: string, ticket: string) => void): void;
  /** While set, nothing is woken: the engine is down. */
  down: boolean;
  /** The planner goes round, though its ticks that would find nothing are left out. */
  ticking: boolean;
}

/** What people do in a story, and when. */
export interface Acts {
  /** @returns when somebody acts next, undefined if nobody does. */
  nextAt(): Instant | undefined;
  /** Does what is due. @returns whether what the programme owes may be another than before. */
  perform(now: Instant): Promise<boolean>;
}

export interface Plot {
  until: Instant;
  acts: Acts;
  downtime: { from: Instant; until: Instant }[];
  /** Whether acts ring at the engine, two seconds later; else a sweep a day finds them. */
  webhooks: boolean;
  /** Of the organisation: each morning on which anything is open is looked at. */
  zone: string;
  /** Lets the engine come to rest, before the end and before a downtime. */
  stop: () => Promise<void>;
  stopEarly: () => boolean;
}

const RING_AFTER_MS = 2_000;
/** Bells keep apart from each other and from what was woken a day ago, by a bell at the same time. */
const APART_MS = 700;
const BETWEEN_TICKS_MS = 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** So far ahead openings are looked for at once: a plan of years takes long. */
const AHEAD_MS = 35 * DAY_MS;

/**
 * Directs a story. The planner's Schedule would fire every interval; here it fires when something is owed, waits in the outbox, or is
 * overdue, and the ticks left out, which would have found nothing, are noted as if they had been.
 */
export function directorOf(stage: Stage, plot: Plot, engine: Pick<Activities, 'sweep'>): Director {
  const { clock, deps } = stage;
  const { acts } = plot;
  const downtime = [...plot.downtime];
  const bells: { tracker: string; ticket: string; at: Instant }[] = [];
  let rung = 0;
  let opening: Instant | undefined;
  let ticked: Instant | undefined;
  let swept: Instant | undefined;
  stage.onChange((tracker, ticket) => {
    const silent = !plot.webhooks || stage.down || bells.some((b) => b.tracker === tracker && b.ticket === ticket);
    if (!silent) bells.push({ tracker, ticket, at: plusMs(clock.now(), RING_AFTER_MS + (rung++ % 60) * APART_MS) });
  });

  async function play(): Promise<Move> {
    await clock.refresh();
    const now = clock.now();
    if (plot.stopEarly()) {
      await plot.stop();
      return { kind: 'end' };
    }
    await act(now);
    await breakDown(now);
    if (now >= plot.until) {
      await plot.stop();
      return { kind: 'end' };
    }
    if (stage.down) return sleepUntil(earliest(acts.nextAt(), downtime[0]?.until, plot.until));
    await ring(now);
    const sweeps = await sweepDaily(now);
    const { next, quiet } = await nextTick(now);
    if (next <= now) return tick(now);
    return sleepUntil(
      earliest(
        next,
        acts.nextAt(),
        downtime[0]?.from,
        ...bells.map((b) => b.at),
        sweeps,
        quiet ? undefined : morning(plot.zone, now),
        plot.until,
      ),
    );
  }

  async function act(now: Instant): Promise<void> {
    for (let at = acts.nextAt(); at !== undefined && at <= now; at = acts.nextAt())
      if (await acts.perform(now)) opening = undefined;
  }

  /** The worst kind of downtime: every run is lost. Afterwards the planner and the sweep have to find what is left to do. */
  async function breakDown(now: Instant): Promise<void> {
    const [first] = downtime;
    if (!first || now < first.from) return;
    if (!stage.down) {
      stage.down = true;
      stage.ticking = false;
      await deps.register.write((tx) => tx.tick(now));
      await plot.stop();
    }
    if (now < first.until) return;
    downtime.shift();
    stage.down = false;
    ticked = undefined;
    opening = now;
    for (const tracker of stage.trackers) await engine.sweep(tracker);
  }

  async function ring(now: Instant): Promise<void> {
    const rung = bells.filter((b) => b.at <= now);
    bells.splice(0, bells.length, ...bells.filter((b) => b.at > now));
    for (const { tracker, ticket } of rung) {
      const name = await deps.register.byTicket(tracker, ticket);
      if (name) await deps.wake([name]);
    }
  }

  /** @returns when the next one is due; none where everything rings. */
  async function sweepDaily(now: Instant): Promise<Instant | undefined> {
    if (plot.webhooks) return undefined;
    swept ??= now;
    if (msBetween(swept, now) >= DAY_MS) {
      swept = now;
      for (const tracker of stage.trackers) await engine.sweep(tracker);
    }
    return plusMs(swept, DAY_MS);
  }

  /** @returns when the planner has to go round; `quiet`: no record wants to be woken, and nothing waits in the outbox. */
  async function nextTick(now: Instant): Promise<{ next: Instant; quiet: boolean }> {
    opening ??= await nextOpening(now);
    const waiting = await deps.register.effects({ states: ['pending', 'leased'] }, 200);
    const [overdue] = await deps.register.due('9999', 1);
    const found = earliest(...waiting.map(dueAt), overdue && plusMs(overdue.wakeAt, HOUR_MS + 1_000));
    const spaced = ticked ? plusMs(ticked, BETWEEN_TICKS_MS) : now;
    const next = found === undefined ? opening : earliest(opening, later(found, spaced));
    return { next: next ?? '9999', quiet: found === undefined };
  }

  async function nextOpening(now: Instant): Promise<Instant> {
    const current = await currentProgramme(deps.register);
    if (!current) return '9999';
    const ledger = await ledgerOf(deps.register, current);
    const until = earliest(plusMs(now, AHEAD_MS), plot.until) ?? plot.until;
    const planned = planUntil(current.programme, calendarOn(current.programme, now), ledger, now, until);
    return earliest(...planned.map((p) => p.opens)) ?? (until < plot.until ? until : '9999');
  }

  async function tick(now: Instant): Promise<Move> {
    if (ticked) await deps.register.write((tx) => tx.tick(plusMs(now, -1)));
    ticked = now;
    opening = undefined;
    stage.ticking = true;
    return { kind: 'tick' };
  }

  function sleepUntil(instant: Instant | undefined): Move {
    return { kind: 'sleep', ms: Math.max(1, msBetween(clock.now(), instant ?? plot.until)) };
  }

  return { play };
}

/** What people hear in a day goes out by itself, and needs the planner only where that was lost; a signal must not meet its timer. */
function dueAt({ tracker, notBefore }: { tracker: string; notBefore: Instant }): Instant {
  return tracker === CONTACT ? plusMs(notBefore, 17 * 60_000) : notBefore;
}

/** @returns when notices that waited for contact hours go out next. */
function morning(zone: string, now: Instant): Instant {
  const today = dateAt(zone, now);
  const at = timeOn(zone, today, '09:00');
  return at > now ? at : timeOn(zone, plusDays(today, 1), '09:00');
}
