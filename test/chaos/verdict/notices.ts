import { createHash } from 'node:crypto';
import { type Facts, repeated, type Verdict } from './facts.ts';

/** Several notices in one mail: if its outcome was lost, the next one may hold more and so carry another Message-ID. */
const TOGETHER = /^\d+ things?\b/;

/**
 * Notices go out at least once: a mail that came twice carries the same Message-ID, which is made of its message's key, and counts once.
 * Two Message-IDs with the same person, subject, and text are two mails of one decision. Chat has no ids, so it is not counted.
 */
export function noticesOnce({ gap, mails, effects, events }: Facts): Verdict {
  const messages = new Map(effects.filter((e) => e.kind === 'notice').map((e) => [e.key, messageOf(e)]));
  const told = events.filter((e) => e.kind === 'told' && e.body.channel === 'mail').map((e) => String(e.body.effect));
  const arrived = new Set(mails.map(({ id }) => id));
  const known = new Set([...messages].flat().map(idOf));
  const distinct = [...new Map(mails.map((mail) => [mail.id, mail])).values()];
  const strays = distinct.filter(({ id, subject }) => !gap && !known.has(id) && !TOGETHER.test(subject));
  return {
    lost: told
      .filter((key) => !arrived.has(idOf(messages.get(key) ?? key)))
      .map((key) => `mail recorded as sent, never arrived: ${key}`),
    doubled: repeated(distinct.map(({ to, subject, text }) => `${to.join()}: ${subject} | ${text}`)).map(
      (mail) => `two mails of one content: ${mail.slice(0, 200)}`,
    ),
    wrong: strays.map(({ subject }) => `mail that the register does not know: ${subject}`),
  };
}

/** @returns the key of the message that a notice went out in: its own, or that of a mail that holds several. */
function messageOf({ key, result }: Facts['effects'][number]): string {
  const together = typeof result === 'object' && result !== null && 'digest' in result ? result.digest : undefined;
  return typeof together === 'string' ? together : key;
}

function idOf(key: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@example.com>`;
}
