import { createHash } from 'node:crypto';
import type { Answer, Call, Route } from '../call.ts';
import { find } from '../jql/find.ts';
import { parseJql } from '../jql/parse.ts';
import { listIn, wholeIn } from '../locate.ts';
import { bad, Refusal } from '../refusal.ts';
import { issueShape } from '../shapes/selection.ts';

const known = [
  'jql',
  'nextPageToken',
  'maxResults',
  'fields',
  'expand',
  'properties',
  'fieldsByKeys',
  'failFast',
  'reconcileIssues',
];
const pageLimit = { bare: 5000, full: 100 } as const;

interface Asked {
  readonly jql: string;
  readonly maxResults: number;
  readonly token: string | null;
  readonly fields: readonly string[];
  readonly properties: readonly string[];
  readonly expand: readonly string[];
  readonly reconciled: readonly number[];
}

export const searchRoutes: readonly Route[] = [
  { method: 'POST', path: '/search/jql', handle: (call) => search(call, askedIn(call)) },
  {
    method: 'GET',
    path: '/search/jql',
    handle: (call) =>
      search(call, {
        jql: call.query.get('jql') ?? '',
        maxResults: wholeIn(call, 'maxResults', 50),
        token: call.query.get('nextPageToken'),
        fields: listIn(call, 'fields') ?? ['id'],
        properties: listIn(call, 'properties') ?? [],
        expand: listIn(call, 'expand') ?? [],
        reconciled: (listIn(call, 'reconcileIssues') ?? []).map(Number),
      }),
  },
  { method: 'POST', path: '/search', handle: removed },
  { method: 'GET', path: '/search', handle: removed },
];

function removed(): never {
  throw new Refusal(410, ['The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.']);
}

function askedIn({ body }: Call): Asked {
  const unknown = Object.keys(body).find((key) => !known.includes(key));
  if (unknown !== undefined) throw bad(`Unrecognized field "${unknown}"`);
  const { jql = '', maxResults = 50, nextPageToken = null, expand = '' } = body;
  if (typeof jql !== 'string' || typeof expand !== 'string') throw bad('jql and expand must be strings.');
  if (!Number.isInteger(maxResults) || Number(maxResults) < 0) throw bad('maxResults must be a whole number.');
  if (nextPageToken !== null && typeof nextPageToken !== 'string') throw bad('nextPageToken must be a string.');
  return {
    jql,
    maxResults: Number(maxResults),
    token: nextPageToken,
    fields: names(body, 'fields') ?? ['id'],
    properties: names(body, 'properties') ?? [],
    expand: expand.split(','),
    reconciled: numbers(body, 'reconcileIssues'),
  };
}

function names(body: Call['body'], field: string): string[] | undefined {
  const given = body[field];
  if (given === undefined) return undefined;
  if (Array.isArray(given) && given.every((each) => typeof each === 'string')) return given;
  throw bad(`${field} must be an array of strings.`);
}

function numbers(body: Call['body'], field: string): number[] {
  const given = body[field] ?? [];
  if (Array.isArray(given) && given.every((each) => Number.isInteger(each))) return given;
  throw bad(`${field} must be an array of numbers.`);
}

/** One page. Its token holds for the same query only. */
function search(call: Call, asked: Asked): Answer {
  if (asked.properties.length > 5) throw bad('A maximum of 5 issue property keys can be specified.');
  if (asked.reconciled.length > 50) throw bad('A maximum of 50 issues can be reconciled.');
  const found = find(call, parseJql(asked.jql), asked.reconciled);
  const hash = createHash('sha256').update(asked.jql).digest('hex').slice(0, 12);
  const start = asked.token === null ? 0 : positionIn(asked.token, hash);
  const isBare = asked.fields.every((each) => each === 'id') && asked.properties.length === 0;
  const limit = Math.min(asked.maxResults, pageLimit[isBare ? 'bare' : 'full'], call.world.maxPageSize);
  const end = start + Math.max(1, limit);
  const isLast = end >= found.length;
  const token = Buffer.from(`${hash}:${end}`).toString('base64url');
  return {
    status: 200,
    body: {
      issues: found.slice(start, end).map((issue) => issueShape(call, issue, asked, 'found')),
      ...(isLast ? {} : { nextPageToken: token }),
      isLast,
    },
  };
}

function positionIn(token: string, hash: string): number {
  const [found, end] = Buffer.from(token, 'base64url').toString().split(':');
  if (found === hash && /^\d+$/.test(end ?? '')) return Number(end);
  throw bad('The provided next page token is invalid or expired.');
}
