import { Command } from 'commander';
import { type Extensions, extensionsIn } from '../../../activities/history/extensions.ts';
import { type ExternalShown, showExternal } from '../../../activities/history/external.ts';
import { type Overdue, overdueIn } from '../../../activities/history/overdue.ts';
import { currentProgramme } from '../../../activities/organisation.ts';
import { allPages, type Loaded } from '../../../register/records.ts';
import { textOf } from '../../../rules/event.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import { byText } from '../../../rules/order.ts';
import type { Programme } from '../../../rules/programme.ts';
import { short } from '../../../rules/wording/phrases.ts';
import { deadlineText } from '../../deadline-text.ts';
import { shared, withRegister } from '../../options.ts';
import { provenance } from '../../printed-table.ts';
import { type Terminal, table } from '../../terminal.ts';

/** `nc list`: the nearest to its deadline first. */
export function list(terminal: Terminal): Command {
  return new Command('list')
    .description('every nonconformity, the nearest to its deadline first')
    .option('--all', 'closed ones too')
    .option('--external', 'those of the certification body only')
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: { data: string; all?: boolean; external?: boolean; json?: boolean }) => {
      const where = { ...(!options.all && { ended: 0 }), ...(options.external && { source: 'external' }) };
      const { rows, programme, extensions, overdue, through } = await withRegister(terminal, options.data, (register) =>
        register.snapshot(async (reads) => ({
          rows: await allPages((page) => reads.loadRows<NonconformityState>('nonconformity', where, page)),
          programme: (await currentProgramme(reads))?.programme,
          extensions: options.json ? await extensionsIn(reads) : new Map<string, Extensions>(),
          overdue: options.json ? await overdueIn(reads) : new Map<string, Overdue[]>(),
          through: await reads.head(),
        })),
      );
      const what = provenance({ source: 'nonconformities', filter: filterOf(options), rows, through });
      const sorted = rows.sort(byText(deadlineIn));
      if (options.json) {
        terminal.err(what);
        return terminal.out(
          JSON.stringify(
            sorted.map((row) => ({
              ...jsonOf(row),
              overdue: (overdue.get(row.key) ?? []).map((o) => ({ deadline: o.deadline.at, noticed: o.noticed })),
              extensions: extensions.get(row.key) ?? none,
            })),
            null,
            2,
          ),
        );
      }
      if (sorted.length === 0 || !programme)
        return terminal.out(`${options.all ? 'No nonconformities.' : 'No open nonconformities.'}\n\n${what}`);
      const some = sorted.some(({ state }) => state.external) ? ['certification body'] : [];
      const head = ['nonconformity', ...['grade', 'ticket', 'step', 'owner', 'plan by', 'resolved by'], ...some];
      const about = ['process', 'clauses', 'title'];
      terminal.out(table([[...head, ...about], ...sorted.map((row) => cells(row, programme, some.length > 0))]));
      terminal.out(`\n${what} · times in ${programme.zone}`);
    });
}

function filterOf({ all, external }: { all?: boolean; external?: boolean }): string {
  if (all) return external ? 'of the certification body' : 'all';
  return external ? 'open, of the certification body' : 'open';
}

const none: Extensions = { asked: 0, given: 0, denied: 0, lapsed: 0 };

type Listed = Loaded<NonconformityState>;

/** What has no deadline, a concern, comes last. */
function deadlineIn({ columns }: Listed): string {
  return columns.resolve_due === null ? '~' : String(columns.resolve_due);
}

/** The register's columns, and what an auditor asks of each besides: the body's axis, and how its grade came about. */
function jsonOf({ columns, state }: Listed): object {
  const grades = state.grades.map(({ grade, rule, at, noticed, deadline }) => ({
    grade,
    rule,
    at,
    noticed,
    ...(deadline && { deadline: deadline.at }),
  }));
  const external = showExternal(state);
  return { ...columns, grades, ...(external && { external }) };
}

function cells({ columns, state }: Listed, { zone, people }: Programme, withBody: boolean): string[] {
  const { display, grade, ticket_number, state: step, assignee, plan_due, resolve_due } = columns;
  const { terms } = state;
  const name = people.find((p) => p.id === assignee)?.name ?? String(assignee);
  const times = [plan_due, resolve_due].map((at) => (at === null ? '-' : deadlineText(zone, String(at))));
  const body = withBody ? [bodyCell(showExternal(state))] : [];
  const what = [terms.process, terms.clauses.join(' '), short(textOf(terms.title))];
  return [String(display), String(grade), String(ticket_number ?? '-'), String(step), name, ...times, ...body, ...what];
}

function bodyCell(external: ExternalShown | undefined): string {
  return external ? `${external.body}: ${external.grade}, ${external.status}` : '-';
}
