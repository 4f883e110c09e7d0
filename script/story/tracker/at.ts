import { githubAt } from './github.ts';
import { jiraAt } from './jira.ts';
import type { Tracker, TrackerAddress } from './tracker.ts';

/** The tracker at an address. Nothing is asked before the first call. */
export function trackerAt(address: TrackerAddress): Tracker {
  return address.kind === 'jira' ? jiraAt(address) : githubAt(address);
}
