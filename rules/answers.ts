import { byAccount, byPerson } from './actor.ts';
import type { CommentAct, Puzzle } from './acts.ts';
import { type Verb, words } from './commands.ts';
import type { PersonId } from './programme.ts';
import type { Thread } from './thread.ts';
import type { Message, Paragraph } from './ticket.ts';
import { append, say, type Turn } from './turn.ts';

/** Words that read as what one does; the others are used. */
const deeds: Verb[] = [
  'accept',
  'reject',
  'extend',
  'waive',
  'approve',
  'deny',
  'sign',
  'adopt',
  'decline',
  'regrade',
  'annul',
];

/** A word or a close, by whom. */
type Written = Pick<CommentAct, 'by' | 'account'>;

/** @returns who wrote what the engine answers, for the answer's body: the person, or of a stranger the account. */
export function writer({ by, account }: Written): { by: PersonId } | { account: string } {
  return by === undefined ? { account: account.id } : { by };
}

/** Replies to a comment that changed nothing, once for each comment. */
export function answer<S extends { thread: Thread }>(
  turn: Turn<S>,
  to: Written & { id: string },
  why: string,
  text: Message,
): void {
  append(turn, 'answered', { cause: to.id, why, ...writer(to) }, turn.now, 'engine');
  say(turn, `answer:${to.id}`, text);
}

/**
 * Tells somebody that they may not, and who may; whoever was told so of this word gets no further reply (domain: authority).
 * @param asked the day on which those who may were asked, as shown: `12 April`.
 */
export function refuse<S extends { thread: Thread }>(
  turn: Turn<S>,
  act: CommentAct,
  who: string,
  asked?: string,
): void {
  const refused = `${act.account.id}:${act.command.verb}`;
  const repeat = turn.state.thread.refused.includes(refused);
  const why = `may not ${act.command.verb}`;
  append(turn, 'answered', { cause: act.id, why, ...(repeat ? {} : { refused }) }, turn.now, authorOf(turn, act));
  if (repeat) return;
  const may =
    who === ''
      ? 'nobody may do that now'
      : `${who} ${deeds.includes(act.command.verb) ? `may ${act.command.verb}` : 'may use it'}`;
  const since = asked && who !== '' ? `, and they were asked on ${asked}` : '';
  say(turn, `refused:${act.id}`, [
    [{ command: act.command.verb }, ` was not recorded: on this ticket ${may}${since}.`],
  ]);
}

/**
 * Replies to a word that is not understood where it stands, or lacks an argument; says how it is written.
 * @param form how, where that is not the word's own form.
 */
export function misused<S extends { thread: Thread }>(
  turn: Turn<S>,
  act: CommentAct,
  why: string,
  form: string = words[act.command.verb].form,
): void {
  const { verb } = act.command;
  // A word that stands alone was written rightly.
  const written: Paragraph = form === '' ? [] : [' It is written ', { command: `${verb} ${form}` }, '.'];
  answer(turn, act, why, [[{ command: verb }, ` was not recorded: ${why}.`, ...written]]);
}

/** Replies to unknown words near a command, and to commands in comments that were edited; to strangers once. */
export function answerPuzzle<S extends { thread: Thread }>(turn: Turn<S>, puzzle: Puzzle): void {
  const stranger = puzzle.by ? undefined : `${puzzle.account.id}:${puzzle.kind}`;
  if (stranger && turn.state.thread.refused.includes(stranger))
    return unanswered(turn, puzzle, 'a stranger who was told before');
  if (stranger)
    append(
      turn,
      'answered',
      { cause: `puzzle:${puzzle.id}`, why: 'told once', refused: stranger, ...writer(puzzle) },
      turn.now,
      'engine',
    );
  if (puzzle.kind === 'edited') {
    if (puzzle.again) return unanswered(turn, puzzle, 'its comment is answered');
    answer(turn, puzzle, `${puzzle.word} stands in an edited comment`, [
      ['That comment was edited after it was written, so it was not recorded. Please write it again as a new comment.'],
    ]);
    return;
  }
  answer(turn, puzzle, `${puzzle.word} is no command`, [
    [{ command: puzzle.word }, ' is not a command. Did you mean ', { command: puzzle.nearest ?? 'help' }, '?'],
  ]);
}

function unanswered<S extends { thread: Thread }>(turn: Turn<S>, puzzle: Puzzle, why: string): void {
  append(turn, 'answered', { cause: puzzle.id, why, ...writer(puzzle) }, turn.now, 'engine');
}

function authorOf<S extends { thread: Thread }>({ state }: Turn<S>, { by, account }: CommentAct): string {
  return by ? byPerson(by) : byAccount(state.thread.ref?.tracker ?? '', account.id);
}
