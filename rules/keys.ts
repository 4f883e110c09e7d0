import { createHash } from 'node:crypto';
import type { PlannedOccurrence } from './occurrence.ts';

/** What a task is, for ever: its occurrence in one installation, and the slot of the occurrence that it fills. */
export interface KeyParts {
  instance: string;
  duty: string;
  subject?: string | undefined;
  period: string;
  cause: string;
  slot: string;
}

/** Between the parts of an identity: none of them has a line break. */
export const BETWEEN = '\n';

/** Crockford's: neither I, L, O nor U, so that no character is taken for another one. */
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';
const KEY_LENGTH = 24;
const SHORTEST = 3;

/** Display id of the ticket by which a set-up was tried: it belongs to no record. No task is called so, for theirs have a hyphen. */
export const TRIAL = 'TEST';

/**
 * @returns what makes an occurrence one and the same, whatever its dates become: one identity is opened at most once,
 * ever.
 */
export function identityOf(occurrence: Pick<PlannedOccurrence, 'duty' | 'subject' | 'period' | 'cause'>): string {
  const { duty, subject, period, cause } = occurrence;
  return `${duty}${BETWEEN}${subject ?? ''}${BETWEEN}${period}${BETWEEN}${cause}`;
}

/**
 * @returns the key that a ticket and a workflow carry: 24 characters of `[0-9a-z]`, 120 bits of SHA-256 over the parts.
 */
export function keyOf(parts: KeyParts): string {
  const { instance, duty, subject, period, cause, slot } = parts;
  const hash = createHash('sha256').update(JSON.stringify([instance, duty, subject ?? null, period, cause, slot]));
  return base32(hash.digest()).slice(0, KEY_LENGTH);
}

/** @returns the key of the nonconformity that is raised in the course of a task. @param cause tells it apart for ever. */
export function keyOfFound(instance: string, cause: string): string {
  return keyOf({ instance, duty: '', period: cause, cause: 'found', slot: 'nonconformity' });
}

/** @returns the key of a nonconformity that was brought along. @param number what it was known by before. */
export function broughtKey(instance: string, number: string): string {
  return keyOf({ instance, duty: '', period: number, cause: 'brought', slot: 'nonconformity' });
}

/** @returns the key of the task of an action that was brought along. @param id what it was known by before. */
export function broughtActionKey(instance: string, id: string): string {
  return keyOf({ instance, duty: '', period: id, cause: 'brought', slot: 'action' });
}

/**
 * @param name the duty's id or title, whose initials lead.
 * @param taken display ids in use.
 * @returns what people call a task, such as `AR-7K2`: initials and as much of its key as makes it unique. It never
 * looks like another tracker's number (`AR-123`) nor like a nonconformity's (`NC-…`).
 */
export function displayOf(name: string, key: string, taken: ReadonlySet<string>): string {
  const initials = initialsOf(name);
  for (let length = SHORTEST; length < key.length; length++) {
    const tail = key.slice(0, length).toUpperCase();
    const display = `${initials}-${tail}`;
    if (/[A-Z]/.test(tail) && !taken.has(display)) return display;
  }
  return `${initials}-${key.toUpperCase()}`;
}

function initialsOf(name: string): string {
  const words = name.toUpperCase().match(/[A-Z][A-Z0-9]*/g) ?? ['TASK'];
  const initials = words
    .slice(0, 3)
    .map((word) => word[0])
    .join('');
  return initials.length > 1 && initials !== 'NC' ? initials : words.join('').slice(0, 3);
}

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}
