import { expect, it } from '@jest/globals';
import type { Programme } from '../../rules/programme.ts';
import { inPresentShape } from '../../rules/programme-shapes.ts';
import { programme } from './programmes.ts';

it('a programme of the first release gets what it had no words for, and nothing else changes', () => {
  const now = programme([]);
  const { chasesADay, ...old } = now;
  const { look, ...pace } = now.pace;
  const { repeats, ...clocks } = now.clocks;
  const kept = { ...old, pace, clocks } as unknown as Programme;
  expect(inPresentShape(kept)).toEqual({ ...now, pace: { ...pace, look: 86_400_000 }, chasesADay: 3 });
  expect(kept).not.toHaveProperty('chasesADay');
  expect([look, chasesADay, repeats]).not.toContain(undefined);
});

it('a programme in the present shape is itself', () => {
  const now = programme([]);
  expect(inPresentShape(now)).toBe(now);
});

it('a token that stood by itself is the login of its tracker', () => {
  const token = { env: 'GITHUB_TOKEN' };
  const tracker = { id: 'main', kind: 'github', target: 'example/isms', token };
  const kept = { ...programme([]), trackers: [tracker] } as unknown as Programme;
  const { token: _, ...rest } = tracker;
  expect(inPresentShape(kept).trackers).toEqual([{ ...rest, login: { how: 'token', token } }]);
});
