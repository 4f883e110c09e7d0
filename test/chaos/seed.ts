import { setTimeout as pause } from 'node:timers/promises';
import { dutiesOf, type PlayedDuty } from './duties.ts';
import { inject } from './faults/inject.ts';
import { type Measure, type Planned, planOf, planText, WHOLE } from './faults/plan.ts';
import { play } from './plots/play.ts';
import { programmeOf } from './programme.ts';
import { iso, type Scene } from './scene.ts';
import { openStage } from './stage/open.ts';
import type { Stage, Style } from './stage/stage.ts';
import { type Case, type Facts, factsOf, type Verdict } from './verdict/facts.ts';
import { type Stepped, stepAgain, tooLate } from './verdict/stepping.ts';
import { isClean, judge } from './verdict/verdict.ts';

/** What one seed is: everything else follows from it. */
export interface SeedOptions {
  seed: number;
  style: Style;
  duties: number;
  /** How many seeds of this style came before: which faults' turn it is. */
  turn: number;
  /** How much it suffers; as much as in the long run, if not given. */
  measure?: Measure;
  signal: AbortSignal;
  /** Gets what the last verdict was given on. */
  inspect?: (facts: Facts) => void;
}

export interface SeedResult extends Verdict {
  seed: number;
  style: Style;
  ok: boolean;
  seconds: number;
  /** How often each kind took effect. */
  faults: Record<string, number>;
  stepped?: Stepped;
  /** What was planned and what happened, a line each: to be read where something is amiss. */
  tale: string[];
}

/** The programme begins so much later than it takes to apply it, ms. */
const AFTER_APPLY_MS = 3_000;
const OPERATOR_MS = 9_000;
const SETTLE_MS = 150_000;
const LOOK_MS = 2_000;

/** Plays one seed from a fresh register to its verdict. Whatever goes wrong becomes part of the result. @throws what `signal` was aborted with. */
export async function playSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, style, signal } = options;
  const started = performance.now();
  const duties = dutiesOf(seed, options.duties);
  const plan = planOf(seed, style, options.turn, options.measure ?? WHOLE);
  const tale = [...duties.map(dutyText), ...planText(plan)];
  const tell = (line: string) => void tale.push(`${iso(Date.now()).slice(11, 23)}  ${line}`);
  const result: SeedResult = { seed, style, ok: false, seconds: 0, faults: {}, lost: [], doubled: [], wrong: [], tale };
  let stage: Stage | undefined;
  try {
    stage = await openStage(style, tell);
    Object.assign(result, await story(stage, { duties, plan, signal, tell, inspect: options.inspect ?? (() => {}) }));
  } catch (error) {
    signal.throwIfAborted();
    result.wrong.push(`the seed could not be played: ${error instanceof Error ? error.stack : error}`);
  } finally {
    if (stage && !isClean(result)) stage.keepLogs(seed, tale);
    await stage?.close();
  }
  return { ...result, ok: isClean(result), seconds: (performance.now() - started) / 1000 };
}

interface Told {
  duties: PlayedDuty[];
  plan: Planned[];
  signal: AbortSignal;
  tell: (line: string) => void;
  inspect: (facts: Facts) => void;
}

async function story(stage: Stage, { duties, plan, signal, tell, inspect }: Told): Promise<Partial<SeedResult>> {
  const { sandbox } = stage;
  const begin = Math.ceil((Date.now() + 3 * stage.commandMs + AFTER_APPLY_MS) / 1000) * 1000;
  const addresses = { api: sandbox.apiUrl, smtpPort: sandbox.smtpPort, chat: `${sandbox.chatUrl}/isms` };
  await stage.apply(programmeOf(duties, begin, addresses));
  if (Date.now() > begin) throw new Error('the programme was applied after its beginning: the machine is too slow now');
  tell(`the programme is in force and begins at ${iso(begin)}`);
  const ahead = aheadOf(stage);
  const over = new AbortController();
  const scene: Scene = { sandbox, begin, signal: AbortSignal.any([signal, over.signal]), tell };
  const operator = operate(stage, over.signal, tell);
  try {
    const playing = play(scene, duties, ahead);
    const injected = await inject(stage, plan, begin, signal, tell);
    await stage.ready();
    tell('all faults are lifted, and everything runs');
    const stepped = await following(stage, iso(Date.now()));
    const { expectations, lost } = await playing;
    tell('the story is over');
    const about = { sandbox, expectations, gap: stage.style === 'restored', begin, aheadAt: ahead };
    const { verdict, facts } = await settled(stage, about, signal, lost.length > 0);
    inspect(facts);
    return {
      faults: injected.counts,
      stepped,
      lost: [...lost, ...verdict.lost],
      doubled: verdict.doubled,
      wrong: [...injected.failed, ...tooLate(stepped), ...verdict.wrong],
    };
  } finally {
    over.abort();
    await operator;
  }
}

function dutyText({ id, plot, nc, kind, owner, verifier, opensAfter, ponders }: PlayedDuty): string {
  return `${id}  ${plot}, ${nc}; ${kind} of ${owner}${verifier ? `, verified by ${verifier}` : ''}; opens after ${opensAfter} ms, taken up after ${ponders} ms`;
}

/** @returns how far the tracker's clock was ahead of ours when it created a ticket, ms. */
function aheadOf({ sandbox: { store, clock } }: Stage): (ticketId: string) => number {
  const ahead = new Map<string, number>();
  store.listeners.add(({ ticket, what }) => {
    if (what.kind === 'opened') ahead.set(String(ticket.id), clock.now() - Date.now());
  });
  return (ticketId) => ahead.get(ticketId) ?? 0;
}

/** Somebody who looks after the installation has refused writes tried again now and then. */
async function operate(stage: Stage, over: AbortSignal, tell: (line: string) => void): Promise<void> {
  while (!over.aborted) {
    await pause(OPERATOR_MS, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    const said = await stage.dutybound('redrive').catch((error) => `redrive failed: ${error.message}`);
    if (said !== 'Nothing had failed.') tell(said);
  }
}

async function following(stage: Stage, lifted: string): Promise<Stepped> {
  const register = await stage.register();
  try {
    return await stepAgain(register, lifted);
  } finally {
    await register.close();
  }
}

/** Looks until everything is as it should be, or for so long that it will not become so. */
async function settled(stage: Stage, about: Omit<Case, 'register'>, signal: AbortSignal, briefly: boolean) {
  const register = await stage.register();
  const deadline = performance.now() + (briefly ? SETTLE_MS / 5 : SETTLE_MS);
  try {
    for (;;) {
      const facts = await factsOf({ ...about, register });
      const verdict = judge(facts);
      if (isClean(verdict) || performance.now() > deadline) {
        const { ok, breaks } = await register.verify();
        if (!ok) verdict.wrong.push(...breaks.map((b) => `verify: ${JSON.stringify(b)}`));
        return { verdict, facts };
      }
      signal.throwIfAborted();
      await pause(LOOK_MS);
    }
  } finally {
    await register.close();
  }
}
