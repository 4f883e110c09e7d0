import { clipped } from '../../../rules/clipped.ts';
import type { Draft } from '../../../rules/ticket.ts';
import { labelOf } from './address.ts';
import { printBlock } from './adf/block.ts';
import { type AdfDoc, type AdfNode, documentShape, emptyDocument } from './adf/document.ts';
import { type Fenced, fenced, hashOf, movedBelow, parseFence, typedInside } from './adf/fence.ts';
import type { JiraOptions } from './options.ts';
import type { Issue, Mark } from './shapes.ts';

const MAX_SUMMARY = 255;

/** What one PUT carries; absent parts already are as drafted. */
export interface EditPlan {
  fields: Record<string, unknown>;
  /** Given when it has to be written. */
  mark?: Mark;
  /** The end of the engine's part is gone or another task's: the text is left alone. */
  fenceMissing: boolean;
}

type Terms = Pick<JiraOptions, 'id' | 'priority'>;

/** @returns what has to be written so that the issue is as drafted; people's text and labels stay. */
export function planEdit(terms: Terms, issue: Issue, draft: Draft): EditPlan {
  const { fields } = issue;
  const text = nextText(issue, draft);
  const labels = nextLabels(fields.labels ?? [], draft);
  const priority = draft.grade === undefined ? undefined : terms.priority[draft.grade ?? 'task'];
  const parent = parentOf(terms, draft);
  const mark = text.kind === 'missing' ? undefined : markOf(issue, draft, text.hash);
  return {
    fields: {
      ...(fields.summary === summaryOf(draft) ? {} : { summary: summaryOf(draft) }),
      ...(text.kind === 'write' ? { description: text.doc } : {}),
      ...(isSame(fields.labels ?? [], labels) ? {} : { labels }),
      ...(draft.assignee === undefined || fields.assignee?.id === draft.assignee
        ? {}
        : { assignee: { accountId: draft.assignee } }),
      ...(draft.due === undefined || (fields.duedate ?? null) === draft.due ? {} : { duedate: draft.due }),
      ...(priority === undefined || fields.priority?.id === priority ? {} : { priority: { id: priority } }),
      // What is no part of another ticket cannot be made one by an edit.
      ...(parent === undefined || !fields.issuetype.subtask || fields.parent?.id === parent
        ? {}
        : { parent: { id: parent } }),
    },
    ...(mark && !isSameMark(mark, issue.properties) && { mark }),
    fenceMissing: text.kind === 'missing',
  };
}

/** @returns the description of a new issue. */
export function newText(draft: Draft): { doc: AdfDoc; hash: string } {
  const block = blockOf(draft);
  return { doc: fenced(block, []), hash: hashOf(block) };
}

/** @returns the title as Jira will keep it: one line of at most 255 characters. */
export function summaryOf({ title }: Draft): string {
  return clipped(title.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim(), MAX_SUMMARY);
}

/** @returns the labels that an issue is to carry: people's, the drafted ones, and the one by which it is looked up. */
export function nextLabels(standing: string[], { labels, key }: Pick<Draft, 'labels' | 'key'>): string[] {
  return [...standing.filter((label) => !isOwn(label)), ...labels, labelOf(key)];
}

/** @returns the labels as everybody but this adapter sees them. */
export function shownLabels(labels: string[]): string[] {
  return labels.filter((label) => !isLookup(label));
}

/** @returns the id of the ticket that the draft is a part of, where that is one of this tracker's. */
export function parentOf({ id }: Pick<Terms, 'id'>, { parent }: Draft): string | undefined {
  return parent?.tracker === id ? parent.id : undefined;
}

/** @returns an issue's text; a description that is none reads as empty. */
export function textOf({ fields }: Issue): AdfDoc {
  const found = documentShape.safeParse(fields.description);
  return found.success ? found.data : emptyDocument();
}

/** @returns an issue's text taken apart where the paragraph stands that names its own ticket. */
export function fenceOf(issue: Issue): Fenced | undefined {
  return parseFence(textOf(issue), issue.properties?.hash, issue.properties?.display);
}

type NextText = { kind: 'missing' } | { kind: 'keep'; hash: string } | { kind: 'write'; doc: AdfDoc; hash: string };

function nextText(issue: Issue, draft: Draft): NextText {
  const doc = textOf(issue);
  const block = blockOf(draft);
  const hash = hashOf(block);
  const expected = [block, ...(draft.lastWritten ? [blockOf({ ...draft, block: draft.lastWritten })] : [])];
  const found = fenceOf(issue);
  if (found === undefined && draft.takeOver) {
    return { kind: 'write', doc: fenced(block, typedInside(doc.content, ...expected)), hash };
  }
  if (found === undefined || (issue.properties !== undefined && issue.properties.key !== draft.key))
    return { kind: 'missing' };
  if (draft.keepBlock) return { kind: 'keep', hash: issue.properties?.hash ?? hashOf(found.block) };
  if (hashOf(found.block) === hash) return { kind: 'keep', hash };
  const typed = found.intact ? [] : typedInside(found.block, ...expected);
  return { kind: 'write', doc: fenced(block, movedBelow(typed, found.below)), hash };
}

function blockOf({ block, display }: Pick<Draft, 'block' | 'display'>): AdfNode[] {
  return printBlock(block, { display });
}

function markOf({ fields, properties }: Issue, { key, display }: Draft, hash: string): Mark {
  return { key, display, hash, home: properties?.home ?? fields.project.key };
}

function isSameMark(a: Mark, b: Mark | undefined): boolean {
  return b !== undefined && a.key === b.key && a.display === b.display && a.hash === b.hash && a.home === b.home;
}

/** Labels named `isms` or `isms/…` are the engine's, and those by which it looks up; all others are people's. */
function isOwn(label: string): boolean {
  return /^isms(\/|$)/.test(label) || isLookup(label);
}

function isLookup(label: string): boolean {
  return /^dutybound-[a-z0-9-]+$/.test(label);
}

function isSame(a: string[], b: string[]): boolean {
  const names = (labels: string[]) => [...new Set(labels)].sort().join('\n');
  return names(a) === names(b);
}
