import { clipped } from '../../../rules/clipped.ts';
import type { Category, Draft } from '../../../rules/ticket.ts';
import { printBlock } from './markdown/block.ts';
import { fenced, movedBelow, parseFence, typedInside } from './markdown/fence.ts';
import { oneLine } from './markdown/inline.ts';
import type { Issue } from './shapes.ts';

const MAX_TITLE = 256;

/** What one PATCH carries; absent parts already are as drafted. */
export interface Patch {
  title?: string;
  body?: string;
  labels?: string[];
  assignees?: string[];
  state?: 'open' | 'closed';
  state_reason?: 'completed' | 'not_planned' | 'reopened';
}

export interface EditPlan {
  /** Undefined when nothing has to be written. */
  patch?: Patch;
  /** GitHub ignores another reason for closing unless the state changes: reopen first. */
  reopenFirst: boolean;
  /** The end marker is gone or another task's: the body is left alone. */
  fenceMissing: boolean;
}

type Standing = Pick<Issue, 'title' | 'body' | 'labels' | 'assignees' | 'state' | 'state_reason'>;

/** @returns what has to be written so that the issue is as drafted; people's text, labels and co-assignees stay. */
export function planEdit(issue: Standing, draft: Draft): EditPlan {
  const body = nextBody(issue.body ?? '', draft);
  const state = nextState(issue, draft.category);
  const patch: Patch = {
    ...(issue.title === titleOf(draft) ? {} : { title: titleOf(draft) }),
    ...(body.kind === 'write' ? { body: body.text } : {}),
    ...(sameLabels(issue.labels, nextLabels(issue.labels, draft.labels))
      ? {}
      : { labels: nextLabels(issue.labels, draft.labels) }),
    ...(draft.assignee === undefined || isAssigned(issue, draft.assignee) ? {} : { assignees: [draft.assignee] }),
    ...state,
  };
  return {
    ...(Object.keys(patch).length === 0 ? {} : { patch }),
    reopenFirst: state.state === 'closed' && issue.state === 'closed',
    fenceMissing: body.kind === 'missing',
  };
}

/** @returns the body of a new issue. */
export function newBody(draft: Draft): string {
  return fenced(printBlock(draft.block), draft.display, draft.key, '');
}

/** @returns the title as GitHub will keep it: one line of at most 256 characters. */
export function titleOf({ title }: Draft): string {
  return clipped(oneLine(title).trim(), MAX_TITLE);
}

/** @returns which drafted parts the issue does not have: GitHub drops some of them silently. */
export function notTaken(issue: Standing, draft: Draft): string[] {
  const { patch } = planEdit(issue, { ...draft, lastWritten: draft.block });
  return Object.keys(patch ?? {}).filter((field) => field !== 'state_reason');
}

/** @returns done, or dropped where it was closed as not planned or as a duplicate. */
export function categoryOf({ state, state_reason }: Pick<Issue, 'state' | 'state_reason'>): Category {
  if (state === 'open') return 'open';
  return state_reason === 'not_planned' || state_reason === 'duplicate' ? 'dropped' : 'done';
}

type NextBody = { kind: 'keep' } | { kind: 'missing' } | { kind: 'write'; text: string };

function nextBody(body: string, draft: Draft): NextBody {
  const block = printBlock(draft.block);
  const found = parseFence(body, draft.key);
  if (found === undefined && draft.takeOver && parseFence(body) === undefined) {
    const theirs = movedBelow(typedInside(body, block), '');
    return { kind: 'write', text: fenced(block, draft.display, draft.key, theirs) };
  }
  if (found === undefined) return { kind: 'missing' };
  if (draft.keepBlock) return { kind: 'keep' };
  if (found.intact && found.block === block && found.display === draft.display) return { kind: 'keep' };
  const written = draft.lastWritten === undefined ? block : printBlock(draft.lastWritten);
  const lines = found.intact ? [] : typedInside(found.block, written, block);
  return { kind: 'write', text: fenced(block, draft.display, draft.key, movedBelow(lines, found.below)) };
}

function nextState(issue: Standing, category: Category | undefined): Pick<Patch, 'state' | 'state_reason'> {
  if (category === undefined || categoryOf(issue) === category) return {};
  if (category === 'open') return { state: 'open', state_reason: 'reopened' };
  return { state: 'closed', state_reason: category === 'done' ? 'completed' : 'not_planned' };
}

function nextLabels(standing: string[], drafted: string[]): string[] {
  return [...standing.filter((label) => !isOwn(label)), ...drafted];
}

/** Labels named `isms` or `isms/…` are the engine's, all others are people's. */
function isOwn(label: string): boolean {
  return /^isms(\/|$)/i.test(label);
}

function sameLabels(a: string[], b: string[]): boolean {
  const names = (labels: string[]) => [...new Set(labels.map((label) => label.toLowerCase()))].sort().join('\n');
  return names(a) === names(b);
}

function isAssigned(issue: Standing, login: string): boolean {
  return issue.assignees.some((account) => account.login.toLowerCase() === login.toLowerCase());
}
