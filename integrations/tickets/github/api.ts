import type { Account, TicketRef } from '../../../rules/ticket.ts';
import type { Instant } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import type { AppLogin } from './app/login.ts';
import type { Client } from './client.ts';
import { type Issue, parsed, userShape } from './shapes.ts';

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
  /** Where the engine is logged in as an App's installation. */
  app?: AppLogin;
  recent: RecentIssues;
}

/** Issues as just read, so that writing need not read them again. */
export interface RecentIssues {
  keep(issue: Issue): void;
  /** @returns the issue if it was read within the last seconds; each reading serves one write. */
  take(id: string): Issue | undefined;
}

/** The engine's own account, and GitHub's clock when it told. */
export interface Asked {
  account: Account;
  at: Instant;
}

/** The engine's own account. */
export interface Self {
  /** Asks GitHub. @throws TrackerError `unauthorised` if the token is nobody's. */
  ask(): Promise<Asked>;
  /** Asks only where nobody did before. */
  get(): Promise<Account>;
  /** Undefined until somebody asked. */
  known(): Account | undefined;
}

/** @param question how it is asked; a failed question is asked again next time. */
export function createSelf(question: () => Promise<Asked>): Self {
  let account: Account | undefined;
  async function ask(): Promise<Asked> {
    const asked = await question();
    account = asked.account;
    return asked;
  }
  return { ask, get: async () => account ?? (await ask()).account, known: () => account };
}

/** @returns the account behind the client's token. @throws TrackerError `unreachable` where the address is no API of GitHub's. */
export async function askUser(client: Client): Promise<Asked> {
  const answer = await client.call('GET /user', {}, { scope: 'target', accept: [404] });
  if (answer.status === 404)
    throw new TrackerError(`GitHub, GET /user: 404, so there is no API of GitHub's at this address.`, {
      kind: 'unreachable',
    });
  return { account: parsed(userShape, answer.data, 'GET /user'), at: answer.at };
}

/** How long a reading is fresh enough to write on top of it, ms: about as long as a step takes. */
const FRESH_MS = 5_000;
const MOST_KEPT = 100;

/** @param now the engine's clock, epoch ms. */
export function recentIssues(now: () => number): RecentIssues {
  const kept = new Map<string, { issue: Issue; at: number }>();
  return {
    keep(issue) {
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(issue.id, { issue, at: now() });
    },
    take(id) {
      const found = kept.get(id);
      kept.delete(id);
      return found && now() - found.at < FRESH_MS ? found.issue : undefined;
    },
  };
}

/** @returns a ticket as messages name it. */
export function nameOf(ref: TicketRef): string {
  return `${ref.number} (${ref.url})`;
}
