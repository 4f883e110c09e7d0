/** @returns one text for one value of JSON: read back from a record, the keys of an object may stand in another order. */
export function fingerprint(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
}
