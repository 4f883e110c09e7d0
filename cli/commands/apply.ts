import { Command } from 'commander';
import { type AccountProblem, applyProgramme, PurposeMissing, resolveAccounts } from '../../activities/apply.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { previewProgramme } from '../../activities/preview.ts';
import { openInstalled, systemClock, findEngine } from '../../workers/installation.ts';
import { createTrackers } from '../../workers/trackers.ts';
import { connectEngine } from '../../workers/temporal-client.ts';
import { installationOf, readProgramme, shared, typist } from '../options.ts';
import { exit, Refusal, type Terminal } from '../terminal.ts';
import { forPeople } from './preview.ts';

interface Options {
  programme: string;
  data: string;
  plan?: string;
  open?: string;
  because?: string;
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
    .option('--plan <id>', 'stop if the plan is no longer the one that preview printed')
    .option('--open <number>', 'agree that this many tickets open at once')
    .option('--because <purpose>', 'why the programme gets weaker (ISO/IEC 27001, 6.3)')
    .option('--yes', 'do not ask')
    .option('--no-input', 'never ask; say which option is missing')
    .addOption(shared.json())
    .action((options: Options) => applyCommand(terminal, options));
}

async function applyCommand(terminal: Terminal, options: Options): Promise<void> {
  const { programme, source } = readProgramme(terminal, options.programme);
  const installation = installationOf(terminal, options.data);
  const register = await openInstalled(installation);
  try {
    const now = systemClock();
    const found = await previewProgramme(register, programme, now, now);
    if (options.plan && options.plan !== found.plan)
      throw new Refusal(`The plan is now ${found.plan}, not ${options.plan}: something changed since. Look at preview again.`, exit.refused);
    const allowed = options.open ? Number(options.open) : programme.openAtOnce;
    if (found.opensNow > allowed)
      throw new Refusal(`${found.opensNow} tickets would open at once; without consent at most ${allowed}. Agree with --open ${found.opensNow}.`, exit.refused);
    const trackers = createTrackers(programme, terminal.env, Date.now);
    const deps: Dependencies = { ...unconnected, register, trackers };
    const accounts = await checkSetUp(deps, programme);
    await consent(terminal, options, forPeople(found, programme, false));
    const applied = await applyProgramme(deps, {
      programme,
      source,
      actor: typist(),
      accounts,
      ...(options.because && { because: options.because }),
    }).catch((error) => {
      throw error instanceof PurposeMissing ? new Refusal(error.message, exit.refused) : error;
    });
    const engine = findEngine(installation);
    if (engine) await tick(engine.temporal, engine.namespace);
    const pending = applied.pending.length > 0 ? ` Waiting for top management: ${applied.pending.join(', ')}.` : '';
    const running = engine ? '' : ' Nothing runs yet: start it with dutybound up.';
    if (options.json) terminal.out(JSON.stringify({ version: applied.version, pending: applied.pending, opens: found.opensNow }));
    else terminal.out(`Programme v${applied.version} is in force; ${found.opensNow} tickets open now.${pending}${running}`);
  } finally {
    await register.close();
  }
}

/** What nothing in `apply` uses: it only resolves accounts and writes the register. */
const unconnected = {
  notices: { send: () => Promise.reject(new Error('apply sends no notices')), check: async () => [] },
  clock: systemClock,
  wake: async () => {},
  stage: async () => {},
  drain: async () => {},
  owner: 'apply',
  log: () => {},
};

async function checkSetUp(deps: Dependencies, programme: { trackers: { id: string; allowPublic: boolean }[] }) {
  const lacking: string[] = [];
  for (const [id, tickets] of deps.trackers) {
    const { shortcomings } = await tickets.check();
    const allowPublic = programme.trackers.find((t) => t.id === id)?.allowPublic === true;
    for (const s of shortcomings)
      if (!(allowPublic && /public/i.test(s.what))) lacking.push(`trackers.${id}: ${s.what}: ${s.found}. ${s.fix}`);
  }
  const { accounts, problems } = await resolveAccounts(deps, programme as Parameters<typeof resolveAccounts>[1]);
  lacking.push(...problems.map(describe));
  if (lacking.length > 0) throw new Refusal(`${lacking.join('\n')}\nNothing was changed.`);
  return accounts;
}

function describe({ person, tracker, login, what }: AccountProblem): string {
  const place = `people.${person}: ${login} at ${tracker}`;
  if (what === 'unknown') return `${place} does not exist or cannot be assigned. Correct the login, or give the account access.`;
  if (what === 'the engine itself') return `${place} is the engine's own account, which is nobody in the programme. Give the engine an account of its own.`;
  return `${place} points to another account than before. Make sure who it is, then apply under a new login.`;
}

async function consent(terminal: Terminal, options: Options, text: string): Promise<void> {
  if (options.yes || options.plan) return;
  if (!terminal.interactive || !options.input) throw new Refusal('Nobody can be asked here: agree with --yes, or with --plan ID from preview.', exit.refused);
  terminal.err(text);
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question('Apply this? [y/N] ');
  asking.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal('Nothing was changed.', exit.refused);
}

async function tick(address: string, namespace: string): Promise<void> {
  const engine = await connectEngine(address, namespace);
  await engine.tick().finally(() => engine.close());
}
