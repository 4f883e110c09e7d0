import { keyOf, type Site } from './site.ts';

const kept = 10_000;

/** Notes for each change to whom Jira mails: reporter, assignee and watchers, but not who made it. Silent edits send none. */
export function noteMails(site: Site): void {
  site.listeners.add(({ issue, actor, at, quietly, what }) => {
    if (quietly) return;
    const told = new Set([issue.creator, issue.assignee, ...issue.watchers]);
    const to = [...told].filter((person) => person !== null && person !== actor && !person.isInactive);
    if (to.length === 0) return;
    const logins = to.map((person) => person?.login ?? '').sort();
    if (site.notices.push({ at, key: keyOf(issue), what: what.kind, to: logins }) > kept) site.notices.shift();
  });
}
