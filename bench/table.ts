import type { Figure } from './figure.ts';

const HEADS = ['figure', 'value', 'unit', 'floor', 'ratio', 'aim', 'ok'];
/** Columns of numbers stand to the right. */
const NUMBERS = [1, 3, 4];

/** @returns the figures as a table for people. */
export function table(figures: Figure[]): string {
  const lines = [HEADS, ...figures.map(cells)];
  const widths = HEADS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const printed = lines.map((line) => line.map((cell, column) => padded(cell, column, widths[column] ?? 0)).join('  '));
  return printed.map((line) => line.trimEnd()).join('\n');
}

function cells({ name, value, unit, floor, ratio, aim, ok }: Figure): string[] {
  const word = ok === null ? '' : ok ? 'yes' : 'NO';
  return [
    name,
    String(value),
    unit,
    floor === null ? '' : String(floor),
    ratio === null ? '' : String(ratio),
    aim ?? '',
    word,
  ];
}

function padded(cell: string, column: number, width: number): string {
  return NUMBERS.includes(column) ? cell.padStart(width) : cell.padEnd(width);
}
