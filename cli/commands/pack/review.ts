import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { historyOf } from '../../../activities/history.ts';
import type { Register } from '../../../register/register.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { shared, withRegister } from '../../options.ts';
import { Refusal, type Terminal } from '../../terminal.ts';

interface Options {
  data: string;
  html: string;
  json?: boolean;
}

/** `pack review KEY --html FILE`: the inputs of a management review as a page that prints, as they were kept (9.3.2). */
export function packReview(terminal: Terminal): Command {
  return new Command('review')
    .description('the inputs of a management review as a page that prints, as they were kept when its ticket opened')
    .argument('<key>', 'key, display id (MR-7K2), or ticket (#231, ISMS-88) of the review')
    .requiredOption('--html <file>', 'where the page is written')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (key: string, { data, html, json }: Options) => {
      const file = resolve(terminal.cwd, html);
      if (existsSync(file)) throw new Refusal(`${html} is there already; name another file, or delete it.`);
      const { sequence, head, bytes } = await withRegister(terminal, data, (register) => packOf(register, key));
      writeFileSync(file, bytes);
      if (json) return terminal.out(JSON.stringify({ file: html, sequence, head }));
      terminal.out(`${html}: as the register said at event ${sequence}, head ${head}`);
    });
}

async function packOf(register: Register, key: string) {
  const found = await historyOf(register, key);
  if (!found) throw new Refusal(`Nothing is called ${key}. dutybound status --all lists what is open.`);
  const { terms } = found.record.state as Partial<TaskState>;
  if (!terms?.pack) throw new Refusal(`${key} is no management review, and has no pack.`);
  const { sequence, head, kept } = terms.pack;
  const blob = await register.blob(kept);
  if (!blob || blob.redacted)
    throw new Refusal(`The pack of ${key} was taken out; dutybound show ${key} tells what is left.`);
  return { sequence, head, bytes: blob.bytes };
}
