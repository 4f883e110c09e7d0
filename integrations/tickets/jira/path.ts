/** Where each status led when it was last looked at. A status without an entry has not been looked at. */
export type StatusGraph = Map<string, string[]>;

/** What is looked for, and what is better gone round. */
export interface Search {
  isTarget(status: string): boolean;
  /** Statuses through which nobody should pass on the way elsewhere: a closed one, for instance. */
  isDetour(status: string): boolean;
}

/**
 * The next status on the shortest known way to a target; where none is known, on the way to the nearest status that has not been
 * looked at yet. Each status is looked at once at most, so that the walk ends.
 * @param from the present status, whose entry in `graph` is fresh.
 * @returns undefined where nothing is left to try.
 */
export function nextStep(graph: StatusGraph, from: string, search: Search): string | undefined {
  const known = walk(graph, from, (status) => status !== from && search.isTarget(status));
  if (known !== undefined) return known;
  const isUnknown = (status: string) => !graph.has(status);
  return walk(graph, from, (status) => isUnknown(status) && !search.isDetour(status)) ?? walk(graph, from, isUnknown);
}

/** @returns the first step of the shortest way to a status that is sought. */
function walk(graph: StatusGraph, from: string, isSought: (status: string) => boolean): string | undefined {
  const seen = new Set([from]);
  const reached = (graph.get(from) ?? []).map((status) => ({ status, first: status }));
  for (const { status, first } of reached) {
    if (seen.has(status)) continue;
    if (isSought(status)) return first;
    seen.add(status);
    // What is put at the end is reached in as many steps or one more.
    for (const next of graph.get(status) ?? []) reached.push({ status: next, first });
  }
  return undefined;
}
