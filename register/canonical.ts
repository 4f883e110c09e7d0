import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { RegisterError } from './errors.ts';

/** @returns RFC 8785 canonical JSON: one text for one value. Undefined fields are left out. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text !== undefined) return text;
  throw new RegisterError('misuse', `a ${typeof value} has no JSON form: store an object, a list, text, or a number`);
}

/** @returns SHA-256 over the canonical JSON of a value, in hex. */
export function hashOf(value: unknown): string {
  return sha256(canonical(value));
}

/** @returns SHA-256 over a text in UTF-8, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
