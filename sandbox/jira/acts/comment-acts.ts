import { filled } from '../../act/actor.ts';
import type { CommentRef, DroppedFile } from '../../act/comment-acts.ts';
import { ActRefusal } from '../../act/refusal.ts';
import type { Person } from '../../store/model.ts';
import { attach } from '../issues/attach.ts';
import { addComment, deleteComment, editComment } from '../issues/comments.ts';
import type { Attachment, Comment, Node } from '../model.ts';
import type { Permission } from '../permissions.ts';
import { keyOf, type Site } from '../site.ts';
import type { Urls } from '../urls.ts';
import { commentAt, demandOf, docOf, issueAt } from './find.ts';

const fileLimit = 10 * 1024 * 1024;

/** Acts on comments, and files attached to issues. */
export function commentActs(site: Site, urls: Urls) {
  const ref = (comment: Comment, files: readonly Attachment[] = []): CommentRef => ({
    id: comment.id,
    url: `${urls.site}/browse/${keyOf(comment.issue)}?focusedCommentId=${comment.id}`,
    files: files.map(address),
  });
  const address = ({ id }: Attachment) => `${urls.site}/rest/api/3/attachment/content/${id}`;

  function commentWithFiles(
    login: string,
    key: string,
    number: number,
    text: string,
    files: readonly DroppedFile[],
  ): CommentRef {
    const { person, issue } = issueAt(site, login, key, number);
    demandOf(person, 'ADD_COMMENTS', issue.project);
    for (const file of files) demandSize(file);
    const kept = files.map((file) => attach(site, person, issue, file));
    const [first] = kept;
    if (text.trim() === '' && first)
      return { id: first.id, url: `${urls.site}/browse/${keyOf(issue)}`, files: kept.map(address) };
    const { content, ...doc } = docOf(site, filled('comment', text));
    const body = { ...doc, content: [...content, ...(kept.length > 0 ? [media(kept)] : [])] };
    return ref(addComment(site, person, issue, body), kept);
  }

  return {
    commentWithFiles,
    comment(login: string, key: string, number: number, text: string): CommentRef {
      return commentWithFiles(login, key, number, text, []);
    },
    /** Without text the file is attached to the issue alone, and the answer's id is the file's. */
    attach(login: string, key: string, number: number, name: string, bytes: Uint8Array, text?: string): CommentRef {
      return commentWithFiles(login, key, number, text ?? '', [{ name, bytes }]);
    },
    editComment(login: string, key: string, id: number, text: string): void {
      const { person, comment } = commentAt(site, login, key, id);
      demandChange(person, comment, 'EDIT_ALL_COMMENTS');
      editComment(site, person, comment, docOf(site, filled('comment', text)));
    },
    deleteComment(login: string, key: string, id: number): void {
      const { person, comment } = commentAt(site, login, key, id);
      demandChange(person, comment, 'DELETE_ALL_COMMENTS');
      deleteComment(site, person, comment);
    },
    react(_login: string, key: string, id: number, _content: string): void {
      throw new ActRefusal('invalid', `comment ${id} of ${key} takes no reactions; write a comment instead`);
    },
  };
}

/** The editor keeps files by an id of its own; only their name tells which attachment they are. */
function media(files: readonly Attachment[]): Node {
  const one = ({ id, name }: Attachment): Node => ({
    type: 'media',
    attrs: { type: 'file', id: `sandbox-media-${id}`, collection: '', alt: name },
  });
  return { type: 'mediaGroup', content: files.map(one) };
}

function demandChange(person: Person, comment: Comment, all: Permission): void {
  if (comment.author !== person) demandOf(person, all, comment.issue.project);
}

function demandSize({ name, bytes }: DroppedFile): void {
  if (bytes.length <= fileLimit) return;
  throw new ActRefusal('invalid', `${name} has ${bytes.length} bytes, allowed are ${fileLimit}; attach a smaller file`);
}
