import type { SharedOptions } from './options.ts';

/** What `connect github` is told. */
export interface GitHubConnectOptions extends SharedOptions {
  api?: string;
  repository?: string;
  /** To log in as an App that is made now. */
  app?: boolean;
  appName?: string;
  organisation?: string;
  hookUrl?: string;
  code?: string;
  /** Minutes. */
  wait: number;
}
