import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextStep, type Search, type StatusGraph } from '../../../../integrations/tickets/jira/path.ts';

const graphOf = (edges: Record<string, string[]>): StatusGraph => new Map(Object.entries(edges));
const seeking = (target: string, detours: string[] = []): Search => ({
  isTarget: (status) => status === target,
  isDetour: (status) => detours.includes(status),
});

/** Walks a workflow as the adapter does: at each status it learns where that one leads. */
function walk(workflow: StatusGraph, from: string, search: Search, learnt: StatusGraph = new Map()): string[] {
  const way = [from];
  for (let at = from; way.length <= 100; ) {
    learnt.set(at, workflow.get(at) ?? []);
    const next = nextStep(learnt, at, search);
    if (next === undefined) return way;
    way.push(next);
    at = next;
    if (search.isTarget(at)) return way;
  }
  return way;
}

describe('the next status', () => {
  it('is the target where it is offered', () => {
    expect(nextStep(graphOf({ a: ['b', 'z'] }), 'a', seeking('z'))).toBe('z');
  });

  it('is the first on the shortest known way', () => {
    const graph = graphOf({ a: ['b', 'c'], b: ['d'], c: ['z'], d: ['z'] });
    expect(nextStep(graph, 'a', seeking('z'))).toBe('c');
  });

  it('leads to what has not been looked at yet, and not through what is closed where another way is open', () => {
    const graph = graphOf({ a: ['cancelled', 'b'] });
    expect(nextStep(graph, 'a', seeking('z', ['cancelled']))).toBe('b');
    expect(nextStep(graphOf({ a: ['cancelled'] }), 'a', seeking('z', ['cancelled']))).toBe('cancelled');
  });

  it('is none where all has been looked at', () => {
    expect(nextStep(graphOf({ a: ['b'], b: ['a'] }), 'a', seeking('z'))).toBeUndefined();
    expect(nextStep(graphOf({ a: [] }), 'a', seeking('z'))).toBeUndefined();
  });

  it('turns back from a dead end', () => {
    const workflow = graphOf({ a: ['blocked', 'b'], blocked: ['a'], b: ['z'], z: [] });
    expect(walk(workflow, 'a', seeking('z'))).toEqual(['a', 'blocked', 'a', 'b', 'z']);
  });

  it('goes no detour once the way is known', () => {
    const workflow = graphOf({ a: ['blocked', 'b'], blocked: ['a'], b: ['z'], z: [] });
    const learnt: StatusGraph = new Map();
    walk(workflow, 'a', seeking('z'), learnt);
    expect(walk(workflow, 'a', seeking('z'), learnt)).toEqual(['a', 'b', 'z']);
  });

  const names = ['a', 'b', 'c', 'd', 'e', 'z'];
  const workflows = fc
    .array(fc.subarray(names), { minLength: names.length, maxLength: names.length })
    .map((targets): StatusGraph => new Map(names.map((name, i) => [name, targets[i] ?? []])));

  it('is found in any workflow from which there is a way back, and each walk ends', () => {
    fc.assert(
      fc.property(workflows, fc.subarray(names), (workflow, detours) => {
        const way = walk(workflow, 'a', seeking('z', detours));
        expect(way.length).toBeLessThanOrEqual(40);
        for (const [i, status] of way.slice(1).entries()) expect(workflow.get(way[i] ?? '')).toContain(status);
        const isTwoWay = names.every((from) =>
          (workflow.get(from) ?? []).every((to) => workflow.get(to)?.includes(from)),
        );
        if (isTwoWay && reachable(workflow, 'a').has('z')) expect(way.at(-1)).toBe('z');
      }),
    );
  });

  it('takes the shortest way once every status was looked at', () => {
    fc.assert(
      fc.property(workflows, (workflow) => {
        const way = walk(workflow, 'a', seeking('z'), new Map(workflow));
        const distance = distanceTo(workflow, 'a', 'z');
        expect(way).toHaveLength(distance === undefined ? 1 : distance + 1);
      }),
    );
  });
});

function reachable(workflow: StatusGraph, from: string): Set<string> {
  const seen = new Set([from]);
  for (const status of seen) for (const next of workflow.get(status) ?? []) seen.add(next);
  return seen;
}

function distanceTo(workflow: StatusGraph, from: string, to: string): number | undefined {
  let layer = new Set([from]);
  for (let distance = 1; distance <= workflow.size; distance++) {
    layer = new Set([...layer].flatMap((status) => workflow.get(status) ?? []));
    if (layer.has(to)) return distance;
  }
  return undefined;
}
