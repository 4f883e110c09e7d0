import type { AdfNode } from '../../../../../integrations/tickets/jira/adf/document.ts';

/** What the engine may print, and within what, by Atlassian's description of the format; marks that may stand beside each other. */
const children: Record<string, string[]> = {
  doc: ['paragraph', 'orderedList', 'bulletList', 'blockquote', 'rule'],
  paragraph: ['text', 'hardBreak', 'mention'],
  orderedList: ['listItem'],
  bulletList: ['listItem'],
  listItem: ['paragraph'],
  blockquote: ['paragraph'],
  rule: [],
  text: [],
  hardBreak: [],
  mention: [],
};
const filled = ['orderedList', 'bulletList', 'listItem', 'blockquote'];
const beside: Record<string, string[]> = { code: ['link'], strong: ['link'], link: ['code', 'strong'] };

/** @returns what Jira would refuse in these nodes of a document. */
export function faultsOf(nodes: AdfNode[], within = 'doc'): string[] {
  return nodes.flatMap((node) => {
    const content = node.content ?? [];
    return [
      ...(children[within]?.includes(node.type) ? [] : [`${node.type} in ${within}`]),
      ...(filled.includes(node.type) && content.length === 0 ? [`${node.type} without content`] : []),
      ...(node.type === 'text' ? faultsOfText(node) : []),
      ...(node.type === 'mention' && !node.attrs?.id ? ['mention of nobody'] : []),
      ...faultsOf(content, node.type),
    ];
  });
}

function faultsOfText({ text, marks = [] }: AdfNode): string[] {
  const names = marks.map(({ type }) => type);
  const clash = names.filter((name) => names.some((other) => other !== name && !beside[name]?.includes(other)));
  return [
    ...(text ? [] : ['empty text']),
    ...(/[\p{Cc}\p{Cs}]/u.test(text ?? '') ? ['control character'] : []),
    ...(new Set(names).size < names.length ? ['a mark twice'] : []),
    ...clash.map((name) => `${name} beside another mark`),
    ...marks.filter(({ type, attrs }) => type === 'link' && !URL.canParse(String(attrs?.href))).map(() => 'no address'),
  ];
}
