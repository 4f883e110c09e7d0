import type { CommentAct } from '../acts.ts';
import type { Command } from '../commands.ts';
import type { Json } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { Evidence, Item } from './state.ts';
import type { TaskTurn } from './turn.ts';

/** What a word gives an item: as the ticket shows it, and as records are made of it. */
export interface Filling {
  item: string;
  name: string;
  says: Record<string, Json>;
  url?: string;
}

/** What is wrong with how a word was written, and how it is written in this ticket, where that is not its own form. */
export interface Misread {
  wrong: string;
  form?: string;
}

/** A word of the ticket language that gives an item of a task in a form of its own. */
export interface FillingWord {
  /** @returns for whom its author acts, `by` undefined if they may not use it; without this or an answer, whoever may hand the work in. */
  may?(turn: TaskTurn, act: CommentAct): { by: PersonId | undefined; who: string } | undefined;
  /**
   * @param items those of the task that the word gives. @param by for whom its author acts.
   * @returns what it gives, or what is wrong with how it was written.
   */
  read(command: Command, items: Item[], turn: TaskTurn, act: CommentAct, by: PersonId): Filling | Misread;
  /** What follows where it was wrong, beside the reply. */
  refused?(turn: TaskTurn, act: CommentAct): void;
  /** What follows at once. */
  then?(turn: TaskTurn, act: CommentAct, given: Evidence): void;
}
