import { type Organisation, personOf } from '../organisation.ts';
import type { Attachment, Comment, Ticket } from '../ticket.ts';
import type { Instant } from '../time.ts';
import type { FetchedFile } from './seen.ts';
import type { Evidence, TaskState } from './state.ts';

/** Something that may count as evidence. `item` is set where its author named the item in so many words. */
export interface Offer extends Evidence {
  /** The comment that it came with, without addresses. */
  words: string;
  /** Its own name and address. */
  own: string;
  size?: number;
  /** The tracker has its bytes, and nobody asked for them yet. */
  unfetched: boolean;
  /** Given by somebody outside the programme: it does not count. */
  outsider: boolean;
}

const ADDRESS = /https?:\/\/\S+/g;

/** @returns everything that was given since opening, oldest first: by `evidence`, as a file or link, or as a line `ITEM: none needed, because …`. */
export function offersIn(
  state: TaskState,
  ticket: Ticket,
  org: Organisation,
  files: Record<string, FetchedFile>,
): Offer[] {
  const comments = givenSinceOpening(state, ticket);
  const all = comments.flatMap((c) => c.attachments);
  const given = state.given.map(
    (e): Offer => ({
      ...e,
      ...bytes(
        all.find((a) => a.url === e.url),
        e,
        files,
      ),
      words: '',
      own: '',
      outsider: false,
    }),
  );
  return [...given, ...comments.flatMap((c) => offersOf(c, state, ticket, org, files))];
}

/** @returns people's comments that stand as they are since the opening: what may hold evidence (domain: evidence gate). */
export function givenSinceOpening(state: TaskState, ticket: Ticket): Comment[] {
  const since: Instant = state.thread.openedAt ?? ticket.createdAt;
  return ticket.comments.filter((c) => givenAt(c) >= since && !c.key);
}

/** What an edit added cannot be told from what stood there before: all of it counts from the edit. */
function givenAt({ at, editedAt }: Comment): Instant {
  return editedAt ?? at;
}

/** @returns whether the text names the item, as a word of its own and not as a part of a longer item's id. */
export function namesItem(text: string, id: string, all: { id: string }[]): boolean {
  const longer = all.map((i) => i.id).filter((other) => other !== id && other.includes(id));
  const rest = longer.reduce((left, other) => left.replaceAll(new RegExp(other, 'gi'), ' '), text);
  return new RegExp(`(^|[^a-z0-9])${id}([^a-z0-9]|$)`, 'i').test(rest);
}

function offersOf(
  comment: Comment,
  state: TaskState,
  ticket: Ticket,
  org: Organisation,
  files: Record<string, FetchedFile>,
): Offer[] {
  const by = personOf(org, ticket.ref.tracker, comment.author);
  if (comment.author.id === org.self[ticket.ref.tracker]?.id) return [];
  const who = { by: by ?? comment.author.login, outsider: by === undefined, at: givenAt(comment) };
  return [...attached(comment, who, state, files), ...(by ? noneNeeded(comment, who, state) : [])];
}

type Giver = Pick<Offer, 'by' | 'at' | 'outsider'>;

/** What came with the word `evidence` counts only if the word was recorded, and there for the item that it names. */
function attached(comment: Comment, who: Giver, state: TaskState, files: Record<string, FetchedFile>): Offer[] {
  const given = state.given.filter((e) => e.at === comment.at && e.by === who.by);
  if (/^\s*[/!]evidence\b/im.test(comment.text) && given.length === 0) return [];
  return comment.attachments
    .filter((a) => !given.some((e) => e.url === a.url))
    .map((a) => {
      const base = { item: '', ...who, how: 'link' as const, name: { text: a.name }, url: a.url };
      const words = wordsFor(comment.text, a, state.terms.evidence);
      return { ...base, ...bytes(a, base, files), words, own: ownWords(a) };
    });
}

/**
 * @returns the words that a file or link stands with. Where a comment names several items, each link goes with the name on its own line:
 * the last one before it, else the first after it; else with the last name above it. Names before another link are that one's.
 */
function wordsFor(text: string, { url, name }: Attachment, items: { id: string }[]): string {
  const words = text.replace(ADDRESS, ' ');
  const at = text.includes(url) ? text.indexOf(url) : text.indexOf(name);
  const named = (part: string) => items.filter((i) => namesItem(part, i.id, items)).map(({ id }) => id);
  if (at < 0 || named(words).length < 2) return words;
  const above = text.slice(0, at).split(ADDRESS).at(-1) ?? '';
  const before = above.split('\n').at(-1) ?? '';
  const after = text.slice(at).replace(url, ' ').split('\n')[0]?.split(ADDRESS)[0] ?? '';
  const place = (part: string) => (id: string) => part.toLowerCase().lastIndexOf(id);
  const last = (part: string) => named(part).sort((a, b) => place(part)(b) - place(part)(a))[0];
  const first = (part: string) => named(part).sort((a, b) => place(part)(a) - place(part)(b))[0];
  return last(before) ?? first(after) ?? last(above) ?? '';
}

function bytes(
  attachment: Attachment | undefined,
  { how, url }: Pick<Evidence, 'how' | 'url'>,
  files: Record<string, FetchedFile>,
): Pick<Offer, 'how' | 'unfetched'> & Partial<Pick<Offer, 'kept' | 'size'>> {
  const file = url === undefined ? undefined : files[url];
  const held = attachment?.id !== undefined;
  return {
    how: held || file ? 'file' : how,
    unfetched: held && file === undefined,
    ...(file && { kept: file.blob, size: file.size }),
  };
}

function noneNeeded(comment: Comment, who: Giver, state: TaskState): Offer[] {
  return state.terms.evidence.flatMap((item) => {
    const said = new RegExp(
      `^[\\s*+-]*${item.id}[\\s*]*:[\\s*]*none needed[\\s,;]*because\\b(.*[\\p{L}\\p{N}].*)$`,
      'imu',
    ).exec(comment.text);
    if (!said?.[1]) return [];
    return [
      {
        item: item.id,
        ...who,
        how: 'none-needed' as const,
        name: { text: said[1].trim() },
        words: '',
        own: '',
        unfetched: false,
      },
    ];
  });
}

/** Where a tracker numbers its files, the address is its own words: whoever gave the file named it, and no more. */
function ownWords({ id, name, url }: Attachment): string {
  const path = pathOf(url);
  return id !== undefined && /\/\d+$/.test(path) ? name : `${name}\n${path}`;
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/i, '');
}
