import assert from 'node:assert/strict';
import type { Rules, World } from '../world.ts';
import { kinds } from '../world.ts';

/** A rule of tasks, told as a short story: it throws where the rules under test break it. */
export interface Scenario {
  rule: string;
  check: (rules: Rules) => void;
}

/** How the story stands: stage or verdict, and whether it was missed. */
export function standing({ state }: World): string {
  const how = state.stage === 'ended' ? state.verdict : state.stage;
  return state.missed ? `${how}, missed` : `${how}`;
}

export function stands(w: World, how: string): void {
  assert.equal(standing(w), how);
}

/** How often something was recorded. */
export function happened(w: World, kind: string, times = 1): void {
  assert.equal(kinds(w).filter((k) => k === kind).length, times, `${kind} in ${kinds(w).join(', ')}`);
}

/** When something was recorded as having happened. */
export function dated(w: World, kind: string, at: string): void {
  assert.equal(w.log.findLast((e) => e.kind === kind)?.at, at);
}

/** The last comment says something; told: whose attention it asks. */
export function said(w: World, what: RegExp, told?: string[]): void {
  const last = w.comments.at(-1);
  assert.match(last?.text ?? '', what);
  if (told) assert.deepEqual(last?.told, told);
}

export function silent(w: World, comments: number): void {
  assert.equal(w.comments.length, comments, w.comments.map((c) => c.text).join('\n'));
}
