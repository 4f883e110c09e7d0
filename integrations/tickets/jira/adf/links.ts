import type { Attachment } from '../../../../rules/ticket.ts';
import { fileNameIn } from '../../file-name.ts';
import { type AdfDoc, type AdfNode, addressOf, isCard, MAX_DEPTH } from './document.ts';
import { beforeSignature } from './signature.ts';
import { type FileOf, isLine, isSpoken, isUnsaid, type ShownFile, shownFile } from './spoken.ts';

/**
 * @returns every link, card, and file of a comment outside quotes and code, each address once.
 * @param idOf knows which addresses can be fetched.
 */
export function attachmentsIn(
  doc: AdfDoc,
  idOf: (url: string) => string | undefined,
  fileOf: FileOf = () => undefined,
): Attachment[] {
  const found = new Map<string, Attachment>();
  for (const each of beforeSignature(doc).flatMap((node) => shownIn(node, 0))) {
    const attachment = 'media' in each ? fileOf(each) : linked(each, idOf);
    if (attachment !== undefined && !found.has(attachment.url)) found.set(attachment.url, attachment);
  }
  return [...found.values()];
}

interface Link {
  text: string;
  url: string;
}

function linked({ text, url }: Link, idOf: (url: string) => string | undefined): Attachment | undefined {
  if (!/^https?:\/\//i.test(url)) return undefined;
  const id = idOf(url);
  const name = text.trim();
  return { ...(id === undefined ? {} : { id }), name: name !== '' && name !== url ? name : fileNameIn(url), url };
}

function shownIn(node: AdfNode, depth: number): (Link | ShownFile)[] {
  if (isUnsaid(node)) return [];
  if (isCard(node)) return [{ text: '', url: addressOf(node) ?? '' }];
  const file = shownFile(node);
  if (file !== undefined) return [file];
  if (depth > MAX_DEPTH || !(isLine(node) || isSpoken(node))) return [];
  const content = node.content ?? [];
  return [...linksIn(content), ...content.flatMap((child) => shownIn(child, depth + 1))];
}

/** A link of which a part is bold is several texts. */
function linksIn(content: AdfNode[]): Link[] {
  const links: Link[] = [];
  let last = '';
  for (const node of content) {
    const url = node.type === 'text' && !isUnsaid(node) ? (addressOf(node) ?? '') : '';
    const text = node.text ?? '';
    if (url !== '' && url === last) links.push({ url, text: (links.pop()?.text ?? '') + text });
    else if (url !== '') links.push({ url, text });
    last = url;
  }
  return links;
}
