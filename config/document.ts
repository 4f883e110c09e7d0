import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument } from 'yaml';
import { syntaxMistakes } from './syntax.ts';
import type { Path, Tree } from './tree.ts';

/** Where something stands, as offsets into the text. */
export interface Place {
  key: number;
  value: number;
  scalar: boolean;
}

/** Something wrong with the YAML itself. */
interface SyntaxFault {
  offset: number;
  path: Path;
  message: string;
}

/** A YAML text as a tree, and where each part of it stands. `places` is keyed by `JSON.stringify(path)`. */
export interface Reading {
  tree: Tree;
  places: Map<string, Place>;
  faults: SyntaxFault[];
  /** False where the text is no YAML: then the tree says nothing. */
  readable: boolean;
}

/** Reads YAML 1.2, one document, scalars as written, no aliases and no tags. Never throws; quotes nothing of the text in a message. */
export function readDocument(text: string): Reading {
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, uniqueKeys: false });
  const mistakes = syntaxMistakes([...document.errors, ...document.warnings], text);
  const faults = mistakes.map((mistake) => ({ ...mistake, path: [] }));
  const reading: Reading = { tree: {}, places: new Map(), faults, readable: faults.length === 0 };
  if (!reading.readable) return reading;
  reading.places.set('[]', { key: 0, value: document.contents?.range?.[0] ?? 0, scalar: false });
  if (document.contents !== null) reading.tree = grow(document.contents, [], reading);
  return reading;
}

function grow(node: Node, path: Path, reading: Reading): Tree {
  if (isScalar(node)) return typeof node.value === 'string' ? node.value : '';
  if (isSeq<Node>(node)) return node.items.map((item, n) => growAt(item, [...path, n], undefined, reading));
  if (isMap<Node, Node | null>(node)) return growMap(node.items, path, reading);
  if (isAlias(node)) fault(node, path, 'an alias (*name) is not allowed; write the value out', reading);
  return '';
}

function growMap(pairs: Pair<Node, Node | null>[], path: Path, reading: Reading): Tree {
  const map: Record<string, Tree> = {};
  for (const { key, value } of pairs) {
    if (!isScalar(key) || typeof key.value !== 'string' || key.value === '__proto__') {
      fault(key, path, 'this cannot be a key; a key is one plain word', reading);
      continue;
    }
    const below = [...path, key.value];
    if (Object.hasOwn(map, key.value)) fault(key, below, 'this key stands here twice; keep one of them', reading);
    map[key.value] = growAt(value, below, key, reading);
  }
  return map;
}

function growAt(node: Node | null, path: Path, key: Node | undefined, reading: Reading): Tree {
  const value = node?.range?.[0] ?? key?.range?.[0] ?? 0;
  reading.places.set(JSON.stringify(path), {
    key: key?.range?.[0] ?? value,
    value,
    scalar: node === null || isScalar(node),
  });
  return node === null ? '' : grow(node, path, reading);
}

function fault(node: Node, path: Path, message: string, reading: Reading): void {
  reading.faults.push({ offset: node.range?.[0] ?? 0, path, message });
}
