/** What a figure should reach: of its value in its own unit, or of its ratio to the floor. */
export interface Aim {
  of: 'value' | 'ratio';
  is: 'at least' | 'at most';
  bound: number;
}

/** A figure as it was measured. */
export interface Measured {
  name: string;
  value: number;
  unit: string;
  /** What the machine could do at best, measured in the same run in the same unit. */
  floor?: number;
  aim?: Aim;
}

/** A figure as it is printed and written. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  floor: number | null;
  /** Value over floor. */
  ratio: number | null;
  aim: string | null;
  /** Whether the aim is reached; null without an aim, or at another scale than 1. */
  ok: boolean | null;
}

/** @returns the figure with its ratio and verdict. @param scale at another one than 1 nothing is judged. */
export function judged({ name, value, unit, floor, aim }: Measured, scale: number): Figure {
  const ratio = floor === undefined ? null : value / floor;
  return {
    name,
    value: rounded(value),
    unit,
    floor: floor === undefined ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    aim: aim ? spoken(aim) : null,
    ok: aim && scale === 1 ? reaches(aim, value, ratio) : null,
  };
}

function reaches({ of, is, bound }: Aim, value: number, ratio: number | null): boolean {
  const found = of === 'value' ? value : ratio;
  if (found === null) return false;
  return is === 'at least' ? found >= bound : found <= bound;
}

function spoken({ of, is, bound }: Aim): string {
  return `${of === 'ratio' ? 'ratio ' : ''}${is} ${bound}`;
}

/** Three significant digits say all that a measurement on a shared machine can. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
