/** Why a field's value is refused. */
export class Wrong extends Error {}

/** A day, `YYYY-MM-DD`, that exists. Throws `Wrong`. */
export function day(value: unknown): string {
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = isDay ? new Date(`${value}T00:00:00Z`) : undefined;
  if (at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(String(value))) return String(value);
  throw new Wrong(`Error parsing date string: ${String(value)}`);
}
