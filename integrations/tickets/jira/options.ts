import type { JiraTracker } from '../../../rules/programme.ts';
import type { Account } from '../../../rules/ticket.ts';

/**
 * How the engine's account proves itself: its mail address with an API token, a bearer token, or short-lived tokens, asked for before
 * each call; `api` is where those are taken (`https://api.atlassian.com/ex/jira/CLOUD`), the site itself elsewhere.
 */
export type JiraAuth =
  | { mail: string; token: string }
  | { token: string }
  | { getToken: () => string | Promise<string>; api: string };

/** What the programme says of a Jira tracker, with its secrets resolved. */
export interface JiraOptions
  extends Pick<JiraTracker, 'type' | 'subtaskType' | 'fields' | 'status' | 'resolution' | 'priority' | 'quiet'> {
  /** Id of the tracker in the programme. */
  id: string;
  /** `https://NAME.atlassian.net`: where people see the issues. */
  site: string;
  /** Key of the project. */
  project: string;
  auth: JiraAuth;
  /** An administrator's webhook signs with `secret`; an app's own webhooks are unsigned and prove themselves by `pathSecret`. Without either none is authentic. */
  webhook?: { secret?: string; pathSecret?: string };
  /** The engine's own account as last resolved: tells webhooks of our own writes apart before the first call. */
  self?: Account;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Of each single call, ms; default 20,000. */
  timeoutMs?: number;
  /** Between look-ups after an unknown outcome; default a real pause. */
  wait?: (ms: number) => Promise<unknown>;
  /** How long no second create follows one without a known outcome, ms; default 180,000: Jira's search lags. */
  settleMs?: number;
  /** Refuses answers that differ from the library's own description of them, even where nothing that is used differs. */
  strict?: boolean;
}
