import { ENGINE, REPOSITORY } from '../company.ts';
import { ask, type Tracker, type TrackerAddress } from './tracker.ts';

interface Issue {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  user: { login: string };
  labels: { name: string }[];
  assignees: { login: string }[];
}

interface IssueComment {
  id: number;
  body: string;
  user: { login: string };
}

const MARKER = /<!-- dutybound:end \S+ · write below this line · (\S+)\.[0-9a-f]{12} -->/g;
const COMMENT_MARK = /<!-- dutybound:(\S+) -->\s*$/;
const PAGE = 100;

/** A repository at GitHub. */
export function githubAt({ api, token }: TrackerAddress): Tracker {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `token ${token}`,
    'user-agent': 'dutybound-demo',
  };
  const call = (path: string, init: RequestInit = {}) =>
    ask(`${api}/repos/${REPOSITORY}/${path}`, { ...init, headers });
  const all = async <T>(path: string): Promise<T[]> => {
    const found: T[] = [];
    for (let page = 1; ; page += 1) {
      const some = (await call(`${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`)) as T[];
      found.push(...some);
      if (some.length < PAGE) return found;
    }
  };
  return {
    kind: 'github',
    place: REPOSITORY,
    prefix: '/',
    creates: '/issues$',
    handsOver: 'links',
    tickets: async () => (await all<Issue>('issues?state=all&sort=created&direction=asc')).map(ticketOf),
    commentsOn: async ({ number }) => (await all<IssueComment>(`issues/${number}/comments`)).map(commentOf),
    async announceTo(_sandbox, url, secret) {
      const config = { url, secret, content_type: 'json' };
      const body = JSON.stringify({ name: 'web', active: true, events: ['issues', 'issue_comment'], config });
      await call('hooks', { method: 'POST', body });
    },
    async handOver({ act }, login, { number }, file, content, words) {
      const { permalink } = await act.commitFile(login, REPOSITORY, `evidence/${file}`, Buffer.from(content));
      await act.comment(login, REPOSITORY, number, `${words} [${file}](${permalink})`);
    },
  };
}

function ticketOf({ number, title, body, state, user, labels, assignees: [assignee] }: Issue) {
  return {
    tracker: 'github' as const,
    name: `#${number}`,
    number,
    title,
    text: body ?? '',
    isOpen: state === 'open',
    labels: labels.map(({ name }) => name),
    ...(assignee && { assignee: assignee.login }),
    keys: user.login === ENGINE ? [...(body ?? '').matchAll(MARKER)].map(([, key]) => key ?? '') : [],
  };
}

function commentOf({ id, body, user }: IssueComment) {
  const ours = user.login === ENGINE;
  const key = ours ? COMMENT_MARK.exec(body)?.[1] : undefined;
  return { id: `github/${id}`, text: body, ours, ...(key && { key }) };
}
