import { Command } from 'commander';
import { currentProgramme } from '../../../activities/organisation.ts';
import { allPages, type Row } from '../../../register/records.ts';
import type { Programme } from '../../../rules/programme.ts';
import { deadlineText } from '../../deadline-text.ts';
import { shared, withRegister } from '../../options.ts';
import { type Terminal, table } from '../../terminal.ts';

/** `nc list`: the nearest to its deadline first. */
export function list(terminal: Terminal): Command {
  return new Command('list')
    .description('every nonconformity, the nearest to its deadline first')
    .option('--all', 'closed ones too')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: { data: string; all?: boolean; json?: boolean }) => {
      const { rows, programme } = await withRegister(terminal, options.data, async (register) => ({
        rows: await allPages((page) => register.rows('nonconformity', options.all ? {} : { ended: 0 }, page)),
        programme: (await currentProgramme(register))?.programme,
      }));
      const sorted = rows
        .map((r) => r.columns)
        .sort((a, b) => (String(a.resolve_due) < String(b.resolve_due) ? -1 : 1));
      if (options.json) return terminal.out(JSON.stringify(sorted, null, 2));
      if (sorted.length === 0 || !programme)
        return terminal.out(options.all ? 'No nonconformities.' : 'No open nonconformities.');
      const head = ['', 'grade', 'ticket', 'step', 'owner', 'plan by', 'resolved by'];
      terminal.out(table([head, ...sorted.map((columns) => cells(columns, programme))]));
    });
}

function cells(columns: Row['columns'], { zone, people }: Programme): string[] {
  const { display, grade, ticket_number, state, assignee, plan_due, resolve_due } = columns;
  const name = people.find((p) => p.id === assignee)?.name ?? String(assignee);
  const times = [plan_due, resolve_due].map((at) => deadlineText(zone, String(at)));
  return [String(display), String(grade), String(ticket_number ?? '-'), String(state), name, ...times];
}
