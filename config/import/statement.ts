import { jsonOf, textOf } from '../../rules/event.ts';
import { controlsIn } from '../../rules/statement/controls.ts';
import {
  type Applied,
  CONTROL_STATUSES,
  controlsOf,
  STATEMENT_STREAM,
  type StatementEvents,
} from '../../rules/statement/state.ts';
import { optional, passedOver, word, words } from './columns.ts';
import type { Importable, ImportContext, ImportPlan } from './importable.ts';
import { type Column, headerOf, type Line, readTable, type TableFile, type TableMistake } from './table.ts';

/** A control, and how the file calls it. */
interface Named {
  control: string;
  written: string;
}

const CONTROL: Column<Named> = {
  needed: true,
  allowed:
    'a control of Annex A (A.5.1 to A.8.34; by its number of 2013 where that is one control now), or one of your own such as X-3',
  read: (written) => {
    const [control, ...others] = controlsIn(written);
    return control !== undefined && others.length === 0 ? { control, written } : undefined;
  },
};

const columns = {
  control: CONTROL,
  included: word(['yes', 'no']),
  reason: words(1000),
  status: optional(word(CONTROL_STATUSES)),
  ...passedOver('since_version', 'since', 'by', 'approved_by', 'approved'),
};

type ControlLine = Line<typeof columns>;

/**
 * The statement of applicability as it was kept before (6.1.3 d), or as somebody restates it: each control, whether it is necessary, why or
 * why not, and whether it is implemented. What differs from what is recorded becomes one version.
 */
export const statement: Importable = { noun: 'statement', header: headerOf(columns), plan };

function plan(file: TableFile, { known, actor, now }: ImportContext): ImportPlan {
  const { lines, mistakes } = readTable(file, columns);
  const all = [...mistakes, ...twice(lines), ...contradictions(lines)];
  if (all.length > 0) return { mistakes: all };
  const standing = known.find((d) => d.noun === 'statement');
  const before = standing ? controlsOf(standing) : {};
  const controls = Object.fromEntries(
    lines
      .map(({ cells }) => [cells.control?.control ?? '', appliedIn(cells)] as const)
      .filter(([control, applied]) => !isSame(before[control], applied)),
  );
  if (Object.keys(controls).length === 0) return { events: [], lines: lines.length };
  const body: StatementEvents['controls-stated'] = {
    controls,
    by: actor,
    because: { text: `imported from ${file.name}` },
  };
  const event = {
    stream: STATEMENT_STREAM,
    kind: 'controls-stated',
    actor,
    at: now,
    body: jsonOf(body),
  };
  return { events: [event], lines: lines.length };
}

function appliedIn({ included, reason = '', status }: ControlLine['cells']): Applied {
  const necessary = included === 'yes';
  return { included: necessary, reason: { text: reason }, status: status ?? (necessary ? 'planned' : 'not-needed') };
}

function isSame(before: Applied | undefined, { included, reason, status }: Applied): boolean {
  return before?.included === included && before.status === status && textOf(before.reason) === textOf(reason);
}

function twice(lines: ControlLine[]): TableMistake[] {
  return lines.flatMap(({ line, cells }) => {
    const { control: named } = cells;
    const first = lines.find((other) => other.cells.control?.control === named?.control);
    if (named === undefined || first?.line === line) return [];
    const { written, control } = named;
    const message =
      first?.cells.control?.written === written
        ? `stands in line ${first.line} already`
        : `is ${control} now, as ${first?.cells.control?.written} in line ${first?.line} is: write one line for it`;
    return [{ line, column: 'control', message, found: written }];
  });
}

function contradictions(lines: ControlLine[]): TableMistake[] {
  return lines
    .filter(
      ({ cells: { included, status } }) => status && included && (included === 'no') !== (status === 'not-needed'),
    )
    .map(({ line, cells: { included, status = '' } }) => ({
      line,
      column: 'status',
      message: included === 'no' ? 'a control that is left out is not-needed' : 'a control that is included is needed',
      found: status,
      allowed: included === 'no' ? 'not-needed' : 'planned, implemented',
    }));
}
