import { createJiraTickets } from '../../../../integrations/tickets/jira/tickets.ts';
import type { Issue } from '../../../../sandbox/jira/model.ts';
import type { Sandbox } from '../../../../sandbox/sandbox.ts';
import type { StoryClock } from '../../../../workers/simulation/clock.ts';
import { type Board, ENGINE, noWait, PLACES, type SeenTicket, token } from './board.ts';
import { markdownOf } from './document.ts';

/** Of each single call, ms: longer than a sandbox needs, shorter than a test waits. */
const TIMEOUT_MS = 1_500;
const RESOLUTION = { done: '10000', dropped: '10001' };

/** A project at Jira. */
export function jiraBoard({ site, jiraUrl }: Sandbox, clock: StoryClock): Board {
  const places = PLACES.jira;
  const story: Issue[] = [];
  site.listeners.add(({ issue, what }) => {
    if (what.kind === 'created' && issue.project.key === places.home) story.push(issue);
  });
  const find = (number: number) => {
    const found = story[number - 1];
    if (found) return found;
    throw new Error(`there is no ticket ${places.home}-${number}`);
  };
  const options = {
    id: 'jira',
    site: jiraUrl,
    project: places.home,
    type: '10002',
    subtaskType: '10003',
    fields: {},
    status: {},
    resolution: RESOLUTION,
    priority: { task: '3', minor: '2', major: '1' },
    quiet: false,
    auth: { getToken: () => token.engine, api: jiraUrl },
    now: clock.ms,
    timeoutMs: TIMEOUT_MS,
    settleMs: 180_000,
    wait: noWait,
    strict: true,
  };
  return {
    kind: 'jira',
    prefix: '!',
    places,
    tickets: createJiraTickets(options),
    seen: () => story.map((issue, i) => seen(issue, i + 1, places.sealed)),
    spotOf: (number) => ({ place: find(number).project.key, number: find(number).number }),
    lastComment: (number, login) => find(number).comments.findLast((c) => c.author.login === login)?.id ?? 0,
    onChange: (hear) => void site.listeners.add(({ issue, actor }) => hear(String(issue.id), actor.login)),
  };
}

function seen(issue: Issue, number: number, sealed: string): SeenTicket {
  const own = issue.comments.filter(({ author }) => author.login === ENGINE);
  const standing = issue.resolution?.id === RESOLUTION.dropped ? 'dropped' : 'done';
  return {
    number,
    name: `${issue.project.key}-${issue.number}`,
    title: issue.summary,
    state:
      issue.isDeleted || issue.project.key === sealed ? 'gone' : issue.status.category === 'done' ? standing : 'open',
    labels: issue.labels.filter((label) => !label.startsWith('dutybound-')),
    assignees: issue.assignee ? [issue.assignee.login] : [],
    body: issue.description ? markdownOf(issue.description) : '',
    keys: issue.creator.login === ENGINE ? keysIn(issue.properties) : [],
    marks: own.flatMap(({ properties }) => keysIn(properties)),
    said: own.map(({ body }) => markdownOf(body)),
    ...(issue.parent && { parent: issue.parent.summary }),
  };
}

function keysIn(properties: ReadonlyMap<string, unknown>): string[] {
  const mark = properties.get('dutybound') as { key: string } | undefined;
  return mark ? [mark.key] : [];
}
