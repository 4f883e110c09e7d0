import { z } from 'zod';
import type { Programme, Tracker } from '../rules/programme.ts';
import { mail, secretAddress } from './addresses.ts';
import { byId, fields } from './fields.ts';
import { github, githubOf } from './github.ts';
import { jira, jiraOf } from './jira.ts';

export const TRACKER_KINDS = ['github', 'jira'] as const;
export type TrackerKind = (typeof TRACKER_KINDS)[number];

/** Where tickets live. */
export const trackers = byId(
  z.discriminatedUnion('kind', [github, jira], {
    error: (issue) =>
      issue.code === 'invalid_union' ? TRACKER_KINDS.join(', ') : 'a map with kind and the keys of that kind',
  }),
);

/** Where mail and chat go out. */
export const notices = fields({
  mail: fields({ smtp: secretAddress('smtp'), from: mail }).exactOptional(),
  chat: fields({ webhook: secretAddress('http') }).exactOptional(),
});

/** @returns the trackers in the order of the file, with their defaults. */
export function trackersOf(raw: z.output<typeof trackers>): Tracker[] {
  return Object.entries(raw).map(([id, tracker]) =>
    tracker.kind === 'jira' ? jiraOf(id, tracker) : githubOf(id, tracker),
  );
}

/** @returns the kind of tracker that `text` names, undefined if it names none. */
export function trackerKind(text: string | undefined): TrackerKind | undefined {
  return TRACKER_KINDS.find((kind) => kind === text);
}

/** @returns the keys that trackers of a kind have. */
export function keysOf(kind: TrackerKind): string[] {
  return Object.keys(shapeOf(kind).shape);
}

/** @returns what a tracker of a kind may say. */
export function shapeOf(kind: TrackerKind) {
  return { github, jira }[kind];
}

/** @returns where notices go; nowhere unless the file says so. */
export function noticesOf(raw: z.output<typeof notices> = {}): Programme['notices'] {
  return raw;
}
