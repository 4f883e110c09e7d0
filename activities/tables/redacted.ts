/** @returns whether a version of the programme was taken out. */
export function isRedacted(programme: unknown): boolean {
  return typeof programme === 'object' && programme !== null && 'redacted' in programme;
}
