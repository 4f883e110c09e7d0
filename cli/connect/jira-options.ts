import type { Pairs, SharedOptions } from './options.ts';

/** What `connect jira` is told. */
export interface JiraConnectOptions extends SharedOptions {
  site?: string;
  account?: string;
  bearer?: boolean;
  project?: string;
  type?: string;
  subtaskType?: string;
  field?: Pairs;
  status?: Pairs;
  resolution?: Pairs;
  priority?: Pairs;
  quiet?: boolean;
}
