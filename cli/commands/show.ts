import { Command } from 'commander';
import { type History, historyOf } from '../../activities/history.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import type { Register } from '../../register/register.ts';
import { type Words, textOf } from '../../rules/event.ts';
import { storyLine } from '../../rules/wording/story.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared, withRegister } from '../options.ts';
import { Refusal, type Terminal } from '../terminal.ts';

/** `show KEY`: one record and its whole story. */
export function show(terminal: Terminal): Command {
  return new Command('show')
    .description('one task, nonconformity, or occurrence with its whole story')
    .argument('<key>', 'key, display id (AR-7K2), or ticket (#231)')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (key: string, options: { data: string; json?: boolean }) => {
      await withRegister(terminal, options.data, async (register) => {
        const found = await historyOf(register, key);
        if (!found) throw new Refusal(`Nothing is called ${key}. Look at dutybound status --all.`);
        terminal.out(options.json ? JSON.stringify(found, null, 2) : await forPeople(register, found));
      });
    });
}

async function forPeople(register: Register, { record, events }: History): Promise<string> {
  const org = await loadOrganisation(register, systemClock());
  const { columns } = record;
  const title = textOf((record.state as { terms?: { title?: Words } }).terms?.title);
  const facts = ['state', 'grade', 'assignee', 'due', 'resolve_due', 'hard_limit', 'ticket_url', 'blocked']
    .filter((name) => columns[name] !== null && columns[name] !== undefined)
    .map((name) => `${name.replaceAll('_', ' ').padEnd(12)} ${String(columns[name])}`);
  return [`${String(columns.display ?? record.key)}  ${title}`, ...facts, '', ...events.map((e) => storyLine(e, org))].join('\n');
}
