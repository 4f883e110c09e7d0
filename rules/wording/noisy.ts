import type { NoticeText } from './notice.ts';

/**
 * @param said what would have been a comment. @param more whether further ones of the day are told by this one, too.
 * @returns what is told outside a ticket that has had all the comments it may have (contact rule 5).
 */
export function noisyNotice(display: string, said: string, url: string, more: boolean): NoticeText {
  const rest =
    'It has had all the comments it may have. What else is answered there today is not sent: its own text shows what counts.';
  return { subject: `${display}: noisy ticket`, lines: [said, ...(more ? [rest] : []), url] };
}
