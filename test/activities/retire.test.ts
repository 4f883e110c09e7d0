import { expect, it } from '@jest/globals';
import { retireFormer } from '../../activities/steps/retire.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import { playedDesk } from '../cli/played.ts';
import { applyVariant } from './applying.ts';

const ref = (number: string): TicketRef => ({ tracker: 'github', id: number, number, url: number });
const decision = { retire: [ref('#1')], state: { thread: { ref: ref('#2') } } } as unknown as Parameters<
  typeof retireFormer
>[1];

it('a deleted ticket that turned up again is left alone while its tracker’s breaker is open, and closed after it', async () => {
  const { scene } = await playedDesk('2027-04-05T08:00:00.000Z');
  await applyVariant(scene, {});
  const { register, trackers } = scene.deps;
  const retired: string[] = [];
  const tickets = trackers.get('github');
  const github = { ...tickets, retire: async ({ number }: TicketRef) => void retired.push(number) };
  const deps = { ...scene.deps, trackers: new Map([['github', github as NonNullable<typeof tickets>]]) };
  const since = scene.now();
  const breaker = {
    since,
    kind: 'unreachable' as const,
    why: 'no answer',
    pause: 2_000,
    nextCheck: since,
    told: false,
  };
  await register.write((tx) => tx.setBreaker('github', breaker));
  await retireFormer(deps, decision);
  expect(retired).toEqual([]);
  await register.write((tx) => tx.setBreaker('github', { ...breaker, closed: since }));
  await retireFormer(deps, decision);
  expect(retired).toEqual(['#1']);
});
