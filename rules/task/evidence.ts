import { type Organisation, personOf } from '../organisation.ts';
import type { Comment, Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { FetchedFile } from './seen.ts';
import type { Evidence, TaskState, TaskTerms } from './state.ts';

type Item = TaskTerms['evidence'][number];

export interface MissingItem {
  item: Item;
  why: 'missing' | 'empty' | 'not-kept';
}

export interface Gathered {
  items: Evidence[];
  missing: MissingItem[];
  /** Attachments that could count for more than one missing item. */
  ambiguous: string[];
}

interface Offer extends Evidence {
  words: string;
  size?: number;
}

/**
 * Which evidence items are there: an attachment counts for the item whose id stands in its comment or file name; what is left over
 * counts when exactly one item is missing (domain: submitted). Evidence by people outside the programme does not count, nor does an
 * empty file.
 */
export function gatherEvidence(
  state: TaskState,
  ticket: Ticket,
  org: Organisation,
  files: Record<string, FetchedFile>,
): Gathered {
  const offers = offersIn(state, ticket, org, files);
  const found = new Map<string, Evidence>(latestGiven(state));
  const spare: Offer[] = [];
  for (const offer of offers) {
    const named = state.terms.evidence.filter((item) => mentions(offer.words, item.id));
    if (named.length === 0) spare.push(offer);
    for (const item of named) offerFor(found, item, offer);
  }
  const lacking = state.terms.evidence.filter((item) => !found.has(item.id));
  const [only] = lacking;
  if (only && lacking.length === 1) for (const offer of spare) offerFor(found, only, offer);
  const missing = state.terms.evidence.flatMap((item) => whyMissing(item, found.get(item.id), offers));
  const ambiguous = lacking.length > 1 ? spare.map((o) => o.name).map((n) => ('text' in n ? n.text : '')) : [];
  return { items: [...found.values()].filter((e) => !missing.some((m) => m.item.id === e.item)), missing, ambiguous };
}

function latestGiven(state: TaskState): [string, Evidence][] {
  return state.given.map((e) => [e.item, e]);
}

function offerFor(found: Map<string, Evidence>, item: Item, { words: _, size, ...offer }: Offer): void {
  if (size === 0 || (offer.how === 'none-needed' && item.file)) return;
  const standing = found.get(item.id);
  if (standing && (standing.kept || !offer.kept)) return;
  found.set(item.id, { ...offer, item: item.id });
}

function whyMissing(item: Item, found: Evidence | undefined, offers: Offer[]): MissingItem[] {
  if (found && (!item.kept || found.kept)) return [];
  if (found) return [{ item, why: 'not-kept' }];
  const empty = offers.some((o) => o.size === 0 && mentions(o.words, item.id));
  return [{ item, why: empty ? 'empty' : 'missing' }];
}

function offersIn(
  state: TaskState,
  ticket: Ticket,
  org: Organisation,
  files: Record<string, FetchedFile>,
): Offer[] {
  const since: Instant = state.thread.openedAt ?? ticket.createdAt;
  return ticket.comments.flatMap((comment) => {
    const by = personOf(org, ticket.ref.tracker, comment.author);
    if (!by || comment.at < since || comment.key) return [];
    return [...attached(comment, by, files), ...noneNeeded(comment, by, state)];
  });
}

function attached(comment: Comment, by: string, files: Record<string, FetchedFile>): Offer[] {
  if (/^\s*[/!]evidence\b/im.test(comment.text)) return [];
  return comment.attachments.map((a) => {
    const file = files[a.url];
    return {
      item: '',
      by,
      at: comment.at,
      how: a.id || file ? ('file' as const) : ('link' as const),
      name: { text: a.name },
      url: a.url,
      words: `${comment.text}\n${a.name}`,
      ...(file && { kept: file.blob, size: file.size }),
    };
  });
}

function noneNeeded(comment: Comment, by: string, state: TaskState): Offer[] {
  return state.terms.evidence.flatMap((item) => {
    const said = new RegExp(`^[\\s*+-]*${item.id}\\W*:\\W*none needed\\W*because\\b\\W*(\\S.*)$`, 'im').exec(comment.text);
    if (!said?.[1]) return [];
    return [{ item: item.id, by, at: comment.at, how: 'none-needed' as const, name: { text: said[1] }, words: item.id }];
  });
}

function mentions(words: string, id: string): boolean {
  return new RegExp(`(^|[^a-z0-9])${id}([^a-z0-9]|$)`, 'i').test(words);
}
