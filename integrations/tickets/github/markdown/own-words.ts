import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { definitionsIn } from './links.ts';

/** Nobody nests so deep or marks so much by hand, and the parser would need its whole stack, or minutes, for it. */
const tooDeep = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){5,}.*$/gm;
const marks = /[*~[\]]|(?<![^\W_])_|_(?![^\W_])/g;
const MAX_MARKS = 2000;

/** @returns a comment's tree, cut before a mail signature or a forwarded message. */
export function parseComment(body: string): Root {
  const lines = body.replaceAll('\r\n', '\n').replace(tooDeep, '');
  const source = (lines.match(marks)?.length ?? 0) > MAX_MARKS ? lines.replace(marks, ' ') : lines;
  const root = parse(source);
  const end = signatureAt(source, root);
  return end === undefined ? root : parse(source.slice(0, end));
}

/**
 * @returns what the author wrote: without quotes, code, struck-out text, HTML and mail headers; lines as lines; a link as
 * its address, a mention as `@login`.
 */
export function ownWords(root: Root): string {
  const lines = linesOf(root, definitionsIn(root)).flatMap((text) => text.split('\n'));
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^On\b.{4,200}\bwrote:$/.test(line))
    .join('\n');
}

function parse(source: string): Root {
  return fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Read from the source, because Markdown takes a signature's `--` for the underline of a heading. */
function signatureAt(source: string, root: Root): number | undefined {
  const code = rangesOf(root);
  const found = [...source.matchAll(/^(?:-- ?|-{2,}\s*Original Message\s*-{2,})$/gm)].map((match) => match.index);
  return found.find((at) => !code.some(([from, to]) => from <= at && at < to));
}

function rangesOf(node: Nodes): [number, number][] {
  if (node.type === 'code') return [[node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]];
  return 'children' in node ? node.children.flatMap(rangesOf) : [];
}

function linesOf(node: Root | RootContent, definitions: Map<string, string>): string[] {
  if (node.type === 'blockquote' || node.type === 'footnoteDefinition') return [];
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    return [node.children.map((child) => wordsOf(child, definitions)).join('')];
  }
  return 'children' in node ? node.children.flatMap((child: RootContent) => linesOf(child, definitions)) : [];
}

function wordsOf(node: Nodes, definitions: Map<string, string>): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'break') return '\n';
  if (node.type === 'image') return node.url;
  if (node.type === 'link') return node.url.startsWith('mailto:') ? node.url.slice('mailto:'.length) : node.url;
  if (node.type === 'linkReference' || node.type === 'imageReference') return definitions.get(node.identifier) ?? '';
  if (node.type === 'delete') return '';
  return 'children' in node ? node.children.map((child) => wordsOf(child, definitions)).join('') : '';
}
