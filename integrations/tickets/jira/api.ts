import type { Account } from '../../../rules/ticket.ts';
import type { Client } from './client.ts';
import type { JiraOptions } from './options.ts';
import type { StatusGraph } from './path.ts';
import type { Recent } from './recent.ts';
import { askMyself } from './self.ts';
import type { Field } from './shapes.ts';

/** What every verb of this adapter needs. */
export interface Api {
  client: Client;
  options: JiraOptions;
  /** Pauses between look-ups, ms. */
  wait: (ms: number) => Promise<unknown>;
  /** How long after a lost create Jira's search may still not show the issue, ms. */
  settleMs: number;
  self: Self;
  recent: Recent;
  learnt: Learnt;
}

/** What seldom changes at a site, kept from earlier answers. */
export interface Learnt {
  /** Category by a status's id. */
  categories: Map<string, string>;
  /** Statuses that a project was asked for, as `ISMS/10001`. */
  asked: Set<string>;
  /** What a project is called now, by the key that it had when an issue was opened there; '' where it is out of sight. */
  homes: Map<string, string>;
  /** Fields of the screen for creating, by issue type and field. */
  screens: Map<string, Map<string, Field>>;
  /** Where each status leads, by workflow. */
  graphs: Map<string, StatusGraph>;
  /** The account may not spare watchers a mail. */
  isLoud: boolean;
}

/** The engine's own account, asked once. */
export interface Self {
  /** @throws TrackerError `unauthorised` if the credentials are nobody's. */
  get(): Promise<Account>;
  /** Undefined until somebody asked. */
  known(): Account | undefined;
  /** The account as another call has just told it. */
  note(found: Account): void;
}

/** @returns the account behind the client's credentials; a failed question is asked again next time. */
export function createSelf(client: Client): Self {
  let account: Account | undefined;
  return {
    async get() {
      if (account !== undefined) return account;
      const { id } = await askMyself(client);
      account = { id, login: id };
      return account;
    },
    known: () => account,
    note(found) {
      account = found;
    },
  };
}

/** @returns nothing yet. */
export function nothingLearnt(): Learnt {
  return {
    categories: new Map(),
    asked: new Set(),
    homes: new Map(),
    screens: new Map(),
    graphs: new Map(),
    isLoud: false,
  };
}
