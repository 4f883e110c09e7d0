import { randomBytes } from 'node:crypto';
import type { Doc, Node } from '../model.ts';
import { nodes } from './nodes.ts';

/** A document as Jira's editor saves it: each block has a local id, those too which somebody else wrote without one. */
export function savedByEditor(doc: Doc): Doc {
  return { ...doc, content: doc.content.map(saved) };
}

function saved(node: Node): Node {
  const rule = nodes[node.type];
  if (!rule || rule.group === 'inline') return node;
  const attrs = rule.attrs && 'localId' in rule.attrs ? { attrs: { localId: newId(), ...node.attrs } } : {};
  return { ...node, ...attrs, ...(node.content ? { content: node.content.map(saved) } : {}) };
}

function newId(): string {
  return randomBytes(6).toString('hex');
}
