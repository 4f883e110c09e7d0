import { clipped } from '../../../../rules/clipped.ts';
import type { Idiom, Inline, Paragraph } from '../../../../rules/ticket.ts';

/** What starts a command in an issue. */
export const PREFIX = '/';

const idioms: Record<Idiom, string> = {
  'close the issue': 'close the issue',
  'Close the issue': 'Close the issue',
  'close again': 'close again',
  // GitHub hands no file over that was dragged into a comment.
  'a link is not enough':
    'a link is not enough here, nor is a file dragged into a comment, which the engine cannot fetch and keep: commit the file to the repository and link it',
  'Hand in what can be kept': 'Link the committed file in a comment',
  ' (to be kept)': ' (to be kept: commit it to the repository and link it)',
};

const ZERO_WIDTH = '\u200b';
/** A comment of the engine's must fit, however much somebody wrote into theirs; the register keeps all of it. */
const LONGEST_QUOTED = 2_000;
const url = /(https?:\/\/[^\s<>]+)/;

/** @returns one paragraph as GitHub Markdown, on one line. */
export function printParagraph(paragraph: Paragraph): string {
  return guardStart(paragraph.map(printInline).join(''));
}

function printInline(inline: Inline): string {
  if (typeof inline === 'string') return printText(inline);
  if ('strong' in inline) return `**${printText(inline.strong, referringToNothing)}**`;
  if ('code' in inline) return codeSpan(inline.code);
  if ('quoted' in inline) return codeSpan(defuse(clipped(inline.quoted, LONGEST_QUOTED)));
  if ('command' in inline) return codeSpan(`${PREFIX}${inline.command}`);
  if ('idiom' in inline) return idioms[inline.idiom];
  if ('mention' in inline) return `@${oneLine(inline.mention)}`;
  return printLink(inline.link, inline.href);
}

function printLink(text: string, href: string): string {
  if (text === href && url.test(href)) return href;
  return `[${printText(text)}](${href.replace(/[()<>\\\s]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** The engine's own words: what Markdown would take for markup stands as written, bare addresses stay links. */
function printText(text: string, also: (text: string) => string = (part) => part): string {
  const parts = oneLine(text).split(url);
  return parts.map((part, i) => (i % 2 === 1 ? part : also(callingNobody(escaped(part))))).join('');
}

/** No backslash before `<`: an address in front of it would take that for its own end. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]]|&(?=#?\w+;)/g, '\\$&').replaceAll('<', '&lt;');
}

/** Whoever is to be called is a `mention` of their own: an `@` in a title or an action came from people. A mail address stays whole. */
function callingNobody(text: string): string {
  return text.replace(/(?<!\w)@(?=\w)|(?<=@[\w.-]+)@(?=\w)/g, `@${ZERO_WIDTH}`);
}

/** A word of the engine's that stands first must not turn its paragraph into a heading, a list or a quote. */
function guardStart(line: string): string {
  return line.replace(/^(\d+)([.)])(?=\s)/, '$1\\$2').replace(/^(#{1,6}(?=\s)|[-+](?=\s)|>|~~~)/, '\\$1');
}

/** People's words calling nobody, linking and closing nothing, wherever a mail or a bot shows them again. */
function defuse(text: string): string {
  return referringToNothing(text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/@(?=\S)/g, `$&${ZERO_WIDTH}`));
}

/** What is set in bold may be an action, or what was found, in people's words: it refers to no ticket and closes none. */
function referringToNothing(text: string): string {
  return text
    .replace(/#(?=\S)|\bGH-(?=\d)/gi, `$&${ZERO_WIDTH}`)
    .replace(
      /\b(clos|fix|resolv)(e[sd]?|es|ed|s)?(?=:?\s+(?:$|https?:\/\/|[\w.-]+\/[\w.-]+#|#|GH-))/gi,
      (word) => `${word.slice(0, 1)}${ZERO_WIDTH}${word.slice(1)}`,
    );
}

function codeSpan(text: string): string {
  const line = oneLine(text) || ' ';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Without line ends and control characters, which GitHub drops: what comes back must be what was sent. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, (run) => (/[\r\n\u2028\u2029]/.test(run) ? ' ' : run)).replace(/[\p{Cc}\p{Cs}]+/gu, ' ');
}
