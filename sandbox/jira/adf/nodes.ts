/** What an attribute's value must be. */
export type Check = (value: unknown) => boolean;

export interface NodeRule {
  /** Which group of nodes it belongs to. */
  readonly group: 'block' | 'inline' | 'part';
  /** Types or groups of what it may hold; nothing, if absent. */
  readonly holds?: readonly string[];
  /** Whether it may be empty. */
  readonly needsContent?: true;
  readonly attrs?: Readonly<Record<string, Check>>;
  readonly required?: readonly string[];
}

const text: Check = (value) => typeof value === 'string';
const filled: Check = (value) => typeof value === 'string' && value !== '';
const truth: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => typeof value === 'number';
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const localId = { localId: text };
const cell: NodeRule = {
  group: 'part',
  holds: ['block'],
  needsContent: true,
  attrs: { ...localId, colspan: number, rowspan: number, colwidth: Array.isArray, background: text },
};

/** The nodes of the document format that Jira takes. */
export const nodes: Readonly<Record<string, NodeRule>> = {
  paragraph: { group: 'block', holds: ['inline'], attrs: localId },
  heading: {
    group: 'block',
    holds: ['inline'],
    attrs: { ...localId, level: oneOf(1, 2, 3, 4, 5, 6) },
    required: ['level'],
  },
  bulletList: { group: 'block', holds: ['listItem'], needsContent: true, attrs: localId },
  orderedList: { group: 'block', holds: ['listItem'], needsContent: true, attrs: { ...localId, order: number } },
  listItem: {
    group: 'part',
    holds: ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'taskList'],
    needsContent: true,
    attrs: localId,
  },
  taskList: {
    group: 'block',
    holds: ['taskItem', 'taskList'],
    needsContent: true,
    attrs: { localId: filled },
    required: ['localId'],
  },
  taskItem: {
    group: 'part',
    holds: ['inline'],
    attrs: { localId: filled, state: oneOf('TODO', 'DONE') },
    required: ['localId', 'state'],
  },
  blockquote: {
    group: 'block',
    holds: ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle'],
    needsContent: true,
    attrs: localId,
  },
  codeBlock: { group: 'block', holds: ['text'], attrs: { ...localId, language: text, uniqueId: text } },
  rule: { group: 'block', attrs: localId },
  panel: {
    group: 'block',
    holds: ['paragraph', 'heading', 'bulletList', 'orderedList', 'taskList', 'codeBlock', 'blockCard', 'rule'],
    needsContent: true,
    attrs: { ...localId, panelType: oneOf('info', 'note', 'tip', 'warning', 'error', 'success') },
    required: ['panelType'],
  },
  expand: { group: 'block', holds: ['block'], needsContent: true, attrs: { ...localId, title: text } },
  table: {
    group: 'block',
    holds: ['tableRow'],
    needsContent: true,
    attrs: { ...localId, isNumberColumnEnabled: truth, layout: text, width: number, displayMode: text },
  },
  tableRow: { group: 'part', holds: ['tableHeader', 'tableCell'], needsContent: true, attrs: localId },
  tableHeader: cell,
  tableCell: cell,
  mediaSingle: {
    group: 'block',
    holds: ['media'],
    needsContent: true,
    attrs: { ...localId, layout: text, width: number },
  },
  mediaGroup: { group: 'block', holds: ['media'], needsContent: true, attrs: localId },
  media: {
    group: 'part',
    attrs: {
      ...localId,
      id: text,
      type: oneOf('file', 'link', 'external'),
      collection: text,
      url: text,
      alt: text,
      width: number,
      height: number,
    },
    required: ['type'],
  },
  blockCard: { group: 'block', attrs: { ...localId, url: filled }, required: ['url'] },
  text: { group: 'inline' },
  hardBreak: { group: 'inline', attrs: { ...localId, text: oneOf('\n') } },
  mention: {
    group: 'inline',
    attrs: { ...localId, id: filled, text, accessLevel: text, userType: oneOf('DEFAULT', 'SPECIAL', 'APP') },
    required: ['id'],
  },
  emoji: { group: 'inline', attrs: { ...localId, shortName: filled, id: text, text }, required: ['shortName'] },
  date: { group: 'inline', attrs: { ...localId, timestamp: isTimestamp }, required: ['timestamp'] },
  status: {
    group: 'inline',
    attrs: {
      ...localId,
      text: filled,
      color: oneOf('neutral', 'purple', 'blue', 'red', 'yellow', 'green'),
      style: text,
    },
    required: ['text', 'color'],
  },
  inlineCard: { group: 'inline', attrs: { ...localId, url: filled }, required: ['url'] },
};

/** The marks of text, with their attributes; each listed one is required. */
export const marks: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  strong: {},
  em: {},
  code: {},
  strike: {},
  underline: {},
  link: { href: filled },
  subsup: { type: oneOf('sub', 'sup') },
  textColor: { color: (value) => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) },
  backgroundColor: { color: (value) => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) },
};

function isTimestamp(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+$/.test(value);
}
