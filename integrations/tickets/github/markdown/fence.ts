import { createHash } from 'node:crypto';

/** An issue's body, taken apart at the end marker. */
export interface Fenced {
  key: string;
  display: string;
  /** Everything above the marker, line ends as LF. */
  block: string;
  /** Everything after the marker, byte for byte, from its line end on. */
  below: string;
  /** Whether the block is what the engine wrote. */
  intact: boolean;
}

const marker = /^<!-- dutybound:end (\S+) · write below this line · ([a-z0-9-]+)\.([0-9a-f]{12}) -->[ \t]*/gm;

/** @returns the body of an issue: the engine's block, the end marker, and what people wrote below it. */
export function fenced(block: string, display: string, key: string, below: string): string {
  return `${block}\n<!-- dutybound:end ${display} · write below this line · ${key}.${hashOf(block)} -->${below}`;
}

/**
 * Takes a body apart at its first end marker. GitHub's editor turns LF into CRLF; that is no change.
 * @param key takes only a marker of this key.
 * @returns undefined if no such marker is left.
 */
export function parseFence(body: string, key?: string): Fenced | undefined {
  const found = [...body.matchAll(marker)].map((match) => fenceAt(body, match));
  return found.find((f) => key === undefined || f.key === key);
}

function fenceAt(body: string, match: RegExpExecArray): Fenced {
  const [whole, display = '', key = '', hash] = match;
  const block = body.slice(0, match.index).replaceAll('\r\n', '\n').replace(/\n$/, '');
  return { key, display, block, below: body.slice(match.index + whole.length), intact: hashOf(block) === hash };
}

/**
 * The lines of a changed block that the engine did not write: text typed inside it, in its order.
 * @param expected what the engine wrote there, and what it is about to write.
 */
export function typedInside(block: string, ...expected: string[]): string[] {
  const ours = new Set(expected.flatMap((text) => text.split('\n')).map((line) => line.trim()));
  return block.split('\n').filter((line) => line.trim() !== '' && !ours.has(line.trim()));
}

/** @returns what stands below the marker, with `lines` put before what people wrote there, which keeps its bytes. */
export function movedBelow(lines: string[], below: string): string {
  return lines.length === 0 ? below : `\n\n${lines.join('\n')}${below === '' ? '' : '\n'}${below}`;
}

function hashOf(block: string): string {
  return createHash('sha256').update(block).digest('hex').slice(0, 12);
}
