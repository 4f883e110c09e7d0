/** An issue, as far as the story reads it. */
export interface Issue {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  html_url: string;
  user: { login: string };
  labels: { name: string }[];
  assignees: { login: string }[];
}

export interface IssueComment {
  id: number;
  body: string;
  user: { login: string };
  issue_url: string;
}

/** Where the tracker's API stands, and who reads it. */
export interface TrackerAddress {
  api: string;
  repository: string;
  token: string;
}

export interface Tracker {
  issues(): Promise<Issue[]>;
  comments(): Promise<IssueComment[]>;
  commentsOn(number: number): Promise<IssueComment[]>;
  addWebhook(url: string, secret: string): Promise<void>;
}

const PAGE = 100;

/** The tracker's API over plain HTTP. Each call throws an Error that names the path and the status. */
export function trackerAt({ api, repository, token }: TrackerAddress): Tracker {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `token ${token}`,
    'user-agent': 'dutybound-demo',
  };
  const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const url = `${api}/repos/${repository}/${path}`;
    const answer = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(10_000) });
    if (!answer.ok)
      throw new Error(`${init.method ?? 'GET'} ${url}: the tracker answered ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const all = async <T>(path: string): Promise<T[]> => {
    const found: T[] = [];
    for (let page = 1; ; page += 1) {
      const some = (await call(`${path}${path.includes('?') ? '&' : '?'}per_page=${PAGE}&page=${page}`)) as T[];
      found.push(...some);
      if (some.length < PAGE) return found;
    }
  };
  return {
    issues: () => all<Issue>('issues?state=all&sort=created&direction=asc'),
    comments: () => all<IssueComment>('issues/comments'),
    commentsOn: (number) => all<IssueComment>(`issues/${number}/comments`),
    async addWebhook(url, secret) {
      const config = { url, secret, content_type: 'json' };
      const body = JSON.stringify({ name: 'web', active: true, events: ['issues', 'issue_comment'], config });
      await call('hooks', { method: 'POST', body });
    },
  };
}
