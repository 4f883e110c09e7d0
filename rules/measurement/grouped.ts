const GROUPED = /^(-?)([1-9]\d{0,2})((?:[.,'’\s]\d{3})+)(?![\d.,])/;

/** A number whose separators may stand before thousands or before something else, and how each reading is written without doubt. */
export interface Grouped {
  written: string;
  readings: string[];
}

/**
 * @returns the number that a text begins with, where nobody can say whether its groups of three digits are thousands: `1,200`, `12.345`,
 * `1 200`. Undefined of any other, and of `0,125`, whose first group cannot be thousands.
 */
export function groupedNumber(text: string): Grouped | undefined {
  const [written, sign = '', head = '', groups = ''] = GROUPED.exec(text) ?? [];
  if (written === undefined) return undefined;
  const digits = groups.replace(/\D/g, '');
  const whole = `${sign}${head}${digits}`;
  if (/^[.,]...$/.test(groups)) return { written, readings: [whole, `${sign}${decimals(head, digits)}`] };
  return { written, readings: /^\s...$/.test(groups) ? [whole, `${sign}${head} from ${digits}`] : [whole] };
}

/** Three digits behind the point would be in doubt again. */
function decimals(head: string, digits: string): string {
  const short = digits.replace(/0+$/, '');
  if (short === '') return head;
  return `${head}.${short.length === 3 ? `${short}0` : short}`;
}
