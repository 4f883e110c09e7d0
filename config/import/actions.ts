import { type Action, actionBrought, type BroughtAction } from '../../rules/action/record.ts';
import { deadlineOn } from '../../rules/calendar/deadline.ts';
import { textOf } from '../../rules/event.ts';
import { day, NO_DAY, optional, passedOver, pastDay, pastPerson, word, words } from './columns.ts';
import { broughtFrom } from './entries.ts';
import { ANY, type ColumnContext, type Importable, type ImportContext, type ImportPlan } from './importable.ts';
import { type Column, headerOf, type Line, readTable, type TableFile, type TableMistake } from './table.ts';

const ID: Column<string> = {
  needed: true,
  allowed: 'what it is known by, such as 2026-4: letters, digits, and . - / _',
  read: (text) => (/^[A-Za-z0-9][\w./-]{0,39}$/.test(text) ? text : undefined),
};

function columnsOf({ programme, known, now }: ColumnContext) {
  const before = known.filter((d) => d.noun === 'action');
  const who = pastPerson(
    programme,
    before.flatMap(({ owner, decided, closed }) => [owner, decided.by ?? '', closed?.by ?? '']),
  );
  const past = pastDay(programme.zone, now);
  return {
    action: ID,
    text: words(4000),
    owner: who,
    due: day,
    decided: past,
    from: optional(words(120)),
    decided_by: optional(who),
    due_as_decided: optional(day),
    state: optional(word(['open', 'done', 'waived'])),
    closed: optional(past),
    closed_by: optional(who),
    ...passedOver('late', 'task', 'brought_along'),
  };
}

type ActionLine = Line<ReturnType<typeof columnsOf>>;

/**
 * Actions that management reviews decided before (9.3.3): each open one becomes a ticket here, followed as those of a signed review; closed
 * ones are records.
 */
export const actions: Importable = { noun: 'action', header: headerOf(columnsOf(ANY)), opens: true, plan };

function plan(file: TableFile, context: ImportContext): ImportPlan {
  const { lines, mistakes } = readTable(file, columnsOf(context));
  const all = [
    ...mistakes,
    ...lines.flatMap((line) => {
      const known = knownAs(line, context);
      return [...twice(line, lines), ...(known ? differing(line, known) : faultsOf(line, context))];
    }),
  ];
  if (all.length > 0) return { mistakes: all };
  const brought = lines.filter((line) => !knownAs(line, context)).map((line) => broughtIn(line, file, context));
  return {
    events: brought.filter(({ closed }) => closed).flatMap((action) => actionBrought(action, context.actor)),
    lines: lines.length,
    actions: brought.filter(({ closed }) => !closed),
  };
}

function knownAs({ cells }: ActionLine, { known }: ImportContext): Action | undefined {
  return known.filter((d) => d.noun === 'action').find(({ id }) => id === cells.action);
}

function twice({ line, cells: { action } }: ActionLine, lines: ActionLine[]): TableMistake[] {
  const first = lines.find(({ cells }) => cells.action === action)?.line;
  if (action === undefined || first === line) return [];
  return [{ line, column: 'action', message: `stands in line ${first} already`, found: action }];
}

/** What is open here goes on here: no file closes it, nor makes it another one. */
function differing({ line, cells }: ActionLine, { id, text, state }: Action): TableMistake[] {
  if (state === 'open' && isClosed(cells))
    return [{ line, column: 'closed', message: `${id} is open here, and is closed in its ticket` }];
  const [found = '', recorded] = [cells.text, textOf(text).trim()];
  if (found === recorded) return [];
  return [{ line, column: 'text', message: `${id} is recorded with another one`, found, allowed: recorded }];
}

function isClosed({ state, closed }: ActionLine['cells']): boolean {
  return closed !== undefined || state === 'done' || state === 'waived';
}

function faultsOf({ line, cells, wrong }: ActionLine, { programme }: ImportContext): TableMistake[] {
  const { owner, due, decided, state, closed } = cells;
  const at = (column: string, message: string): TableMistake[] => [{ line, column, message }];
  if (wrong.length > 0) return [];
  if (due && decided && due < decided.on.slice(0, 10)) return at('due', 'lies before the day on which it was decided');
  if (isClosed(cells) && !closed) return at('closed', `is missing: when was it ${state}?`);
  if (closed && state === 'open') return at('closed', 'is no day of one that is open');
  if (closed) return decided && closed.at < decided.at ? at('closed', 'lies before it was decided') : [];
  if (owner !== undefined && !programme.people.some(({ id }) => id === owner))
    return at('owner', 'who owns one that is open has to be in the programme');
  return [];
}

function broughtIn({ cells }: ActionLine, file: TableFile, context: ImportContext): BroughtAction {
  const { action: id = '', text = '', owner = '', due = '', decided = NO_DAY, from = '', state, closed } = cells;
  const { decided_by: by, due_as_decided: asDecided, closed_by: closedBy } = cells;
  const { zone } = context.programme;
  return {
    id,
    from,
    text: { text },
    owner,
    due: deadlineOn(zone, due),
    ...(asDecided && asDecided !== due && { asDecided: deadlineOn(zone, asDecided) }),
    decided: { ...(by && { by }), at: decided.at },
    ...(closed && {
      closed: { how: state === 'waived' ? state : 'done', ...closed, ...(closedBy && { by: closedBy }) },
    }),
    brought: broughtFrom(file, context, decided),
  };
}
