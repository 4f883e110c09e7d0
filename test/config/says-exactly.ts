import { expect, it } from '@jest/globals';
import { formatMistakes, parseProgramme } from '../../config/programme.ts';
import { edited } from './sample.ts';

/** One test per row: the sample with a passage replaced has exactly these mistakes, with line, column, and wording. */
export function saysExactly(rows: [passage: string, replacement: string, lines: string[]][]): void {
  it.each(rows)('%j -> %j', (passage, replacement, lines) => {
    const result = parseProgramme(edited(passage, replacement), 'f');
    expect('mistakes' in result ? formatMistakes(result.mistakes).split('\n') : []).toEqual(lines);
  });
}
