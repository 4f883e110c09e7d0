import { distance } from 'fastest-levenshtein';

type Argument = 'date' | 'person' | 'key';

/** Every word of the ticket language: how it is written after its prefix, and which arguments are lifted out of its text. */
export const words = {
  help: { form: '', takes: [] },
  evidence: { form: 'ITEM link or text', takes: [] },
  done: { form: '', takes: [] },
  accept: { form: '', takes: ['date'] },
  reject: { form: 'because …', takes: [] },
  extend: { form: 'DATE because …', takes: ['date'] },
  waive: { form: 'because …', takes: [] },
  approve: { form: '', takes: ['person', 'key'] },
  deny: { form: 'because …', takes: [] },
  correction: { form: '…', takes: [] },
  extent: { form: '…', takes: [] },
  similar: { form: '…', takes: [] },
  cause: { form: '…', takes: [] },
  criterion: { form: '…', takes: [] },
  changes: { form: '…', takes: [] },
  'no-action': { form: 'because …', takes: [] },
  action: { form: '@owner DATE …', takes: ['person', 'date'] },
  effective: { form: '…', takes: [] },
  ineffective: { form: 'because …', takes: [] },
  regrade: { form: 'major because …', takes: [] },
  measure: { form: 'VALUE source', takes: [] },
  version: { form: 'NUMBER LOCATION, or unchanged because …', takes: [] },
  risk: { form: 'ID consequence=4 likelihood=3 because …', takes: ['person'] },
  treat: { form: 'OPTION controls=A.8.7 @owner DATE …', takes: ['person', 'date'] },
  answer: { form: 'QUESTION yes or no because …', takes: [] },
  recurrence: { form: 'KEY', takes: ['key'] },
  sent: { form: 'DATE', takes: ['date'] },
  'accepted-plan': { form: 'DATE', takes: ['date'] },
  validated: { form: 'DATE', takes: ['date'] },
  scope: { form: 'as proposed, or 4-10, A.5.18 …', takes: [] },
  finding: { form: 'GRADE CLAUSE PROCESS @owner …, or none because …', takes: ['person'] },
  present: { form: 'names', takes: [] },
  decide: { form: 'INPUT …', takes: [] },
  sign: { form: '', takes: [] },
  adopt: { form: '@owner DATE …', takes: ['person', 'date'] },
  decline: { form: 'CLASS because …', takes: [] },
  event: {
    form: 'incident or change, and what happened; or joiner, mover, or leaver, and who; or failed-treatment and the risk',
    takes: [],
  },
  annul: { form: 'DATE because …', takes: ['date'] },
} as const satisfies Record<string, { form: string; takes: readonly Argument[] }>;

export type Verb = keyof typeof words;

/** A command as written, its arguments sorted out; they may come in any order. */
export interface Command {
  verb: Verb;
  /** The first date (`2027-04-23`) or instant, where the word takes one. */
  date?: string;
  /** The first `@login`, `@account-id`, or mail address, where the word takes one. */
  person?: string;
  /** The first display id or ticket number (`AR-7K2`, `#231`, `ISMS-88`, or the address of its page), where the word takes one. */
  key?: string;
  links: string[];
  /** All that is left, without a leading `because`. */
  text: string;
}

export type Said = { kind: 'command'; command: Command } | { kind: 'unknown'; word: string; nearest: Verb };

