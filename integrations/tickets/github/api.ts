import type { Account, TicketRef } from '../../../rules/ticket.ts';
import type { Client } from './client.ts';
import { parsed, userShape } from './shapes.ts';

/** What every verb of this adapter needs. */
export interface Api {
  client: Client;
  /** Id of the tracker in the programme. */
  id: string;
  /** `owner/name`. */
  target: string;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Pauses between look-ups, ms. */
  wait: (ms: number) => Promise<void>;
  /** How long after a lost create GitHub's list may still not show the issue, ms. */
  settleMs: number;
  self: Self;
}

/** The engine's own account, asked once. */
export interface Self {
  /** @throws TrackerError `unauthorised` if the token is nobody's. */
  get(): Promise<Account>;
  /** Undefined until somebody asked. */
  known(): Account | undefined;
}

/** @returns the account behind the client's token; a failed question is asked again next time. */
export function createSelf(client: Client): Self {
  let account: Account | undefined;
  return {
    async get() {
      if (account !== undefined) return account;
      const answer = await client.call('GET /user', {}, { scope: 'target' });
      account = parsed(userShape, answer.data, 'GET /user');
      return account;
    },
    known: () => account,
  };
}

/** @returns a ticket as messages name it. */
export function nameOf(ref: TicketRef): string {
  return `${ref.number} (${ref.url})`;
}
