import type { Candidate, Redaction } from '../activities/redact.ts';
import type { Holding } from '../register/redaction/holding.ts';
import { clipped } from '../rules/clipped.ts';
import { table } from './terminal.ts';

const LONGEST = 60;
const SHOWN = 12;

/** @returns what of a record can be taken out, one line each. */
export function candidatesText(candidates: Candidate[]): string {
  return table(
    candidates.map(({ hash, sequence, at, kind, field, text, redacted, media, size }) => [
      hash.slice(0, SHOWN),
      `event ${sequence}`,
      at.slice(0, 10),
      `${kind} ${field}`,
      redacted ? '[redacted]' : text === undefined ? `file, ${media}, ${size} bytes` : `"${short(text)}"`,
    ]),
  );
}

/** @returns what would be taken out, and what would be left, for somebody who has to agree. */
export function redactionText({ text, media, hashes, events, records, remaining }: Redaction): string {
  const what = text === undefined ? `a file (${media})` : `"${short(text)}"`;
  const often = `${text === undefined ? 'is kept' : 'was said'} ${hashes.length} times`;
  const copies = hashes.length > 1 ? `, which ${often}` : '';
  const where = events.map((e) => `  event ${e.sequence}, ${e.at.slice(0, 10)}, ${e.stream} ${e.kind}`);
  return [
    `Taken out for ever: ${what}${copies}`,
    ...where,
    ...(records.length > 0
      ? ['The tickets concerned are drawn anew; comments in the tracker are yours to delete.']
      : []),
    ...remainingLines(remaining),
  ].join('\n');
}

/** @returns what still holds a text, with how to take that out. */
export function remainingLines(remaining: Holding[]): string[] {
  return remaining.map((held) => {
    if (held.kind === 'programme')
      return `  programme version ${held.version} still holds it: apply a file without it, then redact the old file`;
    const words = held.kind === 'words' && held.whole ? 'another copy' : 'a longer text';
    const what = held.kind === 'words' ? words : `a file (${held.media})`;
    return `  ${what} still holds it: dutybound redact ${held.hash.slice(0, SHOWN)}`;
  });
}

function short(text: string): string {
  return clipped(text.replaceAll(/\s+/g, ' '), LONGEST);
}
