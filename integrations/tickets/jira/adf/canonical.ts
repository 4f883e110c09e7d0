import { byText } from '../../../../rules/order.ts';
import { type AdfMark, type AdfNode, addressOf, attribute, isCard, MAX_DEPTH } from './document.ts';

/** Attributes that say something; Jira adds others by itself, such as `localId`, or the name that a mention shows. */
const told: Record<string, string[]> = {
  mention: ['id'],
  date: ['timestamp'],
  emoji: ['shortName'],
  status: ['text'],
  media: ['id'],
  mediaInline: ['id'],
  heading: ['level'],
  panel: ['panelType'],
  taskItem: ['state'],
  expand: ['title'],
};
/** An inline comment beside the text changes nothing in it. */
const unseen = ['annotation'];

/**
 * @returns nodes as a text that is the same for all that Jira makes of them by itself: whichever order attributes and marks come
 * in, wherever a text is split, whether an address is a link or a card, and whatever is empty.
 */
export function canonical(nodes: AdfNode[]): string {
  return JSON.stringify(nodes.flatMap((node) => shapeOf(node, 0)));
}

/** @returns the words and addresses of one line, whatever their style. */
export function lineOf(line: AdfNode[]): string {
  return line
    .map((node) => {
      const address = addressOf(node);
      if (isCard(node) || (node.text !== undefined && node.text === address)) return address ?? '';
      if (node.type === 'text') return address === undefined ? (node.text ?? '') : `${node.text}<${address}>`;
      return JSON.stringify(shapeOf(node, 0));
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @returns what stands between the line ends of a paragraph. */
export function splitLines(content: AdfNode[]): AdfNode[][] {
  const lines: AdfNode[][] = [[]];
  for (const node of content) {
    if (node.type === 'hardBreak') lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines;
}

/** @returns all lines of a node, those of its lists and quotes, too. */
export function linesIn(node: AdfNode, depth = 0): string[] {
  if (node.type === 'paragraph' || node.type === 'heading') return splitLines(node.content ?? []).map(lineOf);
  return depth > MAX_DEPTH ? [] : (node.content ?? []).flatMap((child) => linesIn(child, depth + 1));
}

type Shape = [string, ...unknown[]];

function shapeOf(node: AdfNode, depth: number): Shape[] {
  if (depth > MAX_DEPTH) return [['deep']];
  if (node.type === 'paragraph' || node.type === 'heading') return paragraphOf(node, depth);
  const text = node.text === undefined ? [] : [node.text];
  const content = (node.content ?? []).flatMap((child) => shapeOf(child, depth + 1));
  return [[node.type, ...toldBy(node), ...text, ...(content.length > 0 ? [content] : [])]];
}

function toldBy(node: AdfNode): string[] {
  const values =
    (Object.hasOwn(told, node.type) ? told[node.type] : undefined)?.map((name) => node.attrs?.[name]) ?? [];
  return values.map((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : ''));
}

/** An empty paragraph says nothing: the editor leaves one where somebody clicked. */
function paragraphOf(node: AdfNode, depth: number): Shape[] {
  const lines = splitLines(node.content ?? []).map((line) => runsOf(line, depth));
  if (lines.every((line) => line.length === 0)) return [];
  return [[node.type, ...toldBy(node), ...lines]];
}

type Run = { style: string; text: string } | { shapes: Shape[] };

/** Texts of one style side by side are one; of spaces it only counts that there are some, and none at the ends. */
function runsOf(line: AdfNode[], depth: number): unknown[] {
  const runs: Run[] = [];
  for (const node of line) {
    const run = runOf(node, depth);
    const last = runs.at(-1);
    if (last && 'style' in last && 'style' in run && last.style === run.style) last.text += run.text;
    else runs.push(run);
  }
  const spaced = runs.map((run, i) => {
    if ('shapes' in run) return run.shapes;
    const text = run.text.replace(/\s+/g, ' ');
    const from = i === 0 ? text.trimStart() : text;
    return [run.style, i === runs.length - 1 ? from.trimEnd() : from];
  });
  return spaced.filter(([, text]) => text !== '');
}

function runOf(node: AdfNode, depth: number): Run {
  const address = addressOf(node);
  if (isCard(node) && address !== undefined) return { style: JSON.stringify([['link', address]]), text: address };
  if (node.type !== 'text') return { shapes: shapeOf(node, depth + 1) };
  return { style: JSON.stringify(stylesOf(node.marks ?? [])), text: node.text ?? '' };
}

function stylesOf(marks: AdfMark[]): string[][] {
  return marks
    .filter(({ type }) => !unseen.includes(type))
    .map((mark) => (mark.type === 'link' ? ['link', attribute(mark, 'href')] : [mark.type]))
    .sort(byText((part) => part.join()));
}
