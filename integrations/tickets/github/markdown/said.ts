import type { Attachment } from '../../../../rules/ticket.ts';
import { retrievable } from '../attachment.ts';
import { attachmentsIn } from './links.ts';
import { ownWords, parseComment } from './own-words.ts';

/** What a comment says: its author's own words, and what is linked in it. */
export interface Said {
  text: string;
  attachments: Attachment[];
}

/** Of texts that are kept, in characters. */
const MOST_KEPT = 4_000_000;
/** A ticket's comments are read anew at each of its changes, and parsing is most of that; by their text, so that an edited one is. */
const kept = new Map<string, Said>();
let size = 0;

/**
 * @param web origin of the tracker's pages: what is linked there may be fetched.
 * @returns what a comment says, the same frozen object for the same text.
 */
export function saidIn(body: string, web: string): Said {
  const key = `${web}\n${body}`;
  const known = kept.get(key);
  if (known) return known;
  const root = parseComment(body);
  const attachments = attachmentsIn(root, (url) => retrievable(url, web));
  for (const each of attachments) Object.freeze(each);
  Object.freeze(attachments);
  const said = Object.freeze({ text: ownWords(root), attachments });
  size += key.length;
  if (size > MOST_KEPT) {
    kept.clear();
    size = key.length;
  }
  kept.set(key, said);
  return said;
}
