import type { Activities } from '../../../activities/create.ts';
import { CONTACT } from '../../../activities/lanes.ts';
import { calendarNow, ledgerOf } from '../../../activities/open-due.ts';
import { currentProgramme } from '../../../activities/organisation.ts';
import { dateAt, plusDays, timeOn } from '../../../rules/calendar/local-day.ts';
import { planUntil } from '../../../rules/plan.ts';
import { earliest, type Instant, msBetween, plusMs } from '../../../rules/time.ts';
import type { Line } from './people.ts';
import type { Scene } from './scene.ts';

/** What the story's workflow does next. */
export type Move = { kind: 'end' } | { kind: 'tick' } | { kind: 'sleep'; ms: number };

export interface Director {
  play(): Promise<Move>;
}

export interface Plot {
  until: Instant;
  script: { at: Instant; acts: Line['acts'] }[];
  downtime: { from: Instant; until: Instant }[];
  /** Whether acts ring at the engine, two seconds later; else a sweep a day finds them. */
  webhooks: boolean;
  /** Ends every run. */
  stop: () => Promise<void>;
  stopEarly: () => boolean;
}

const ZONE = 'Europe/Berlin';
const RING_AFTER_MS = 2_000;
/** Bells keep apart from each other and from what was woken a day ago, by a bell at the same time. */
const APART_MS = 700;
const BETWEEN_TICKS_MS = 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Directs a story. The planner's Schedule would fire every interval; here it fires when something is owed, waits in the outbox, or is
 * overdue, and the ticks left out, which would have found nothing, are noted as if they had been.
 */
export function directorOf(scene: Scene, plot: Plot, engine: Pick<Activities, 'sweep'>): Director {
  const { clock, deps } = scene;
  const script = [...plot.script];
  const downtime = [...plot.downtime];
  const bells: { ticket: string; at: Instant }[] = [];
  let rung = 0;
  let opening: Instant | undefined;
  let ticked: Instant | undefined;
  let swept: Instant | undefined;
  scene.board.onChange((id, login) => {
    const silent = !plot.webhooks || scene.down || login === scene.engine || bells.some((b) => b.ticket === id);
    if (!silent) bells.push({ ticket: id, at: plusMs(clock.now(), RING_AFTER_MS + (rung++ % 60) * APART_MS) });
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
    if (scene.down) return sleepUntil(earliest(script[0]?.at, downtime[0]?.until, plot.until));
    await ring(now);
    const sweeps = await sweepDaily(now);
    const next = await nextTick(now);
    if (next <= now) return tick(now);
    return sleepUntil(
      earliest(
        next,
        script[0]?.at,
        downtime[0]?.from,
        ...bells.map((b) => b.at),
        sweeps,
        (await isQuiet()) ? undefined : morning(now),
        plot.until,
      ),
    );
  }

  async function act(now: Instant): Promise<void> {
    for (let line = script[0]; line && line.at <= now; line = script[0]) {
      script.shift();
      for (const each of line.acts) await each(scene);
      opening = undefined;
    }
  }

  /** The worst kind of downtime: every run is lost. Afterwards the planner and the sweep have to find what is left to do. */
  async function breakDown(now: Instant): Promise<void> {
    const [first] = downtime;
    if (!first || now < first.from) return;
    if (!scene.down) {
      scene.down = true;
      scene.ticking = false;
      await deps.register.tick(now);
      await plot.stop();
    }
    if (now < first.until) return;
    downtime.shift();
    scene.down = false;
    ticked = undefined;
    opening = now;
    await engine.sweep(scene.board.kind);
  }

  async function ring(now: Instant): Promise<void> {
    const rung = bells.filter((b) => b.at <= now);
    bells.splice(0, bells.length, ...bells.filter((b) => b.at > now));
    for (const ticket of new Set(rung.map((b) => b.ticket))) {
      const name = await deps.register.byTicket(scene.board.kind, ticket);
      if (name) await deps.wake([name]);
    }
  }

  /** @returns when the next one is due; none where everything rings. */
  async function sweepDaily(now: Instant): Promise<Instant | undefined> {
    if (plot.webhooks) return undefined;
    swept ??= now;
    if (msBetween(swept, now) >= DAY_MS) {
      swept = now;
      await engine.sweep(scene.board.kind);
    }
    return plusMs(swept, DAY_MS);
  }

  async function nextTick(now: Instant): Promise<Instant> {
    opening ??= await nextOpening(now);
    const waiting = await deps.register.effects({ states: ['pending', 'leased'] }, 200);
    const [overdue] = await deps.register.due('9999', 1);
    const found = earliest(...waiting.map(dueAt), overdue && plusMs(overdue.wakeAt, HOUR_MS + 1_000)) ?? '9999';
    const spaced = ticked ? plusMs(ticked, BETWEEN_TICKS_MS) : now;
    return earliest(opening, found > spaced ? found : spaced, found === '9999' ? '9999' : undefined) ?? '9999';
  }

  async function nextOpening(now: Instant): Promise<Instant> {
    const current = await currentProgramme(deps.register);
    if (!current) return '9999';
    const ledger = await ledgerOf(deps.register, current);
    const planned = planUntil(current.programme, calendarNow(current, now), ledger, now, plot.until);
    return earliest(...planned.map((p) => p.opens)) ?? '9999';
  }

  /** Nothing is open: no record wants to be woken, nothing waits in the outbox. */
  async function isQuiet(): Promise<boolean> {
    const waiting = await deps.register.effects({ states: ['pending', 'leased'] }, 1);
    return waiting.length === 0 && (await deps.register.due('9999', 1)).length === 0;
  }

  async function tick(now: Instant): Promise<Move> {
    if (ticked) await deps.register.tick(plusMs(now, -1));
    ticked = now;
    opening = undefined;
    scene.ticking = true;
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
function morning(now: Instant): Instant {
  const today = dateAt(ZONE, now);
  const at = timeOn(ZONE, today, '09:00');
  return at > now ? at : timeOn(ZONE, plusDays(today, 1), '09:00');
}
