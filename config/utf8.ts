import { isUtf8 } from 'node:buffer';

const LINE_BREAK = 0x0a;

/** Bytes that are no text in UTF-8. Line and column of the first that is none count from 1. */
export class NotUtf8 extends Error {
  override readonly name = 'NotUtf8';
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number) {
    super(`this is not UTF-8, from line ${line}, column ${column} on`);
    this.line = line;
    this.column = column;
  }
}

/** @returns the text of a file, with its byte order mark if it has one. @throws NotUtf8, since its names would be others. */
export function textOfBytes(bytes: Uint8Array): string {
  // UTF-16 without a mark is UTF-8 with a zero beside each letter.
  if (!isUtf8(bytes) || bytes.includes(0)) throw placeIn(bytes);
  return Buffer.from(bytes).toString('utf8');
}

function placeIn(bytes: Uint8Array): NotUtf8 {
  let begins = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(LINE_BREAK, begins);
    const one = bytes.subarray(begins, end < 0 ? bytes.length : end);
    if (!isUtf8(one) || one.includes(0) || end < 0) {
      const column = Buffer.from(one)
        .toString('utf8')
        .search(/[\0\uFFFD]/);
      return new NotUtf8(line, column + 1);
    }
    begins = end + 1;
  }
}
