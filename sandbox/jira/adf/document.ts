import type { Doc } from '../model.ts';
import { marks, type NodeRule, nodes } from './nodes.ts';

type Unknown = Readonly<Record<string, unknown>>;

/** Whether a value is a whole document: root, version, known nodes in their places, known marks, the attributes they need. */
export function isDocument(value: unknown): value is Doc {
  if (!isObject(value) || !hasOnly(value, ['type', 'version', 'content'])) return false;
  if (value.type !== 'doc' || value.version !== 1 || !Array.isArray(value.content)) return false;
  return value.content.every((child) => isNode(child, ['block']));
}

function isNode(value: unknown, allowed: readonly string[]): boolean {
  if (!isObject(value) || typeof value.type !== 'string') return false;
  const rule = nodes[value.type];
  if (!rule || !(allowed.includes(value.type) || (allowed.includes(rule.group) && rule.group !== 'part'))) return false;
  if (!hasOnly(value, ['type', 'attrs', 'content', 'marks', 'text'])) return false;
  return value.type === 'text'
    ? isText(value, !allowed.includes('text'))
    : value.text === undefined && hasAttributes(value.attrs, rule) && hasContent(value.content, rule);
}

function isText(value: Unknown, mayHaveMarks: boolean): boolean {
  if (typeof value.text !== 'string' || value.text === '' || value.attrs !== undefined) return false;
  if (value.content !== undefined) return false;
  if (value.marks === undefined) return true;
  return mayHaveMarks && Array.isArray(value.marks) && areMarks(value.marks);
}

/** Code goes together with links only. */
function areMarks(given: readonly unknown[]): boolean {
  const types = given.map((mark) => (isObject(mark) ? mark.type : undefined));
  if (new Set(types).size < types.length) return false;
  if (types.includes('code') && types.some((type) => type !== 'code' && type !== 'link')) return false;
  return given.every((mark) => isObject(mark) && isMark(mark));
}

function isMark(mark: Unknown): boolean {
  const rule = typeof mark.type === 'string' ? marks[mark.type] : undefined;
  if (!rule) return false;
  const attrs = isObject(mark.attrs) ? mark.attrs : {};
  return Object.entries(rule).every(([name, check]) => check(attrs[name]));
}

function hasAttributes(given: unknown, rule: NodeRule): boolean {
  if (given !== undefined && !isObject(given)) return false;
  const attrs = given ?? {};
  if ((rule.required ?? []).some((name) => attrs[name] === undefined)) return false;
  return Object.entries(attrs).every(([name, value]) => rule.attrs?.[name]?.(value) ?? false);
}

function hasContent(given: unknown, rule: NodeRule): boolean {
  if (given === undefined) return !rule.needsContent;
  if (!Array.isArray(given) || !rule.holds) return false;
  if (given.length === 0) return !rule.needsContent;
  const { holds } = rule;
  return given.every((child) => isNode(child, holds));
}

function hasOnly(value: Unknown, allowed: readonly string[]): boolean {
  return Object.keys(value).every((key) => allowed.includes(key));
}

function isObject(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a document says, without its form: a line for each block. */
export function plainText(node: { readonly type: string } & Partial<Doc['content'][number]>): string {
  if (node.text !== undefined) return node.text;
  const { attrs } = node;
  const own = attrs?.url ?? attrs?.text ?? attrs?.shortName ?? attrs?.timestamp ?? '';
  const inner = (node.content ?? []).map((child) => plainText(child));
  return nodes[node.type]?.group === 'inline' ? String(own) : inner.join(isLine(node) ? '' : '\n');
}

function isLine(node: Partial<Doc['content'][number]>): boolean {
  return (node.content ?? []).every((child) => nodes[child.type]?.group === 'inline');
}
