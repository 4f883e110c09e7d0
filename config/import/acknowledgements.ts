import { dateAt } from '../../rules/calendar/local-day.ts';
import { type Acknowledged, expiryOf } from '../../rules/campaign/record.ts';
import { ID } from '../../rules/ids.ts';
import { suggestion } from '../near.ts';
import { day, NO_DAY, named, optional, passedOver, pastDay, words } from './columns.ts';
import { broughtEvent, broughtFrom, type Entry, planEntries, TAKEN_BACK, withoutTakenBack } from './entries.ts';
import { ANY, type ColumnContext, type Importable, type ImportContext, type ImportPlan } from './importable.ts';
import { type Column, headerOf, type Line, readTable, type TableFile, type TableMistake } from './table.ts';

const CAMPAIGN: Column<string> = {
  needed: true,
  allowed: 'a campaign of the programme, or a short name of your own: lower-case letters, digits, and hyphens',
  read: (text) => (ID.test(text) ? text : undefined),
};

function columnsOf({ programme, known, now }: ColumnContext) {
  const before = known.filter((d) => d.noun === 'acknowledgement');
  const people = programme.people.map(({ id, name }) => ({ id, title: name }));
  return {
    person: named(
      people,
      before.map(({ id }) => id),
    ),
    campaign: CAMPAIGN,
    acknowledged: pastDay(programme.zone, now),
    title: optional(words(200)),
    expires: optional(day),
    period: optional(words(40)),
    taken_back: TAKEN_BACK,
    ...passedOver('name', 'manager', 'task', 'brought_along'),
  };
}

type AcknowledgementLine = Line<ReturnType<typeof columnsOf>>;

/**
 * Who acknowledged what, was trained in what, or holds which certificate, as it was kept before (7.2, 7.3, A.5.1): of a campaign of the
 * programme, or of anything else under a name and title of its own.
 */
export const acknowledgements: Importable = { noun: 'acknowledgement', header: headerOf(columnsOf(ANY)), plan };

function plan(file: TableFile, context: ImportContext): ImportPlan {
  const { lines, mistakes } = withoutTakenBack(readTable(file, columnsOf(context)));
  const all = [...mistakes, ...lines.flatMap((line) => untitled(line, context)), ...lines.flatMap(shortLived)];
  return planEntries(lines, all, context, (line) => entryOf(line, file, context));
}

/** What is no campaign may be one that is misspelt: it has to say what it is. */
function untitled({ line, cells: { campaign, title } }: AcknowledgementLine, context: ImportContext): TableMistake[] {
  if (campaign === undefined || title || campaignOf(campaign, context)) return [];
  const campaigns = campaignsIn(context).map(({ id }) => id);
  const message = `there is no such campaign${suggestion(campaign, campaigns)} Anything else needs a title`;
  return [{ line, column: 'campaign', message: message.replace(/([^?]) Anything/, '$1; anything'), found: campaign }];
}

function shortLived({ line, cells: { acknowledged, expires } }: AcknowledgementLine): TableMistake[] {
  if (!acknowledged || !expires || expires >= acknowledged.on.slice(0, 10)) return [];
  return [{ line, column: 'expires', message: 'lies before the day on which it was done', found: expires }];
}

function campaignsIn({ programme }: ImportContext) {
  return programme.duties.filter((duty) => duty.kind === 'campaign');
}

function campaignOf(campaign: string, context: ImportContext) {
  return campaignsIn(context).find(({ id }) => id === campaign);
}

function entryOf({ cells }: AcknowledgementLine, file: TableFile, context: ImportContext): Entry {
  const { person = '', campaign = '', acknowledged = NO_DAY } = cells;
  const duty = campaignOf(campaign, context);
  const { period = acknowledged.on.slice(0, 10), title = duty?.title ?? campaign } = cells;
  const ends = duty?.expires && expiryOf(dateAt(context.programme.zone, acknowledged.at), duty.expires);
  const expires = cells.expires ?? ends;
  const body: Acknowledged = {
    campaign,
    title: { text: title },
    period,
    ...(expires && { expires }),
    task: '',
    brought: broughtFrom(file, context, acknowledged),
  };
  return {
    event: broughtEvent(`documented/acknowledgement/${person}`, 'acknowledged', body, context, acknowledged.at),
    is: (row) => row.campaign === campaign && row.period === period,
    id: `${person} ${campaign} ${period}`,
    column: 'campaign',
  };
}
