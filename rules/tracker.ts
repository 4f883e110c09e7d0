import type { LocalDate } from './time.ts';

/** A secret is only ever a reference; whoever constructs a client resolves it. */
export type SecretRef = { env: string } | { file: string };

export type Tracker = GitHubTracker | JiraTracker;

/** What every kind of tracker has. */
interface TrackerTerms {
  id: string;
  /** GitHub: `owner/name`; Jira: the project's key. */
  target: string;
  /** Base address of the API, without trailing slash; Jira: of the site. */
  api: string;
  webhook?: { secret: SecretRef };
  /** Content writes allowed. */
  limits: { perMinute: number; perHour: number };
  /** How often changes are asked for, ms. */
  sweepEvery: number;
  /** How long a ticket whose creation has no known outcome is looked for before it is created again, ms. */
  settle: number;
  /** Labels by which people tell of something in any ticket of the target. */
  labels?: Partial<Record<'incident' | 'change', string>>;
  /** Reaching a public target is refused unless this says otherwise, which only the sandbox's sample does. */
  allowPublic: boolean;
}

export interface GitHubTracker extends TrackerTerms {
  kind: 'github';
  login: GitHubLogin;
}

/** An account's token, or an App's installation (ids as GitHub shows them). */
export type GitHubLogin =
  | { how: 'token'; token: SecretRef; expires?: LocalDate }
  | { how: 'app'; app: string; installation: string; privateKey: SecretRef };

export interface JiraTracker extends TrackerTerms {
  kind: 'jira';
  login: JiraLogin;
  /** Id of the issue type of tickets, and of the parts of another ticket where the project has such a type. */
  type: string;
  subtaskType?: string;
  /** Fields that the project demands, by id. */
  fields: Record<string, JiraValue>;
  /** Ids of the statuses that stand for a category; without one, the first that can be reached of that category. */
  status: { open?: string; done?: string; dropped?: string };
  /** Ids of the resolutions that a closing transition is given, and that tell done from dropped. */
  resolution: { done?: string; dropped?: string };
  /** Ids of priorities: of an everyday task and by a nonconformity's grade. */
  priority: { task?: string; minor?: string; major?: string };
  /** Whether watchers are spared a mail for each edit: the account must be allowed to (project administration). */
  quiet: boolean;
}

export type JiraLogin =
  | { how: 'basic'; mail: string; token: SecretRef; expires?: LocalDate }
  | { how: 'bearer'; token: SecretRef; expires?: LocalDate }
  | {
      how: 'oauth';
      cloud: string;
      clientId: string;
      clientSecret: SecretRef;
      refreshToken: SecretRef;
      /** Where an app's calls go, and where its tokens come from: base addresses, without trailing slash. */
      gateway: string;
      authority: string;
      /** Where the tracker reaches the intake: base address, without trailing slash. Without it the app's webhook is not registered. */
      intake?: string;
    };

/** A field's value as the programme states it: text, a date, an option's id, an account id, or two options, one below the other. */
export type JiraValue = string | { option: string; child: string } | { user: string };
