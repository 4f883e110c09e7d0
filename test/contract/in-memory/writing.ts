import { TrackerError } from '../../../integrations/tickets/errors.ts';
import type { Commented, Ensured, Until } from '../../../integrations/tickets/port.ts';
import type { Draft, Message, TicketRef } from '../../../rules/ticket.ts';
import { msBetween } from '../../../rules/time.ts';
import { printLine, printLines } from './plain.ts';
import type { Remark, Sheet, Store } from './store.ts';

/** The port's `ensure`. */
export function ensure(store: Store, draft: Draft, settleMs: number, ref?: TicketRef, until?: Until): Ensured {
  const before = store.counts.writes;
  const found = ref === undefined ? lookUp(store, draft, settleMs) : standing(store, ref);
  const lines = found?.lines;
  const sheet = found ?? create(store, draft, until);
  if (found !== undefined) edit(store, sheet, handedOver(draft, sheet));
  for (const remark of sheet.comments) remark.isHeard ||= draft.heard.includes(remark.id);
  if (!sheet.hasFence) throw refused(store, 'fence');
  return {
    ref: sheet.ref,
    created: found === undefined,
    at: sheet.createdAt,
    updated: sheet.updated,
    writes: store.counts.writes - before,
    rewritten: found !== undefined && sheet.lines !== lines,
  };
}

/** Nobody is taken a ticket from but whom the draft means to replace. */
function handedOver({ assignee, over = [], ...draft }: Draft, { assignees }: Sheet): Draft {
  const stays = assignees.some((each) => !over.includes(each.id));
  return stays || assignee === undefined ? draft : { ...draft, assignee };
}

/** The port's `comment`. */
export function comment(
  store: Store,
  ref: TicketRef,
  key: string,
  text: Message,
  tried: boolean,
  until?: Until,
): Commented {
  const sheet = standing(store, ref);
  const earlier = tried ? sheet.comments.find((each) => each.key === key) : undefined;
  if (earlier !== undefined) return { id: earlier.id, at: earlier.at, writes: 0 };
  inTime(store, until);
  const remark = newRemark(store, sheet, store.engine.login, text.map(printLine).join('\n'));
  sheet.comments.push({ ...remark, key });
  store.wrote(sheet);
  return { id: remark.id, at: remark.at, writes: 1 };
}

/** @returns a comment of that author, not yet added. */
export function newRemark(store: Store, sheet: Sheet, login: string, raw: string): Remark {
  const id = `${sheet.ref.id}-${sheet.comments.length + 1}`;
  return { id, author: store.account(login), at: store.tick(), edited: false, raw, isHeard: false };
}

/** Closes or opens, and keeps it in the history. */
export function setCategory(store: Store, sheet: Sheet, login: string, category: Sheet['category']): void {
  const [by, at, id] = [store.account(login), store.tick(), `${sheet.ref.id}-change-${sheet.changes.length}`];
  sheet.category = category;
  if (category === 'open') sheet.changes.push({ id, kind: 'reopened', by, at });
  else sheet.changes.push({ id, kind: 'closed', by, at, category });
  if (category === 'open') delete sheet.closed;
  else sheet.closed = { by, at };
}

/** Puts the ticket into one person's hands, and keeps it in the history. */
export function setAssignee(store: Store, sheet: Sheet, login: string, to: string): void {
  const by = store.account(login);
  const note = (kind: 'assigned' | 'unassigned', account: Sheet['author']) =>
    sheet.changes.push({ id: `${sheet.ref.id}-change-${sheet.changes.length}`, kind, by, at: store.tick(), account });
  for (const each of sheet.assignees) note('unassigned', each);
  sheet.assignees = [store.account(to)];
  note('assigned', store.account(to));
}

function lookUp(store: Store, draft: Draft, settleMs: number): Sheet | undefined {
  store.call();
  const own = store.sheets.filter((sheet) => sheet.author.id === store.engine.id && sheet.gone === undefined);
  const found = store.trouble.lag ? undefined : own.find((sheet) => sheet.key === draft.key);
  const tried = draft.lastTried ?? draft.firstTried;
  if (found !== undefined || tried === undefined || msBetween(tried, store.now()) >= settleMs) return found;
  throw new TrackerError(`${store.id}: ${draft.key} may have been opened`, { kind: 'uncertain' });
}

