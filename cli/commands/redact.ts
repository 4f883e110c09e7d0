import { Command } from 'commander';
import { currentProgramme } from '../../activities/organisation.ts';
import { streamOf } from '../../activities/records.ts';
import { candidatesOf, heldIn, planRedaction, type Redaction, redact as takeOut } from '../../activities/redact.ts';
import type { Register } from '../../register/register.ts';
import { systemClock } from '../../workers/installation.ts';
import { wakeRunning } from '../engine.ts';
import { textIn } from '../given.ts';
import { actorOf, shared, wholeNumber, withRegister } from '../options.ts';
import { candidatesText, redactionText, remainingLines } from '../redact-text.ts';
import { exit, Refusal, type Terminal } from '../terminal.ts';

interface Options {
  event?: number;
  field?: string;
  only?: boolean;
  because?: string;
  as?: string;
  data: string;
  yes?: boolean;
  input: boolean;
  json?: boolean;
}

const STREAMS = ['programme', 'engine'];

/** `redact HASH|KEY`: takes a text or file out of the record, and the record of that in. */
export function redact(terminal: Terminal): Command {
  return new Command('redact')
    .description('take a text or file out for ever; without a hash or an event, list what a record holds')
    .argument('<hash|key>', 'beginning of a hash; or key, display id, ticket, "programme", or "engine"')
    .option('--event <number>', 'the event of the record that holds it', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .option('--field <name>', 'which of the event’s fields, if it holds several')
    .option('--only', 'leave other copies of the same text or file alone')
    .option('--because <reason>', 'why; it is recorded')
    .addOption(shared.as())
    .addOption(shared.yes())
    .addOption(shared.noInput())
    .addOption(shared.data())
    .addOption(shared.json())
    .action((name: string, options: Options) =>
      withRegister(terminal, options.data, (register) => run(terminal, register, name, options)),
    );
}

async function run(terminal: Terminal, register: Register, name: string, options: Options): Promise<void> {
  const chosen = await choose(register, name, options);
  if ('list' in chosen) {
    if (options.json) return terminal.out(JSON.stringify(chosen.list, null, 2));
    if (chosen.list.length === 0) return terminal.out(`${name} holds no text and no file.`);
    return terminal.out(`${candidatesText(chosen.list)}\nTake one out: dutybound redact HASH --because …`);
  }
  const plan = await planRedaction(register, chosen.hash, options.only === true);
  if (!plan)
    throw new Refusal(`${chosen.hash.slice(0, 12)} was taken out before, or is not there. Nothing was changed.`);
  if (!options.because?.trim())
    throw new Refusal('Say why with --because; it is recorded. Nothing was changed.', exit.refused);
  const because = textIn('--because', options.because);
  const { programme } = (await currentProgramme(register)) ?? {};
  const hold = programme && (await heldIn(register, plan, programme));
  if (hold)
    throw new Refusal(
      `${hold.record} is under a legal hold (retention.holds): ${hold.because}. Nothing was changed.`,
      exit.refused,
    );
  const actor = await actorOf(register, options.as);
  await agree(terminal, plan, options);
  await takeOut(register, plan, { actor, because, at: systemClock() });
  const stays = await register.purge();
  const running = await wakeRunning(terminal, options.data, plan.records);
  const { hashes, records, remaining } = plan;
  if (options.json)
    return terminal.out(JSON.stringify({ redacted: hashes, records, remaining, stays, running }, null, 2));
  terminal.out(
    `Taken out. The chain holds; dutybound verify shows it.${running ? '' : ' Tickets are drawn anew when dutybound up runs.'}`,
  );
  for (const line of remainingLines(remaining)) terminal.out(line);
  terminal.out(
    `Still to be dealt with by you: backups made before${stays ? `; ${stays}` : ''}; comments and mails that were sent.`,
  );
}

async function choose(register: Register, name: string, { event, field }: Options) {
  const stream = await streamNamed(register, name);
  if (!stream) return { hash: await hashNamed(register, name) };
  const list = await candidatesOf(register, stream);
  if (event === undefined) return { list };
  const held = list.filter((c) => c.sequence === event && (field === undefined || c.field === field));
  const [first, second] = held;
  const fields = list.filter((c) => c.sequence === event).map((c) => c.field);
  if (fields.length === 0)
    throw new Refusal(`event ${event} of ${name} holds no text and no file. dutybound redact ${name} lists them.`);
  if (!first) throw new Refusal(`--field: event ${event} has no "${field}"; it has: ${fields.join(', ')}`);
  if (second) throw new Refusal(`event ${event} holds several; name one with --field: ${fields.join(', ')}`);
  return { hash: first.hash };
}

async function streamNamed(register: Register, name: string): Promise<string | undefined> {
  if (STREAMS.includes(name)) return name;
  const found = await register.resolve(name);
  return found && streamOf(found.table, found.key);
}

async function hashNamed(register: Register, name: string): Promise<string> {
  const found = /^[0-9a-f]{8,64}$/.test(name) ? await register.hashesLike(name) : [];
  const [first] = found;
  if (found.length === 1 && first) return first;
  if (first)
    throw new Refusal(
      `${name} begins several hashes: ${found.map((h) => h.slice(0, 16)).join(', ')}. Write more of it.`,
    );
  throw new Refusal(
    `Nothing is called ${name}, and no text or file has a hash that begins so (8 of 0-9, a-f at least). dutybound redact KEY lists what a record holds.`,
  );
}

async function agree(terminal: Terminal, plan: Redaction, { yes, input }: Options): Promise<void> {
  if (yes) return;
  if (!terminal.interactive || !input)
    throw new Refusal('Nobody can be asked here: agree with --yes. Nothing was changed.', exit.refused);
  terminal.err(redactionText(plan));
  const answer = await terminal.ask('This cannot be undone. Take it out? [y/N] ');
  if (!/^y(es)?$/i.test(answer)) throw new Refusal('Nothing was changed.', exit.refused);
}
