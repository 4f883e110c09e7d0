import { byText } from '../../../rules/order.ts';
import type { Attachment, Comment } from '../../../rules/ticket.ts';
import { msBetween } from '../../../rules/time.ts';
import { type AdfDoc, documentShape, emptyDocument } from './adf/document.ts';
import { attachmentsIn } from './adf/links.ts';
import { ownWords } from './adf/own-words.ts';
import type { FileOf } from './adf/spoken.ts';
import { fileAddress, fileIn } from './attachment.ts';
import type { JiraOptions } from './options.ts';
import type { IssueComment, IssueFile } from './shapes.ts';

type Place = Pick<JiraOptions, 'site' | 'auth'>;

/**
 * What people said and handed in, oldest first. Jira keeps files beside the comments: each goes to the comment that shows or links it,
 * else to the nearest one of the same author that names it, else it stands as an entry of its own.
 * @param comments those of the engine, and no others, with their keys.
 */
export function conversationOf(place: Place, comments: IssueComment[], files: IssueFile[]): Comment[] {
  const said = comments.map((raw) => toComment(place, raw, files));
  const shown = new Set(said.flatMap(({ attachments }) => attachments.map(({ id }) => id)));
  const alone: Comment[] = [];
  for (const file of files.filter(({ id }) => !shown.has(id))) {
    const naming = nearest(file, said);
    if (naming) naming.attachments = [...naming.attachments, toAttachment(place, file)];
    else alone.push(entryOf(place, file));
  }
  return [...said, ...alone].sort(byText(({ at }) => at));
}

function toComment(place: Place, raw: IssueComment, files: IssueFile[]): Comment {
  const doc = documentIn(raw.body);
  const key = raw.properties;
  const edited = raw.updated !== raw.created;
  const fileOf: FileOf = ({ name }) => fileNamed(place, files, name, raw);
  return {
    id: raw.id,
    author: raw.author,
    at: raw.created,
    edited,
    ...(edited && { editedAt: raw.updated }),
    // A file stands in the text as its address, so that the word `evidence` finds it as it finds a link.
    text: ownWords(doc, fileOf),
    attachments: attachmentsIn(doc, (url) => fileIn(place, url), fileOf).map((each) => withName(each, files)),
    ...(key === undefined ? {} : { key }),
  };
}

/** An address of a file names only its id. */
function withName(attachment: Attachment, files: IssueFile[]): Attachment {
  const file = files.find(({ id }) => id === attachment.id);
  return file ? { ...attachment, name: file.filename } : attachment;
}

/** Several files may have one name: the one put there last before the comment was. */
function fileNamed(
  place: Place,
  files: IssueFile[],
  name: string | undefined,
  { updated }: IssueComment,
): Attachment | undefined {
  const named = files.filter(({ filename }) => filename === name).sort(byText(({ created }) => created));
  const file = named.findLast(({ created }) => created <= updated) ?? named[0];
  return file && toAttachment(place, file);
}

function nearest({ filename, author, created }: IssueFile, said: Comment[]): Comment | undefined {
  const distance = ({ at }: Comment) => Math.abs(msBetween(at, created));
  return said
    .filter((each) => each.author.id === author.id && each.text.includes(filename))
    .sort((a, b) => distance(a) - distance(b))[0];
}

function entryOf(place: Place, file: IssueFile): Comment {
  const { id, author, created: at } = file;
  return { id: `file-${id}`, author, at, edited: false, text: '', attachments: [toAttachment(place, file)] };
}

function toAttachment({ site }: Place, { id, filename: name }: IssueFile): Attachment {
  return { id, name, url: fileAddress(site, id) };
}

function documentIn(body: unknown): AdfDoc {
  const found = documentShape.safeParse(body);
  return found.success ? found.data : emptyDocument();
}
