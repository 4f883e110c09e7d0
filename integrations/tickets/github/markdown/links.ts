import type { Nodes, Root } from 'mdast';
import type { Attachment } from '../../../../rules/ticket.ts';
import { fileNameIn } from '../../file-name.ts';

/** @returns every link and image of a comment outside quotes and code, each address once. `idOf` knows what can be fetched. */
export function attachmentsIn(root: Root, idOf: (url: string) => string | undefined): Attachment[] {
  const found = new Map<string, Attachment>();
  for (const { name, url } of linksIn(root, definitionsIn(root))) {
    if (!/^https?:\/\//i.test(url) || found.has(url)) continue;
    const id = idOf(url);
    found.set(url, { ...(id === undefined ? {} : { id }), name: name && name !== url ? name : fileNameIn(url), url });
  }
  return [...found.values()];
}

interface Link {
  name: string;
  url: string;
}

function linksIn(node: Nodes, definitions: Map<string, string>): Link[] {
  if (node.type === 'blockquote' || node.type === 'delete') return [];
  if (node.type === 'html') return htmlLinks(node.value);
  if (node.type === 'image') return [{ name: node.alt ?? '', url: node.url }];
  if (node.type === 'link') return [{ name: wordsOf(node), url: node.url }, ...below(node, definitions)];
  if (node.type === 'linkReference') return [{ name: wordsOf(node), url: definitions.get(node.identifier) ?? '' }];
  if (node.type === 'imageReference') return [{ name: node.alt ?? '', url: definitions.get(node.identifier) ?? '' }];
  return below(node, definitions);
}

function below(node: Nodes, definitions: Map<string, string>): Link[] {
  return 'children' in node ? node.children.flatMap((child) => linksIn(child, definitions)) : [];
}

/** @returns the addresses behind `[text][name]`. */
export function definitionsIn(root: Root): Map<string, string> {
  return new Map(root.children.flatMap((n) => (n.type === 'definition' ? [[n.identifier, n.url] as const] : [])));
}

/** Each tag ends before the next one begins, so that many unfinished ones are not tried in every combination. */
const tags = /<(?:img|a)\b(?:[^<>"]|"[^"]*")*>/gi;

/** GitHub's editor inserts pasted pictures as HTML. */
function htmlLinks(html: string): Link[] {
  const shown = html.replace(/<!--[\s\S]*?(-->|$)/g, '');
  return [...shown.matchAll(tags)].map(([tag]) => ({
    name: /\balt="([^"]*)"/i.exec(tag)?.[1] ?? '',
    url: /\b(?:src|href)="([^"]+)"/i.exec(tag)?.[1] ?? '',
  }));
}

function wordsOf(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join('') : '';
}
