import { fullName } from '../store/store.ts';
import { asked, requests } from './asked.ts';
import { draw, drawWhole } from './draw.ts';
import {
  type Case,
  type Colleague,
  commentsBy,
  dayAfter,
  type Intention,
  plusDays,
  says,
  type Work,
  workingDay,
  workingDayBefore,
} from './office.ts';
import type { PaperItem } from './paper.ts';

/** Days before its due date by which most work is done. */
const AHEAD: [number, number] = [1, 12];
/** Days after its hard limit in which missed work is done. */
const AFTER_LIMIT: [number, number] = [3, 25];
/** Days that whoever asked waits for the answer. */
const DECIDED: [number, number] = [4, 6];
const DAY_MS = 86_400_000;

/** Everyday work: what is asked for is attached and the ticket closed; somebody else checks it; some ask for more time first. */
export const task: Work = (one) => [...work(one), ...requests(one), ...asked(one)];

function work(one: Case): Intention[] {
  const { ticket, doer, paper } = one;
  if (ticket.state !== 'open' || !doer || !paper.due) return [];
  const reopened = ticket.events.findLast(({ what }) => what.kind === 'reopened')?.at;
  if (reopened !== undefined) {
    const day = dayAfter(one, reopened, one.office.temper.again, 'again');
    return [{ id: `again:${reopened}`, day, who: doer.login, does: () => handIn(one, doer, true) }];
  }
  const meant = dayOfWork(one, paper.due);
  if (meant === undefined) return [];
  const wished = commentsBy(one, doer.login).find(({ body }) => /^\/(extend|waive)\b/m.test(body));
  const request = wished ? undefined : firstAsks(one, doer, paper.due);
  if (request) return [request];
  const answered = wished && dayAfter(one, wished.createdAt, DECIDED, 'answer');
  const day = answered !== undefined && answered > meant ? answered : meant;
  return [{ id: 'hand-in', day, who: doer.login, does: () => handIn(one, doer, isComplete(one)) }];
}

/** @returns the day on which work with that due date is done; undefined where it is forgotten. */
export function dayOfWork({ office, ticket, paper, name }: Case, due: string): string | undefined {
  const { temper, seed } = office;
  const opened = office.dayOf(ticket.createdAt);
  const habit = draw(seed, name, 'habit');
  const { forgotten, missed, late } = temper;
  const limit = paper.limit ?? plusDays(due, 28);
  if (habit < forgotten) return undefined;
  if (habit < forgotten + missed) return workingDay(plusDays(limit, drawWhole(...AFTER_LIMIT, seed, name, 'missed')));
  if (habit < forgotten + missed + late) {
    const most = Math.max(1, Math.round((Date.parse(limit) - Date.parse(due)) / DAY_MS) - 3);
    return workingDay(plusDays(due, drawWhole(1, most, seed, name, 'late')));
  }
  const day = workingDayBefore(plusDays(due, -drawWhole(...AHEAD, seed, name, 'ahead')));
  const soonest = workingDay(plusDays(opened, 1));
  return day < soonest ? soonest : day;
}

/** Asks for more time, or not to do it, before doing anything. */
function firstAsks(one: Case, doer: Colleague, due: string): Intention | undefined {
  const { office, ticket, paper, name } = one;
  const { temper, seed } = office;
  const wish = draw(seed, name, 'wish');
  const before = workingDayBefore(plusDays(due, -2));
  const soonest = workingDay(plusDays(office.dayOf(ticket.createdAt), 1));
  const day = before < soonest ? soonest : before;
  const who = doer.login;
  if (wish < temper.waives)
    return { id: 'waive', day, who, does: () => says(one, doer, '/waive because nothing of it is in use any more') };
  const mayExtend = /\/extend\b/.test(ticket.body ?? '') && paper.limit !== undefined;
  if (!mayExtend || wish >= temper.waives + temper.extends) return undefined;
  const to = workingDay(plusDays(due, drawWhole(7, 14, seed, name, 'extend')));
  return { id: 'extend', day, who, does: () => says(one, doer, `/extend ${to} because the export is not ready`) };
}

function isComplete({ office, name, paper }: Case): boolean {
  return paper.items.length === 0 || draw(office.seed, name, 'complete') >= office.temper.incomplete;
}

/** Attaches what is missing, the last item only if it is to be complete, and closes. */
function handIn(one: Case, doer: Colleague, complete: boolean): void {
  const { office, ticket, paper, name } = one;
  const place = fullName(ticket.repository);
  const items = complete ? paper.items : paper.items.slice(0, -1);
  const spoken = items.flatMap((item) => (item.word === 'measure' ? [measured(one, item)] : []));
  if (spoken.length > 0) says(one, doer, spoken.join('\n'));
  const isNone = ({ id, mayBeNone }: PaperItem) => mayBeNone && draw(office.seed, name, id, 'none') < 0.5;
  const given = items.filter((item) => item.word === undefined && !isNone(item));
  const said = [
    ...items.filter(isNone).map(({ id }) => `${id}: none needed, because nothing came up`),
    ...given.filter(({ kept }) => kept).map((item) => `${item.id}: ${committed(one, doer, item)}`),
  ];
  const files = given
    .filter(({ kept }) => !kept)
    .map((item) => ({ name: `${item.id}.txt`, bytes: bytesOf(one, item) }));
  if (said.length + files.length > 0)
    office.act.commentWithFiles(doer.login, place, ticket.number, said.join('\n'), files);
  office.act.close(doer.login, place, ticket.number, 'completed');
}

/** A value that is what the ticket asks for, and now and then far from it. */
function measured({ office, name }: Case, { id, text }: PaperItem): string {
  const [, target = '1'] = /(-?\d+(?:\.\d+)?)/.exec(text.replace(/`[^`]*`/g, '')) ?? [];
  const isFar = draw(office.seed, name, id, 'value') < office.temper.rejects;
  const value = String(isFar ? Number(target) * 3 + 10 : target);
  // Three digits behind a point could be thousands, too, and would be asked for again.
  return `/measure ${value.replace(/\.\d{3}$/, '$&0')} from the monthly report`;
}

/** Puts a file into the repository. @returns its address, for ever. */
function committed(one: Case, doer: Colleague, item: PaperItem): string {
  const { office, ticket } = one;
  const path = `evidence/${ticket.number}/${item.id}.txt`;
  return office.act.commitFile(doer.login, fullName(ticket.repository), path, bytesOf(one, item)).permalink;
}

function bytesOf({ name }: Case, { id }: PaperItem): Uint8Array {
  return Buffer.from(`${id} of ${name}`);
}
