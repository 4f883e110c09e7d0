import type { Person } from '../../store/model.ts';
import type { Query } from '../jql/parse.ts';

export const hookEvents = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
] as const;
export type HookEvent = (typeof hookEvents)[number];

export interface Hook {
  readonly id: number;
  readonly url: string;
  readonly events: readonly HookEvent[];
  readonly jql: string;
  /** Undefined: every issue. */
  readonly filter: Query | undefined;
  /** An administrator's hook signs with it; null: nothing is signed. */
  readonly secret: string | null;
  /** An app's hook: whose it is, and until when it is sent (epoch ms). */
  readonly dynamic?: { readonly owner: Person; readonly clientId: string; expiresAt: number };
}

export interface Delivery {
  readonly id: number;
  /** The same at each attempt. */
  readonly guid: string;
  readonly hook: Hook;
  readonly project: string;
  readonly event: HookEvent;
  /** Epoch ms. */
  readonly at: number;
  /** 0 at the first attempt. */
  readonly retry: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0: no answer. */
  readonly status: number;
}
