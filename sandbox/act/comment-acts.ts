import { addComment, deleteComment, editComment, react } from '../store/comments.ts';
import { attachmentMarkdown, keepAttachment } from '../store/files.ts';
import type { Comment } from '../store/model.ts';
import { fullName, type Store } from '../store/store.ts';
import { actor, commentAt, filled, mayChange, ticketAt } from './actor.ts';
import { ActRefusal } from './refusal.ts';

export interface CommentRef {
  readonly id: number;
  readonly url: string;
  /** Addresses of the files that came with it. */
  readonly files: readonly string[];
}

export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const fileLimit = 25 * 1024 * 1024;

/** Acts on comments, and files dragged into them. */
export function commentActs(store: Store, pages: () => string) {
  const ref = (comment: Comment, files: readonly string[] = []): CommentRef => {
    const { repository, number } = comment.ticket;
    return {
      id: comment.id,
      url: `${pages()}/${fullName(repository)}/issues/${number}#issuecomment-${comment.id}`,
      files,
    };
  };

  function commentWithFiles(
    login: string,
    repo: string,
    number: number,
    text: string,
    files: readonly DroppedFile[],
  ): CommentRef {
    const person = actor(store, login);
    const ticket = ticketAt(store, person, repo, number);
    for (const file of files) demandSize(file);
    const kept = files.map((file) => keepAttachment(store, ticket.repository, file.name, file.bytes));
    const links = kept.map((file) => attachmentMarkdown(file, pages()));
    const body = [text, ...links].filter((part) => part.trim() !== '').join('\n\n');
    const comment = addComment(store, person, ticket, filled('comment', body));
    return ref(
      comment,
      kept.map((file) => pages() + file.path),
    );
  }

  return {
    commentWithFiles,
    comment(login: string, repo: string, number: number, text: string): CommentRef {
      const person = actor(store, login);
      return ref(addComment(store, person, ticketAt(store, person, repo, number), filled('comment', text)));
    },
    attach(
      login: string,
      repo: string,
      number: number,
      filename: string,
      bytes: Uint8Array,
      text?: string,
    ): CommentRef {
      return commentWithFiles(login, repo, number, text ?? '', [{ name: filename, bytes }]);
    },
    editComment(login: string, repo: string, id: number, text: string): void {
      const person = actor(store, login);
      const comment = commentAt(store, person, repo, id);
      mayChange(person, comment.author, comment.ticket.repository, 'push');
      editComment(store, person, comment, filled('comment', text));
    },
    deleteComment(login: string, repo: string, id: number): void {
      const person = actor(store, login);
      const comment = commentAt(store, person, repo, id);
      mayChange(person, comment.author, comment.ticket.repository, 'push');
      deleteComment(store, person, comment);
    },
    react(login: string, repo: string, id: number, content: string): void {
      const person = actor(store, login);
      react(store, person, commentAt(store, person, repo, id), content);
    },
  };
}

function demandSize({ name, bytes }: DroppedFile): void {
  if (bytes.length <= fileLimit) return;
  throw new ActRefusal('invalid', `${name} has ${bytes.length} bytes, allowed are ${fileLimit}; attach a smaller file`);
}
