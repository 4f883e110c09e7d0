import { ENGINE, loginOf, nameOf, PROJECT } from '../company.ts';
import { type DocumentNode, textOf } from './document.ts';
import { ask, type Tracker, type TrackerAddress } from './tracker.ts';

interface Account {
  accountId: string;
}

interface Issue {
  key: string;
  fields: {
    summary: string;
    description: DocumentNode | null;
    status: { statusCategory: { key: string } };
    labels: string[];
    assignee: Account | null;
    creator: Account;
  };
  properties?: { dutybound?: { key: string } };
}

interface IssueComment {
  id: string;
  body: DocumentNode;
  author: Account;
  properties?: { key: string; value: { key?: string } }[];
}

const FIELDS = ['summary', 'description', 'status', 'labels', 'assignee', 'creator'];
const PAGE = 100;

/** A project at Jira. */
export function jiraAt({ api, token }: TrackerAddress): Tracker {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const call = (path: string, init: RequestInit = {}) => ask(`${api}/rest/api/3/${path}`, { ...init, headers });
  const issues = async (): Promise<Issue[]> => {
    const found: Issue[] = [];
    const jql = `project = ${PROJECT} ORDER BY created ASC`;
    for (let nextPageToken: string | undefined; ; ) {
      const asked = { jql, fields: FIELDS, properties: ['dutybound'], maxResults: PAGE, nextPageToken };
      const page = (await call('search/jql', { method: 'POST', body: JSON.stringify(asked) })) as {
        issues: Issue[];
        nextPageToken?: string;
      };
      found.push(...page.issues);
      nextPageToken = page.nextPageToken;
      if (nextPageToken === undefined) return found;
    }
  };
  const commentsOf = async (name: string): Promise<IssueComment[]> => {
    const found: IssueComment[] = [];
    for (;;) {
      const path = `issue/${name}/comment?expand=properties&startAt=${found.length}&maxResults=${PAGE}`;
      const { comments, total } = (await call(path)) as { comments: IssueComment[]; total: number };
      found.push(...comments);
      if (comments.length === 0 || found.length >= total) return found;
    }
  };
  return {
    kind: 'jira',
    place: PROJECT,
    prefix: '!',
    creates: '/issue$',
    handsOver: 'attaches',
    tickets: async () => (await issues()).map(ticketOf),
    commentsOn: async ({ name }) => (await commentsOf(name)).map(commentOf),
    announceTo: async ({ act }, url, secret) => void (await act.addWebhook(PROJECT, url, secret)),
    async handOver({ act }, login, { number }, file, content, words) {
      await act.attach(login, PROJECT, number, file, Buffer.from(content), words);
    },
  };
}

function ticketOf({ key: name, fields, properties }: Issue) {
  const key = properties?.dutybound?.key;
  return {
    tracker: 'jira' as const,
    name,
    number: Number(name.split('-')[1]),
    title: fields.summary,
    text: textOf(fields.description, named),
    isOpen: fields.status.statusCategory.key !== 'done',
    labels: fields.labels,
    ...(fields.assignee && { assignee: loginOf(fields.assignee.accountId) }),
    keys: key !== undefined && isEngine(fields.creator) ? [key] : [],
  };
}

function commentOf({ id, body, author, properties = [] }: IssueComment) {
  const ours = isEngine(author);
  const key = ours ? properties.find((each) => each.key === 'dutybound')?.value.key : undefined;
  return { id: `jira/${id}`, text: textOf(body, named), ours, ...(key && { key }) };
}

function isEngine({ accountId }: Account): boolean {
  return loginOf(accountId) === ENGINE;
}

function named(accountId: string): string {
  return nameOf(loginOf(accountId));
}
