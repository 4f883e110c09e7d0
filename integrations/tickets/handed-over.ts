import type { Account, Draft } from '../../rules/ticket.ts';

/**
 * @param standing who holds the ticket as it was read.
 * @returns the draft without its assignee where somebody whom it does not mean to replace took the ticket over meanwhile.
 */
export function unlessHandedOver(draft: Draft, standing: Pick<Account, 'id'>[]): Draft {
  const { assignee: _, ...others } = draft;
  return standing.every(({ id }) => draft.over?.includes(id)) ? draft : others;
}
