import { createHash } from 'node:crypto';
import type { Json } from '../rules/event.ts';

/** Media type that words are stored under. */
export const WORDS_MEDIA = 'text/plain; charset=utf-8';

/** What a redacted text reads as. */
const redacted: Json = { redacted: true };

/** Names of fields whose value is the hash of a blob. */
const references = ['blob', 'kept', 'snapshot', 'source'];

/** @returns the hash a blob is known by: SHA-256 over salt and bytes, so that short text cannot be guessed from it. */
export function blobHash(salt: string, bytes: Uint8Array): string {
  return createHash('sha256').update(salt, 'utf8').update(bytes).digest('hex');
}

/** Words taken out of a body, by the hash that now stands in it. */
export type TakenWords = Map<string, { salt: string; bytes: Uint8Array }>;

/** @returns the body with each `{text}` replaced by `{blob}`, and the texts by hash. */
export function takeOutWords(body: Record<string, Json>, salt: () => string): [Record<string, Json>, TakenWords] {
  const taken: TakenWords = new Map();
  const bare = mapEntries(body, (value) =>
    replace(value, (found) => {
      if (!('text' in found) || typeof found.text !== 'string') return undefined;
      const entry = { salt: salt(), bytes: Buffer.from(found.text, 'utf8') };
      const hash = blobHash(entry.salt, entry.bytes);
      taken.set(hash, entry);
      return { blob: hash };
    }),
  );
  return [bare, taken];
}

/** @returns the value with each `{blob}` of `texts` replaced by its `{text}`, or by a note that it was redacted (null). */
export function putBackWords(value: Json, texts: ReadonlyMap<string, string | null>): Json {
  return replace(value, (found) => {
    if (!('blob' in found) || typeof found.blob !== 'string') return undefined;
    const text = texts.get(found.blob);
    if (text === undefined) return undefined;
    return text === null ? redacted : { text };
  });
}

/** @returns the hashes of all blobs that a value names. */
export function blobsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(blobsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner !== 'string') return blobsIn(inner);
    return references.includes(name) && /^[0-9a-f]{64}$/.test(inner) ? [inner] : [];
  });
}

/** Objects of a single field are what `change` is asked about; it answers undefined to leave one as it is. */
function replace(value: Json, change: (found: Record<string, Json>) => Json | undefined): Json {
  if (Array.isArray(value)) return value.map((item) => replace(item, change));
  if (value === null || typeof value !== 'object') return value;
  const changed = Object.keys(value).length === 1 ? change(value) : undefined;
  return changed ?? mapEntries(value, (inner) => replace(inner, change));
}

function mapEntries(value: Record<string, Json>, change: (inner: Json) => Json): Record<string, Json> {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
}
