import { Command } from 'commander';
import { obstaclesIn } from '../../activities/doctor/finding.ts';
import { type Current, currentProgramme } from '../../activities/organisation.ts';
import {
  AppliedMeanwhile,
  type AppliedVersion,
  applyProgramme,
  PurposeMissing,
} from '../../activities/programme/apply.ts';
import { type Preview, previewProgramme } from '../../activities/programme/preview.ts';
import { refuseSecondTickets, TicketsOfAnother } from '../../activities/tickets/adopt.ts';
import type { Register } from '../../register/register.ts';
import type { Account } from '../../register/trackers.ts';
import type { Programme } from '../../rules/programme.ts';
import { systemClock } from '../../workers/installation.ts';
import { appliedText, type Outcome, standingText } from '../apply-text.ts';
import { refuseTooMany } from '../at-once.ts';
import { consent } from '../consent.ts';
import { tellRunning } from '../engine.ts';
import { exitCodeOf, findingLines } from '../findings.ts';
import { actorOf, installationOf, readProgramme, shared, wholeNumber, withRegister } from '../options.ts';
import { placesIn } from '../places.ts';
import { examineSetUp } from '../set-up.ts';
import { exit, Refusal, type Terminal } from '../terminal.ts';

interface Options {
  programme: string;
  data: string;
  plan?: string;
  open?: number;
  because?: string;
  as?: string;
  yes?: boolean;
  input: boolean;
  json?: boolean;
}

/** `apply`: makes a version of the programme and puts it in force; checks everything it relies on before it writes. */
export function apply(terminal: Terminal): Command {
  return new Command('apply')
    .description('put the programme in force: exactly what preview listed, or nothing')
    .addOption(shared.programme())
    .addOption(shared.data())
    .option('--plan <id>', 'agree to this plan, as preview printed it, and to no other')
    .option('--open <number>', 'agree that this many tickets open at once', wholeNumber(0, 100_000))
    .option('--because <purpose>', 'what changes that weaken the programme are for (ISO/IEC 27001, 6.3)')
    .addOption(shared.as())
    .addOption(shared.yes())
    .addOption(shared.noInput())
    .addOption(shared.json())
    .action((options: Options) => applyCommand(terminal, options));
}

async function applyCommand(terminal: Terminal, options: Options): Promise<void> {
  const { programme, source } = readProgramme(terminal, options.programme);
  const { applied, standing, found } = await withRegister(terminal, options.data, async (register) => {
    const now = systemClock();
    const found = await previewProgramme(register, programme, now);
    checkPlan(found, programme, options);
    const locate = placesIn(source, options.programme);
    const known = await register.accounts();
    const { folder } = installationOf(terminal, options.data);
    const { findings, accounts, trackers } = await examineSetUp(programme, terminal.env, { known }, locate, { folder });
    const problems = obstaclesIn(findings);
    if (problems.length > 0)
      throw new Refusal(`${findingLines(problems).join('\n')}\nNothing was changed.`, exitCodeOf(problems));
    await actorOf(register, options.as, programme);
    await refuseSecondTickets(register, trackers.values(), programme.instance).catch((error) => {
      throw error instanceof TicketsOfAnother ? new Refusal(error.message, exit.refused) : error;
    });
    const standing = await standingFor(register, source, accounts);
    if (standing) return { standing, found };
    const because = await consent(terminal, options, found, programme);
    const asked = { source, accounts, programme, ...(because && { because }) };
    return { applied: await write(register, asked, options.as), found };
  });
  for (const line of found.uncovered) terminal.err(`Audit programme: ${line}.`);
  for (const line of found.seldom) terminal.err(`Owed too seldom: ${line}.`);
  if (standing) return sayStanding(terminal, standing, found, programme, options.json);
  const running = await tell(terminal, options.data, applied);
  terminal.out(options.json ? forMachines(applied, found, running) : appliedText(applied, found, programme, running));
}

function sayStanding(
  terminal: Terminal,
  { version, pending }: Current,
  found: Preview,
  programme: Programme,
  json: boolean | undefined,
): void {
  const standing = {
    version,
    pending: pending?.paths ?? [],
    denied: pending?.denied === true,
    ...(found.waits && { waits: found.waits }),
  };
  terminal.out(json ? forMachines(standing, found, false) : standingText(standing, found, programme));
}

function forMachines({ version, pending, denied, waits }: Outcome, { opensNow }: Preview, running: boolean): string {
  return JSON.stringify({ version, pending, denied, opens: opensNow, running, ...(waits && { waits }) });
}

/** @returns the newest version, if it was made of the same text and knows the same accounts, be it that some of it waits for top management. */
async function standingFor(register: Register, source: string, accounts: Account[]): Promise<Current | undefined> {
  const latest = await register.latestProgramme();
  const text = latest && (await register.blob(latest.source))?.bytes;
  if (!text || Buffer.from(text).toString('utf8') !== source) return undefined;
  const current = await currentProgramme(register);
  const known = [...(await register.accounts()), ...(current?.pending?.accounts ?? [])];
  const isKnown = (a: Account) =>
    known.some(
      (k) => k.tracker === a.tracker && k.person === a.person && k.accountId === a.accountId && k.login === a.login,
    );
  return accounts.every(isKnown) ? current : undefined;
}

function checkPlan(found: Preview, programme: Programme, { plan, open }: Options): void {
  if (plan && plan !== found.plan)
    throw new Refusal(
      `The plan is now ${found.plan}, not ${plan}: something changed since. Look at preview again.`,
      exit.refused,
    );
  refuseTooMany(found.opensNow, programme, open);
}

async function write(
  register: Register,
  asked: { programme: Programme; source: string; accounts: Account[]; because?: string },
  as: string | undefined,
): Promise<AppliedVersion> {
  const actor = await actorOf(register, as, asked.programme);
  try {
    return await applyProgramme({ register, clock: systemClock }, { ...asked, actor, ...(as && { by: as }) });
  } catch (error) {
    throw error instanceof PurposeMissing || error instanceof AppliedMeanwhile
      ? new Refusal(error.message, exit.refused)
      : error;
  }
}

/** @returns whether an engine runs, which then looks at once. */
function tell(terminal: Terminal, data: string, { ticket }: AppliedVersion): Promise<boolean> {
  return tellRunning(terminal, data, async (engine) => {
    if (ticket) await engine.wake([ticket]);
    await engine.tick();
  });
}
