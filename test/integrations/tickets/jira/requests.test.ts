import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { people } from '../../../contract/bench.ts';
import { draftOf, progressed } from '../../../contract/draft.ts';
import { watchExchanges } from '../../../sandbox/jira/conformance.ts';
import { openSite } from './site.ts';

interface Operation {
  parameters?: { name: string; in: string }[];
}

const { paths } = JSON.parse(readFileSync(new URL('../../../sandbox/jira/openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};

let watch: ReturnType<typeof watchExchanges>;
const original = globalThis.fetch;
const asked: { method: string; url: URL }[] = [];

beforeEach(() => {
  globalThis.fetch = (input, init) => {
    asked.push({ method: init?.method ?? 'GET', url: new URL(String(input)) });
    return original(input, init);
  };
  watch = watchExchanges();
});

afterEach(() => {
  watch.restore();
  globalThis.fetch = original;
  asked.length = 0;
});

/** @returns the operation as Atlassian writes it, and the names in the query that it does not know. */
function described({ method, url }: { method: string; url: URL }): { operation: string; unknown: string[] } {
  const path = url.pathname.slice(url.pathname.indexOf('/rest/'));
  const fits = (template: string) => new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
  const [template = path] = Object.keys(paths)
    .filter(fits)
    .sort((a, b) => a.split('{').length - b.split('{').length);
  const known = paths[template]?.[method.toLowerCase()]?.parameters ?? [];
  const names = known.filter((each) => each.in === 'query').map(({ name }) => name);
  return {
    operation: `${method} ${template}`,
    unknown: [...url.searchParams.keys()].filter((name) => !names.includes(name)),
  };
}

describe('what the adapter asks of Jira', () => {
  it('is in Atlassian’s description, with every parameter, and no more than this', async () => {
    const site = await openSite('strict');
    const { tickets, sandbox } = site;
    await tickets.check();
    await tickets.account(people.sam);
    const draft = draftOf({ due: '2027-04-16', grade: 'minor' });
    const { ref } = await tickets.ensure(draft);
    await tickets.ensure({ ...progressed(draft), category: 'done' }, ref);
    const { files } = sandbox.act.attach(people.sam, ...site.place(ref), 'export.csv', Buffer.from('a,b'), 'Here');
    await tickets.attachment(ref, files[0] ?? '');
    for (let n = 0; n < 101; n++) sandbox.act.label(people.sam, ...site.place(ref), `label-${n}`);
    await tickets.comment(ref, 'k/1', [['One']], true);
    await site.another().read(ref);
    await tickets.changedSince('2027-04-01T00:00:00.000Z');
    await tickets.retire(ref, (await tickets.ensure(draftOf({ parent: ref }))).ref);
    sandbox.act.deleteIssue(people.mara, ...site.place(ref));
    await tickets.read(ref);
    expect(asked.map(described).filter(({ unknown }) => unknown.length > 0)).toEqual([]);
    expect([...new Set(asked.map((each) => described(each).operation))].sort()).toEqual([
      'GET /rest/api/3/attachment/content/{id}',
      'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes',
      'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}',
      'GET /rest/api/3/issue/{issueIdOrKey}',
      'GET /rest/api/3/issue/{issueIdOrKey}/changelog',
      'GET /rest/api/3/issue/{issueIdOrKey}/comment',
      'GET /rest/api/3/issue/{issueIdOrKey}/transitions',
      'GET /rest/api/3/mypermissions',
      'GET /rest/api/3/myself',
      'GET /rest/api/3/project/{projectIdOrKey}',
      'GET /rest/api/3/project/{projectIdOrKey}/statuses',
      'GET /rest/api/3/resolution/search',
      'GET /rest/api/3/user/assignable/search',
      'POST /rest/api/3/issue',
      'POST /rest/api/3/issue/{issueIdOrKey}/comment',
      'POST /rest/api/3/issue/{issueIdOrKey}/transitions',
      'POST /rest/api/3/search/jql',
      'PUT /rest/api/3/issue/{issueIdOrKey}',
    ]);
    expect(watch.restore()).toEqual([]);
  });
});
