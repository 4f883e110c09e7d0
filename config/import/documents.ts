import type { Approved } from '../../rules/document/record.ts';
import { textOf } from '../../rules/event.ts';
import { holders } from '../../rules/organisation.ts';
import { type About, aboutIn } from '../../rules/subject.ts';
import { day, NO_DAY, named, optional, passedOver, pastDay, pastPerson, words } from './columns.ts';
import { broughtEvent, broughtFrom, type Entry, planEntries, TAKEN_BACK, withoutTakenBack } from './entries.ts';
import { ANY, type ColumnContext, type Importable, type ImportContext, type ImportPlan } from './importable.ts';
import { type Column, headerOf, type Line, readTable, type TableFile, type TableMistake } from './table.ts';

const VERSION: Column<string> = {
  needed: true,
  allowed: 'the number of the version, such as 3.2',
  read: (text) => /^v?(\d[\w.-]{0,19})$/i.exec(text)?.[1],
};

function columnsOf({ programme, known, now }: ColumnContext) {
  const before = known.filter((d) => d.noun === 'document');
  const ids = before.map(({ id }) => id);
  const people = before.flatMap(({ owner, versions }) => [owner, ...versions.flatMap((v) => [v.by, v.approver])]);
  return {
    document: named(aboutIn(programme, 'document-review'), ids),
    version: VERSION,
    location: words(1000),
    approver: pastPerson(programme, people),
    approved: pastDay(programme.zone, now),
    title: optional(words(200)),
    owner: optional(pastPerson(programme, people)),
    by: optional(pastPerson(programme, people)),
    unchanged: optional(words(4000)),
    next: optional(day),
    period: optional(words(40)),
    taken_back: TAKEN_BACK,
    ...passedOver('task', 'brought_along'),
  };
}

type DocumentLine = Line<ReturnType<typeof columnsOf>>;

/**
 * Versions of documents that were approved before (7.5.2 c): what the programme has reviewed again, each with who approved it and when. The
 * newest is the version in force, from which the next review goes on.
 */
export const documents: Importable = { noun: 'document', header: headerOf(columnsOf(ANY)), plan };

function plan(file: TableFile, context: ImportContext): ImportPlan {
  const { lines, mistakes } = withoutTakenBack(readTable(file, columnsOf(context)));
  const all = [...mistakes, ...lines.flatMap((line) => approvedByOwner(line, context))];
  return planEntries(lines, all, context, (line) => entryOf(line, file, context));
}

/** Nobody approves a document of their own (7.5.2 c). */
function approvedByOwner({ line, cells }: DocumentLine, context: ImportContext): TableMistake[] {
  const { document: id = '', approver } = cells;
  if (approver === undefined || approver !== ownerIn(cells, id, context)) return [];
  const message = cells.owner
    ? 'owns the document, and nobody approves a document of their own'
    : 'owns the document today, and nobody approves a document of their own; say in the column owner who owned it then';
  return [{ line, column: 'approver', message, found: approver }];
}

function ownerIn({ owner }: DocumentLine['cells'], id: string, context: ImportContext): string {
  const about = aboutIn(context.programme, 'document-review').find((one) => one.id === id);
  return owner ?? standingDocument(id, context)?.owner ?? ownerOf(context, about);
}

function standingDocument(id: string, { known }: ImportContext) {
  return known.flatMap((d) => (d.noun === 'document' && d.id === id ? [d] : []))[0];
}

function entryOf({ cells }: DocumentLine, file: TableFile, context: ImportContext): Entry {
  const {
    document: id = '',
    version = '',
    location = '',
    approver = '',
    approved = NO_DAY,
    by = '',
    unchanged,
    next,
  } = cells;
  const { period = approved.on.slice(0, 10) } = cells;
  const about = aboutIn(context.programme, 'document-review').find((one) => one.id === id);
  const before = standingDocument(id, context);
  const title = cells.title ?? (before ? textOf(before.title) : (about?.title ?? id));
  const owner = ownerIn(cells, id, context);
  const body: Approved = {
    title: { text: title },
    owner,
    ...(next && { next }),
    version,
    location: { text: location },
    ...(unchanged && { unchanged: { text: unchanged } }),
    by,
    approver,
    period,
    task: '',
    brought: broughtFrom(file, context, approved),
  };
  return {
    event: broughtEvent(`documented/document/${id}`, 'approved', body, context, approved.at),
    is: (row) => row.period === period,
    id: `${id} ${period}`,
    column: 'document',
  };
}

function ownerOf({ programme }: ImportContext, about: About | undefined): string {
  const who = about?.subject?.owner ?? about?.duty.owner ?? '';
  return holders({ programme }, who, who)[0] ?? who;
}
