import type { Doc, Node } from '../model.ts';
import { inline, type Known } from './typed-inline.ts';

interface Block {
  readonly lines: string[];
  readonly kind: 'text' | 'quote' | 'code' | 'bullets' | 'numbers' | 'heading' | 'rule';
}

/**
 * What Jira's editor makes of typed text: paragraphs, `> quotes`, lists, headings, rules, and code between fences; within them
 * mentions of people, smart links, dates (`<date:2027-04-23>`), `code` and **strong** words.
 */
export function typed(text: string, known: Known): Doc {
  return { type: 'doc', version: 1, content: blocksOf(text).map((block) => node(block, known)) };
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (open?.kind === 'code') {
      if (line.startsWith('```')) open = undefined;
      else open.lines.push(line);
      continue;
    }
    const kind = kindOf(line);
    if (kind === 'blank') {
      open = undefined;
      continue;
    }
    if (open?.kind !== kind || kind === 'heading' || kind === 'rule') {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    if (kind !== 'code') open.lines.push(line);
  }
  return blocks;
}

function kindOf(line: string): Block['kind'] | 'blank' {
  if (line.trim() === '') return 'blank';
  if (line.startsWith('```')) return 'code';
  if (line.startsWith('>')) return 'quote';
  if (/^[-*] /.test(line)) return 'bullets';
  if (/^\d+\. /.test(line)) return 'numbers';
  if (/^#{1,6} /.test(line)) return 'heading';
  return /^---+$/.test(line) ? 'rule' : 'text';
}

function node({ kind, lines }: Block, known: Known): Node {
  switch (kind) {
    case 'text':
      return paragraph(lines, known);
    case 'quote':
      return {
        type: 'blockquote',
        content: [
          paragraph(
            lines.map((line) => line.replace(/^>\s?/, '')),
            known,
          ),
        ],
      };
    case 'code':
      return {
        type: 'codeBlock',
        attrs: {},
        content: lines.join('\n') === '' ? [] : [{ type: 'text', text: lines.join('\n') }],
      };
    case 'bullets':
      return { type: 'bulletList', content: lines.map((line) => item(line.slice(2), known)) };
    case 'numbers':
      return { type: 'orderedList', content: lines.map((line) => item(line.replace(/^\d+\. /, ''), known)) };
    case 'heading': {
      const [line = ''] = lines;
      const level = line.indexOf(' ');
      return { type: 'heading', attrs: { level }, content: inline(line.slice(level + 1), known) };
    }
    case 'rule':
      return { type: 'rule' };
  }
}

function item(line: string, known: Known): Node {
  return { type: 'listItem', content: [paragraph([line], known)] };
}

function paragraph(lines: readonly string[], known: Known): Node {
  const content = lines.flatMap((line, index): Node[] => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    ...inline(line, known),
  ]);
  return { type: 'paragraph', content };
}
