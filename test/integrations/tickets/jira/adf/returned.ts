import type { AdfDoc, AdfNode } from '../../../../../integrations/tickets/jira/adf/document.ts';

/** @returns the document with what Jira is known or feared to do to it by itself; `seed` chooses where. */
export function asJiraReturns(doc: AdfDoc, seed: number): AdfDoc {
  const chance = dice(seed);
  return { ...doc, content: doc.content.map((node) => returned(node, chance)) };
}

function returned(node: AdfNode, chance: () => number): AdfNode {
  const attrs = chance() < 0.5 ? { localId: String(chance()), ...node.attrs } : node.attrs;
  const named = node.type === 'mention' ? { ...attrs, text: '@Somebody', accessLevel: 'CONTAINER' } : attrs;
  const marks = chance() < 0.5 ? node.marks?.toReversed() : node.marks;
  const content = node.content?.flatMap((child) => parts(child, chance)).map((child) => returned(child, chance));
  return {
    ...(content !== undefined && (content.length > 0 || chance() < 0.5) && { content }),
    ...((marks !== undefined || chance() < 0.2) && { marks: marks ?? [] }),
    ...((named !== undefined || chance() < 0.2) && { attrs: named ?? {} }),
    ...(node.text !== undefined && { text: node.text }),
    type: node.type,
  };
}

/** A text may come back in two. */
function parts(node: AdfNode, chance: () => number): AdfNode[] {
  const text = node.text ?? '';
  const at = Math.floor(chance() * text.length);
  if (node.type !== 'text' || at === 0 || chance() < 0.5 || node.marks?.some(({ type }) => type === 'link'))
    return [node];
  return [
    { ...node, text: text.slice(0, at) },
    { ...node, text: text.slice(at) },
  ];
}

function dice(seed: number): () => number {
  let state = seed % 233_280;
  return () => {
    state = (state * 9_301 + 49_297) % 233_280;
    return state / 233_280;
  };
}
