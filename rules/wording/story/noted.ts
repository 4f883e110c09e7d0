import { textOf, type Words } from '../../event.ts';

/**
 * @param without keys that are told apart.
 * @returns what the engine noted of itself, for people: `file risks.csv; lines 2; recorded 3` (7.5.3).
 */
export function notedText(body: Record<string, unknown>, without: readonly string[] = []): string {
  return Object.entries(body)
    .filter(([name]) => !without.includes(name))
    .flatMap(([name, value]) => {
      const text = valueText(value);
      return text === '' ? [] : [`${inWords(name)} ${text}`];
    })
    .join('; ');
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(valueText).join(', ');
  if (typeof value !== 'object') return String(value);
  if (isWords(value)) return textOf(value);
  return `(${notedText(value as Record<string, unknown>)})`;
}

function isWords(value: object): value is Words {
  return 'text' in value || 'blob' in value || 'redacted' in value;
}

/** `openedLateBy` reads `opened late by`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
}
