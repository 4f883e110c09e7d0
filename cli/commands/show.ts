import { Command } from 'commander';
import { actsOf } from '../../activities/history/acts.ts';
import { type History, historyOf } from '../../activities/history.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import type { Register } from '../../register/register.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared, withRegister } from '../options.ts';
import { recordText } from '../record-text.ts';
import { Refusal, type Terminal } from '../terminal.ts';

/** `show KEY`: one record and its whole story. */
export function show(terminal: Terminal): Command {
  return new Command('show')
    .description('one task, nonconformity, occurrence, or risk with its whole story')
    .argument('<key>', 'key, display id (AR-7K2, R-7), or ticket (#231, ISMS-88)')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (key: string, options: { data: string; json?: boolean }) => {
      await withRegister(terminal, options.data, async (register) => {
        const { history, org } = await found(register, key);
        const { key: own } = history.record;
        const tasks = async () => (await register.tasksOf<TaskState>(own)).map(({ state }) => state);
        if (!options.json) return terminal.out(recordText(history, await tasks(), org));
        terminal.out(JSON.stringify({ ...history, acts: actsOf(history.events, org) }, null, 2));
      });
    });
}

/** @returns what people mean by `key`, with its events. @throws Refusal if nothing is called that. */
export async function found(register: Register, key: string): Promise<{ history: History; org: Organisation }> {
  const history = await historyOf(register, key);
  if (!history) throw new Refusal(`Nothing is called ${key}. dutybound status --all lists what is open.`);
  return { history, org: await loadOrganisation(register, systemClock()) };
}
