import { textOf, type Words } from '../../event.ts';
import type { ThreadEvents } from '../../thread.ts';
import { type Phrase, people, ticket } from './phrase.ts';

/** What happens between a record and its ticket. */
export const threadPhrases: Record<keyof ThreadEvents, Phrase> = {
  opened: (b) => `${b.linked ? 'said that its ticket is' : 'opened ticket'} ${ticket(b.ref)}`,
  moved: (b) => `followed its ticket, which was moved and is now ${ticket(b.ref)}`,
  answered: (b) => `got a reply: ${String(b.why)}`,
  noted: (b) => (/^told of /.test(String(b.why)) ? String(b.why) : `added nothing new: ${String(b.why)}`),
  told: (b, org) => {
    const how = b.channel === 'comment' ? 'in a comment' : `by ${String(b.channel)}`;
    const whom = people(b.to, org);
    return whom ? `told ${whom} ${how}` : `wrote ${how}`;
  },
  gone: (b) => `found its ticket ${b.reason === 'hidden' ? 'hidden: it may not be read' : 'deleted'}`,
  found: () => 'can read its ticket again',
  replaced: (b) => `gives it a new ticket in place of ${String(b.former)}`,
  'fence-missing': () => 'does not find the end of its own text in the ticket, and leaves the text alone',
  blocked: (b) => `is blocked: ${typeof b.why === 'string' ? b.why : textOf(b.why as Words)}`,
  unblocked: () => 'is no longer blocked',
  'ruled-out': () => 'said that no ticket was opened for it yet',
};