function standing(store: Store, ref: TicketRef): Sheet {
  store.call(ref);
  const sheet = store.find(ref);
  if (sheet !== undefined && sheet.gone === undefined) return sheet;
  throw new TrackerError(`${store.id}: ${ref.number} is gone`, { kind: 'gone' });
}

function inTime(store: Store, until: Until | undefined): void {
  if (until !== undefined && until() <= store.now())
    throw new TrackerError(`${store.id}: too late to be sent`, { kind: 'unreachable' });
}

function create(store: Store, draft: Draft, until?: Until): Sheet {
  inTime(store, until);
  store.call();
  if (draft.assignee !== undefined && !store.isAssignable(draft.assignee)) throw refused(store, 'assignees');
  const lines = printLines(draft.block);
  const at = store.tick();
  const sheet: Sheet = {
    ref: store.newRef(),
    key: draft.key,
    display: draft.display,
    author: store.engine,
    updated: at,
    createdAt: at,
    title: draft.title,
    labels: store.trouble.labels ? [] : draft.labels,
    category: 'open',
    assignees: draft.assignee === undefined ? [] : [store.account(draft.assignee)],
    due: draft.due ?? null,
    ...ownParts(store, draft),
    lines,
    written: lines,
    hasFence: true,
    below: '',
    comments: [],
    changes: [],
  };
  store.sheets.push(sheet);
  if (draft.category && draft.category !== 'open') setCategory(store, sheet, store.engine.login, draft.category);
  store.wrote(sheet);
  if (store.trouble.labels) throw refused(store, 'labels', { ref: sheet.ref, at });
  return sheet;
}

function edit(store: Store, sheet: Sheet, draft: Draft): void {
  const before = JSON.stringify(sheet);
  if (draft.assignee !== undefined && !store.isAssignable(draft.assignee)) throw refused(store, 'assignees');
  sheet.title = draft.title;
  sheet.labels = [...sheet.labels.filter((label) => !label.startsWith('isms')), ...draft.labels];
  if (draft.due !== undefined) sheet.due = draft.due;
  Object.assign(sheet, ownParts(store, draft));
  if (draft.grade === null) delete sheet.grade;
  if (draft.takeOver && !sheet.hasFence)
    Object.assign(sheet, { hasFence: true, key: draft.key, display: draft.display });
  if (sheet.hasFence && !draft.keepBlock) rewrite(sheet, printLines(draft.block));
  if (draft.category && sheet.category !== draft.category)
    setCategory(store, sheet, store.engine.login, draft.category);
  if (draft.assignee !== undefined && !sheet.assignees.some((each) => each.login === draft.assignee)) {
    setAssignee(store, sheet, store.engine.login, draft.assignee);
  }
  if (JSON.stringify(sheet) === before) return;
  store.call();
  store.wrote(sheet);
}

/** A ticket elsewhere, and one that is a part itself, takes no parts. */
function ownParts(store: Store, { grade, parent }: Draft): Pick<Sheet, 'grade' | 'parent'> {
  const whole = parent?.tracker === store.id ? store.find(parent) : undefined;
  return { ...(grade && { grade }), ...(whole && whole.parent === undefined && { parent: whole.ref.id }) };
}

function rewrite(sheet: Sheet, lines: string[]): void {
  if (JSON.stringify([sheet.lines, sheet.written]) === JSON.stringify([lines, lines])) return;
  const typed = sheet.lines.filter((line) => !sheet.written.includes(line));
  if (typed.length > 0) sheet.below = `\n${typed.join('\n')}${sheet.below}`;
  sheet.lines = lines;
  sheet.written = lines;
}

function refused(store: Store, field: string, opened?: TrackerError['opened']): TrackerError {
  return new TrackerError(`${store.id}: ${field} not taken`, { kind: 'refused', fields: [field] }, opened);
}
