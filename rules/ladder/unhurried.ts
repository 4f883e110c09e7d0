import type { Ladder, Programme } from '../programme.ts';

/** What no duty's own ladder chases is chased by this one: verifications, nonconformities, actions. Every programme of a file has it. */
export const UNHURRIED = 'L2';

/** @returns that ladder; undefined in a programme that no file has. */
export function unhurried({ ladders }: Pick<Programme, 'ladders'>): Ladder | undefined {
  return ladders.find(({ id }) => id === UNHURRIED);
}
