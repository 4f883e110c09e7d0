import { Command } from 'commander';
import { actsOf } from '../../../activities/history/acts.ts';
import { showNonconformity } from '../../../activities/history/nonconformity.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import type { TaskState } from '../../../rules/task/state.ts';
import { shared, withRegister } from '../../options.ts';
import { recordText } from '../../record-text.ts';
import { Refusal, type Terminal } from '../../terminal.ts';
import { found } from '../show.ts';

/** `nc show KEY`: every date, the grade with its history, each step, and each act. */
export function showOne(terminal: Terminal): Command {
  return new Command('show')
    .description('one nonconformity with every date, grade, step, and act')
    .argument('<key>', 'key, display id (NC-2027-014), or ticket (#231, ISMS-88)')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (key: string, options: { data: string; json?: boolean }) => {
      await withRegister(terminal, options.data, async (register) => {
        const { history, org } = await found(register, key);
        const { table, state } = history.record;
        if (table !== 'nonconformity')
          throw new Refusal(`${key} is no nonconformity. Look at it with dutybound show ${key}.`);
        const tasks = (await register.tasksOf<TaskState>(history.record.key)).map((t) => t.state);
        if (!options.json) return terminal.out(recordText(history, tasks, org));
        const shown = showNonconformity(state as NonconformityState, tasks);
        terminal.out(JSON.stringify({ ...shown, acts: actsOf(history.events, org), ...history }, null, 2));
      });
    });
}
