import { type Command, parseCommands } from './commands.ts';
import { type Organisation, personOf } from './organisation.ts';
import type { PersonId } from './programme.ts';
import type { Thread } from './thread.ts';
import type { Account, Ticket } from './ticket.ts';
import type { Instant } from './time.ts';

/** A command given in a comment. */
export interface CommentAct {
  id: string;
  at: Instant;
  account: Account;
  /** Undefined for strangers. */
  by?: PersonId;
  command: Command;
}

/** A comment that needs a reply although it commands nothing. */
export interface Puzzle {
  id: string;
  at: Instant;
  account: Account;
  by?: PersonId;
  kind: 'edited' | 'unknown';
  word: string;
  nearest?: string;
  /** Its comment is answered already, for another word in it: one reply is enough. */
  again?: true;
}

/** @returns the id under which the n-th word of a comment is dealt with, counted from 0. */
function idOfWord({ id }: { id: string }, n: number): string {
  return n === 0 ? id : `${id}/${n}`;
}

/** @returns the ids of all words in comments that were written by then. */
export function wordsBy({ comments }: Ticket, at: Instant): string[] {
  return comments
    .filter((c) => c.at <= at)
    .flatMap((comment) => parseCommands(comment.text).map((_, i) => idOfWord(comment, i)));
}

/**
 * Reads what people said since the last step, each comment once: commands of unedited comments, and what needs a reply. A comment
 * first seen edited commands nothing, nor does a bot outside the programme (domain: authority; contact rule 1).
 */
export function heard(thread: Thread, ticket: Ticket, org: Organisation): { acts: CommentAct[]; puzzles: Puzzle[] } {
  const acts: CommentAct[] = [];
  const puzzles: Puzzle[] = [];
  for (const comment of ticket.comments) {
    if (comment.author.id === org.self[ticket.ref.tracker]?.id) continue;
    const by = personOf(org, ticket.ref.tracker, comment.author);
    if (!by && comment.author.login.endsWith('[bot]')) continue;
    const who = { at: comment.at, account: comment.author, ...(by && { by }) };
    parseCommands(comment.text).forEach((said, i) => {
      const id = idOfWord(comment, i);
      if (thread.handled.includes(id)) return;
      if (comment.edited) {
        const word = said.kind === 'command' ? said.command.verb : said.word;
        const again = puzzles.some((p) => p.kind === 'edited' && p.id.split('/')[0] === comment.id);
        puzzles.push({ ...who, id, kind: 'edited', word, ...(again && { again }) });
      } else if (said.kind === 'command') acts.push({ ...who, id, command: said.command });
      else puzzles.push({ ...who, id, kind: 'unknown', word: said.word, nearest: said.nearest });
    });
  }
  return { acts: acts.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), puzzles };
}
