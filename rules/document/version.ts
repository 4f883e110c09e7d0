import { addressesLast, type Command } from '../commands.ts';
import type { Filling, FillingWord } from '../task/filling-word.ts';
import type { Item } from '../task/state.ts';

/** What `version` has to know: the version in force, and where the document is. */
export interface InForce {
  version?: string;
  location?: string;
}

/** What `version` says of a document: with `unchanged`, why the one in force still holds. */
export interface Stated {
  version: string;
  location: string;
  unchanged?: string;
}

/** `version NUMBER LOCATION`, or `version unchanged because …` (7.5.2, 7.5.3): given again, the last one counts. */
export const version: FillingWord = { read };

function read({ text, links: [url] }: Command, [item]: Item[]): Filling | { wrong: string } {
  if (!item) return { wrong: 'nothing here has a version' };
  const form = (item.form ?? {}) as InForce;
  const [same, because = ''] = /^unchanged\b[\s,;:.]*(?:because\b)?\s*([\s\S]*)$/i.exec(text) ?? [];
  const stated = same === undefined ? newVersion(addressesLast(text), form) : unchanged(because, form);
  if ('wrong' in stated) return stated;
  return { item: item.id, name: nameOf(stated), says: { ...stated }, ...(url && { url }) };
}

function newVersion(text: string, form: InForce): Stated | { wrong: string } {
  const [, number, where = ''] = /^v?(\d[\w.-]{0,19})(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  if (number === undefined) return { wrong: 'it begins with the version, such as 3.2, or with the word unchanged' };
  if (number === form.version)
    return { wrong: `${number} is the version in force: a changed document has a number of its own` };
  const location = where.trim() || form.location;
  if (!location || !/[\p{L}\p{N}]/u.test(location)) return { wrong: 'it needs the location: where the document is' };
  return { version: number, location };
}

function unchanged(because: string, { version: number, location }: InForce): Stated | { wrong: string } {
  if (number === undefined) return { wrong: 'no version is on record yet, so none can be unchanged' };
  if (!/[\p{L}\p{N}]/u.test(because)) return { wrong: 'it needs a reason, also for "unchanged"' };
  return { version: number, location: location ?? '', unchanged: because };
}

function nameOf({ version: number, location, unchanged: because }: Stated): string {
  return because === undefined ? `version ${number}, ${location}` : `version ${number} unchanged, because ${because}`;
}