const verbs = Object.keys(words) as Verb[];
const start = /^\s*[/!]([a-z][a-z_-]*)([.,:;!]*)(?:[ \t]+(.*))?$/i;
const shapes: Record<Argument, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/,
  person: /^(@[\w.-]+((:[\w-]+)+|\[bot\])?|[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)$/,
  key: /^(#\d+|[A-Z]{1,5}-[A-Z0-9]{2,}(-\d+)?|[A-Z][A-Z0-9_]{1,9}-\d+)$/,
};
/** A ticket's page, as people copy its address or as a tracker's editor pastes it. */
const pageOfKey = /^<?https?:\/\/\S+\/([A-Z][A-Z0-9_]{1,9}-\d+)(?:[?#][^\s>]*)?>?$/;
const link = /<?(https?:\/\/[^\s<>]+)>?/g;
/** `to 2027-04-23`, `by 2027-04-23`: the word before the date is none of the reason. */
const toDate = /^(?:to|till|until|by)$/i;
/** Longer than any mail address (RFC 5321, 4.5.3.1): what is longer is text, and the shapes are not tried on it. */
const LONGEST_ARGUMENT = 320;

/**
 * Reads the commands of a comment whose quotes and code the adapter has already removed. A command starts a line with `/` or `!`
 * and runs to the next command or the end; punctuation right behind the word is none of it. A word that is no command is reported
 * only within two edits of one (contact rule 1).
 */
export function parseCommands(text: string): Said[] {
  const said: Said[] = [];
  let open: { word: string; rest: string[] } | undefined;
  const close = () => {
    if (open) said.push(...understand(open.word, open.rest.join('\n')));
    open = undefined;
  };
  for (const line of text.split('\n')) {
    const [, written, punctuation, rest = ''] = start.exec(line) ?? [];
    const word = written?.toLowerCase();
    if (word !== undefined && (isPlain(word, punctuation) || understand(word, '').length > 0)) {
      close();
      open = { word, rest: [rest] };
    } else open?.rest.push(line);
  }
  close();
  return said;
}

/** Without punctuation or `_` it cannot be a path that a sentence ends with, such as `/etc.`, which stays text. */
function isPlain(word: string, punctuation: string | undefined): boolean {
  return !punctuation && !word.includes('_');
}

function understand(word: string, rest: string): Said[] {
  const verb = verbs.find((v) => v === word);
  if (verb) return [{ kind: 'command', command: { verb, ...sortOut(rest, words[verb].takes) } }];
  const near = verbs.map((v) => ({ v, d: distance(v, word) })).sort((a, b) => a.d - b.d)[0];
  return near && near.d <= 2 ? [{ kind: 'unknown', word, nearest: near.v }] : [];
}

function sortOut(rest: string, takes: readonly Argument[]): Omit<Command, 'verb'> {
  const lifted: Partial<Record<Argument, string>> = {};
  const left: string[] = [];
  for (const token of rest.split(/(\s+)/)) {
    const bare = token.replace(/[,;.]$/, '');
    const argument =
      bare.length > LONGEST_ARGUMENT
        ? undefined
        : takes.find((a) => lifted[a] === undefined && argumentIn(bare, a) !== undefined);
    if (argument) lifted[argument] = argumentIn(bare, argument) ?? bare;
    else left.push(token);
    // Blanks stand between words.
    if (argument === 'date' && toDate.test(left.at(-2) ?? '')) left.splice(-2);
  }
  const text = left
    .join('')
    .replace(/[ \t]+/g, ' ')
    .trim()
    .replace(/^because\b[\s:,…]*/i, '')
    .trim();
  return { ...lifted, links: [...rest.matchAll(link)].map((m) => bareLink(m[1] ?? '')), text };
}

function argumentIn(token: string, argument: Argument): string | undefined {
  if (shapes[argument].test(token)) return token;
  return argument === 'key' ? pageOfKey.exec(token)?.[1] : undefined;
}

/** @returns a word's text with the addresses that stand first put last: its arguments come in any order (contact rule 1). */
export function addressesLast(text: string): string {
  const addresses = /^(<?https?:\/\/\S+\s+)+/i.exec(text)?.[0] ?? '';
  return addresses === '' ? text : `${text.slice(addresses.length)} ${addresses.trim()}`;
}

/** An address without the punctuation of the sentence it stands in. */
function bareLink(address: string): string {
  let end = address.length;
  while ('.,;:!?)'.includes(address.charAt(end - 1)) && end > 0) end -= 1;
  return address.slice(0, end);
}
