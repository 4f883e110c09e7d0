import type { Place, Reading } from './document.ts';
import { pathText } from './found.ts';
import type { Fault, Mistake } from './mistake.ts';
import type { Path } from './tree.ts';

/** @returns all faults of a text as mistakes, each with line and column, in the order of the file and each once. */
export function placed(reading: Reading, faults: Fault[], text: string, file: string): Mistake[] {
  const lines = lineStarts(text);
  const inText = reading.faults.map(({ offset, path, message }) => ({
    offset,
    path: pathText(path),
    message,
    found: '',
    allowed: '',
  }));
  const inTree = faults.map((fault) => {
    const { offset, path } = locate(reading, fault);
    return { offset, path, message: fault.message, found: fault.found ?? '', allowed: fault.allowed ?? '' };
  });
  const inOrder = [...inText, ...inTree].sort((a, b) => a.offset - b.offset);
  const mistakes = inOrder.map(({ offset, ...rest }) => ({ file, ...positionOf(offset, lines, text), ...rest }));
  return [...new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake])).values()];
}

/** What is not there is looked for where it should stand: at the key of what encloses it, or at the scalar that stands instead. */
function locate({ places }: Reading, fault: Fault): { offset: number; path: string } {
  const [path, place] = nearestPlace(places, fault.path);
  if (path.length === fault.path.length)
    return { offset: fault.at === 'key' ? place.key : place.value, path: printed(fault) };
  return place.scalar ? { offset: place.value, path: pathText(path) } : { offset: place.key, path: printed(fault) };
}

function printed(fault: Fault): string {
  return pathText(fault.hidden === true ? fault.path.slice(0, -1) : fault.path);
}

function nearestPlace(places: Map<string, Place>, path: Path): [Path, Place] {
  for (let length = path.length; length > 0; length -= 1) {
    const place = places.get(JSON.stringify(path.slice(0, length)));
    if (place !== undefined) return [path.slice(0, length), place];
  }
  return [[], places.get('[]') ?? { key: 0, value: 0, scalar: false }];
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function positionOf(offset: number, lines: number[], text: string): { line: number; column: number } {
  const here = Math.min(Math.max(offset, 0), text.length);
  const line = lineAt(here, lines);
  return { line: line + 1, column: here - (lines[line] ?? 0) + 1 };
}

/** Each step halves what is left: a file with a mistake on every line has very many of both. */
function lineAt(offset: number, lines: number[]): number {
  let [first, last] = [0, lines.length - 1];
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    if ((lines[middle] ?? 0) <= offset) first = middle;
    else last = middle - 1;
  }
  return first;
}
