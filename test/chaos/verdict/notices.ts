import { createHash } from 'node:crypto';
import { type Facts, repeated, type Verdict } from './facts.ts';

/**
 * Notices go out at least once: a mail that came twice carries the same Message-ID, which is made of its effect's key, and counts once.
 * Two Message-IDs with the same person, subject, and text are two mails of one decision. Chat has no ids, so it is not counted.
 */
export function noticesOnce({ mails, effects }: Facts): Verdict {
  const sent = effects.filter((e) => e.kind === 'notice' && e.state === 'done' && e.tracker === 'mail');
  const arrived = new Set(mails.map(({ id }) => id));
  const known = new Set(effects.filter((e) => e.kind === 'notice').map((e) => messageId(e.key)));
  const distinct = [...new Map(mails.map((mail) => [mail.id, mail])).values()];
  return {
    lost: sent
      .filter((e) => !arrived.has(messageId(e.key)))
      .map((e) => `mail recorded as sent, never arrived: ${e.key}`),
    doubled: repeated(distinct.map(({ to, subject, text }) => `${to.join()}: ${subject} | ${text}`)).map(
      (mail) => `two mails of one content: ${mail.slice(0, 200)}`,
    ),
    wrong: distinct
      .filter(({ id }) => !known.has(id))
      .map(({ subject }) => `mail that the register does not know: ${subject}`),
  };
}

function messageId(key: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 32)}@example.com>`;
}
