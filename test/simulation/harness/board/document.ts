import type { Doc, Node } from '../../../../sandbox/jira/model.ts';

const MARKS: Readonly<Record<string, string>> = { strong: '**', code: '`' };

/** @returns a document as Markdown, in which the same is written at other trackers; accounts stand by their login. */
export function markdownOf({ content }: Doc): string {
  return content.map(blockOf).join('\n\n');
}

function blockOf(node: Node): string {
  const items = () => (node.content ?? []).map((item) => (item.content ?? []).map(blockOf).join('\n'));
  if (node.type === 'orderedList')
    return items()
      .map((item, i) => `${i + 1}. ${item}`)
      .join('\n');
  if (node.type === 'bulletList')
    return items()
      .map((item) => `- ${item}`)
      .join('\n');
  if (node.type === 'blockquote') return `> ${(node.content ?? []).map(blockOf).join('\n> ')}`;
  if (node.type === 'rule') return '---';
  return (node.content ?? []).map(inlineOf).join('');
}

function inlineOf({ type, text = '', attrs, marks = [] }: Node): string {
  if (type === 'hardBreak') return '\n';
  if (type === 'mention') return `@${String(attrs?.id).replace(/^712020:/, '')}`;
  if (type === 'inlineCard') return String(attrs?.url);
  return marks.reduce((shown, mark) => {
    if (mark.type === 'link') return `[${shown}](${String(mark.attrs?.href)})`;
    const sign = MARKS[mark.type] ?? '';
    return `${sign}${shown}${sign}`;
  }, text);
}
