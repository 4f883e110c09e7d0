import { isMap, isScalar, isSeq, type Node, type Pair, Scalar, type YAMLMap } from 'yaml';

/** A key and what stands behind it. */
export type Entry = Pair<Node, Node | null>;
export type Entries = YAMLMap<Node, Node | null>;

/** @returns the entry of that key. */
export function entryOf(map: Entries, key: string): Entry | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key);
}

/** @returns the offset at which an entry begins. */
export function startOf({ key }: Entry): number {
  return key.range?.[0] ?? 0;
}

/** @returns the offset behind the last character of an entry, comments not counted. */
export function endOf({ key, value }: Entry): number {
  return Math.max(key.range?.[1] ?? 0, value === null ? 0 : lastOf(value));
}

/** @returns whether nothing stands behind a key. */
export function isEmpty(value: Node | null): boolean {
  if (value === null) return true;
  if (isMap(value) || isSeq(value)) return value.items.length === 0;
  return isScalar(value) && value.range?.[0] === value.range?.[1];
}

/** @returns the offset of the first character of a line. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** @returns the offset behind the line in which something ends; a block of text ends with its own line break. */
export function behindLine(text: string, end: number): number {
  if (end > 0 && text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next < 0 ? text.length : next + 1;
}

/** @returns the offset behind the lines that follow, hold a comment alone, and are indented at least so far: they belong to what is above. */
export function behindComments(text: string, offset: number, column: number): number {
  const comment = new RegExp(`^ {${column},}#.*(?:\\r?\\n|$)`);
  for (let at = offset; ; ) {
    const found = comment.exec(text.slice(at))?.[0];
    if (!found) return at;
    at += found.length;
  }
}

/** @returns whether a node is a text of several lines, `|` or `>`. */
export function isBlockText(node: Node): boolean {
  return isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
}

function lastOf(node: Node): number {
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;
  if (!isBlock) return node.range?.[1] ?? 0;
  const last: unknown = node.items.at(-1);
  if (isMap(node)) return endOf(last as Entry);
  return last === null ? (node.range?.[1] ?? 0) : lastOf(last as Node);
}
