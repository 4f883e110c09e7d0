import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { aufgabe, doc, open, raw, task } from './world.ts';

async function errorsOf(sandbox: Sandbox, method: string, path: string, body: unknown, login = 'bot') {
  const answer = await raw(sandbox, login, method, path, body);
  const { errors = {}, errorMessages = [] } = (answer.body ?? {}) as { errors?: object; errorMessages?: string[] };
  return { status: answer.status, errors: errors as Record<string, string>, errorMessages };
}

async function createErrors(fields: object, login = 'bot') {
  const sandbox = await open();
  return errorsOf(sandbox, 'POST', '/issue', { fields }, login);
}

describe('creating is refused', () => {
  it('with the name of each field that is missing or unknown', async () => {
    const { project, issuetype } = aufgabe;
    expect(await createErrors({ project, issuetype, duedat: '2027-04-16' })).toEqual({
      status: 400,
      errors: { duedat: "Field 'duedat' cannot be set. It is not on the appropriate screen, or unknown." },
      errorMessages: [],
    });
    expect(await createErrors({ project, issuetype })).toMatchObject({
      status: 400,
      errors: {
        summary: 'You must specify a summary of the issue.',
        customfield_10417: 'Cost centre is required.',
      },
    });
    expect(await createErrors({ ...aufgabe, summary: 'x', customfield_10417: null })).toMatchObject({
      errors: { customfield_10417: 'Cost centre is required.' },
    });
  });

  it.each([
    ['summary', 'a\nb', 'newline'],
    ['summary', 'a'.repeat(256), "can't exceed 255"],
    ['summary', ' ', 'You must specify a summary'],
    ['description', 'plain words', 'Atlassian Document'],
    ['description', doc('a'.repeat(32_768)), 'limit of 32,767 characters'],
    ['labels', ['two words'], "The label 'two words' contains spaces"],
    ['labels', 'isms', 'array of strings'],
    ['labels', ['a'.repeat(256)], 'maximum length'],
    ['assignee', { id: 'nobody' }, "User 'nobody' does not exist."],
    ['assignee', 'sam', 'accountId'],
    ['duedate', '2027-02-30', 'Error parsing date string: 2027-02-30'],
    ['duedate', '16 Apr 2027', 'Error parsing date string'],
    ['priority', { id: '99' }, 'The priority selected is invalid.'],
    ['parent', { key: 'ISMS-9' }, 'Could not find issue by id or key.'],
    ['customfield_10417', { id: '99' }, "Option id '99' is not valid"],
    ['customfield_10417', 'Operations', "'id' or 'name'"],
    ['customfield_10418', 7, 'must be a string'],
    ['customfield_10419', '2027-13-01', 'Error parsing date string'],
    ['customfield_10420', { accountId: 'nobody' }, "User 'nobody' was not found"],
    ['customfield_10421', { id: '10230', child: { id: '10234' } }, "Option id '10234' is not valid"],
    ['project', { key: 'NOWHERE' }, 'Specify a valid project'],
    ['issuetype', { id: '10002' }, 'Specify a valid issue type'],
    ['reporter', { id: '5b10ac8d82e05b22cc7d4ef5' }, 'cannot be set'],
  ])('for a wrong %s: %j', async (field, value, message) => {
    const { status, errors } = await createErrors({ ...aufgabe, summary: 'x', [field]: value });
    expect([status, errors[field]]).toEqual([400, expect.stringContaining(message)]);
  });

  it('to whom may not see the project, assign in it, or write there', async () => {
    expect((await createErrors({ ...task, summary: 'x' }, 'eve')).errors.project).toContain('Specify a valid project');
    const assigned = { ...task, summary: 'x', assignee: { accountId: '5b10ac8d82e05b22cc7d4ef5' } };
    expect((await createErrors(assigned, 'rita')).errors.assignee).toContain('do not have permission to assign');
    const sandbox = await open();
    const eve = sandbox.store.people.find((each) => each.login === 'eve');
    const toEve = { fields: { ...task, summary: 'x', assignee: { id: eve?.accountId } } };
    expect((await errorsOf(sandbox, 'POST', '/issue', toEve)).errors.assignee).toContain('cannot be assigned issues');
  });

  it('for a sub-task without a parent, or one that cannot have parts', async () => {
    const sandbox = await open();
    const subtask = { ...task, issuetype: { id: '10003' }, summary: 'x' };
    expect((await errorsOf(sandbox, 'POST', '/issue', { fields: subtask })).errors.parent).toContain(
      'parent issue key',
    );
    sandbox.act.createIssue('mara', 'ISMS', { title: 'above' });
    sandbox.act.createIssue('mara', 'ATTIC', { title: 'elsewhere' });
    const under = (key: string, more: object = {}) =>
      errorsOf(sandbox, 'POST', '/issue', { fields: { ...subtask, parent: { key }, ...more } });
    expect((await under('ATTIC-1')).errors.parent).toContain('appropriate hierarchy');
    expect((await under('ISMS-1', task)).errors.parent).toContain('appropriate hierarchy');
    expect((await under('ISMS-1')).status).toBe(201);
    expect((await under('ISMS-2')).errors.parent).toContain('appropriate hierarchy');
  });

  it('for properties over the limits, and bodies that are no JSON', async () => {
    const sandbox = await open();
    const fields = { ...task, summary: 'x' };
    for (const property of [
      { key: 'k'.repeat(256), value: 1 },
      { key: 'k', value: 'v'.repeat(32_768) },
      { key: 'k' },
      { value: 1 },
    ])
      expect((await errorsOf(sandbox, 'POST', '/issue', { fields, properties: [property] })).status).toBe(400);
    const headers = { authorization: 'Bearer bot-token', 'content-type': 'application/json' };
    const url = `${sandbox.jiraUrl}/rest/api/3/issue`;
    expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
    const text = { ...headers, 'content-type': 'text/plain' };
    expect((await fetch(url, { method: 'POST', headers: text, body: '{}' })).status).toBe(415);
    expect(sandbox.site.issues.size).toBe(0);
  });
});

describe('documents are refused', () => {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'x' }] };
  it.each([
    ['no root', paragraph],
    ['another version', { ...doc('x'), version: 2 }],
    ['an unknown node', { ...doc('x'), content: [{ type: 'blink', content: [] }] }],
    ['words outside a paragraph', { ...doc('x'), content: [{ type: 'text', text: 'x' }] }],
    ['an item outside a list', { ...doc('x'), content: [{ type: 'listItem', content: [paragraph] }] }],
    ['an empty list', { ...doc('x'), content: [{ type: 'bulletList', content: [] }] }],
    ['a list of paragraphs', { ...doc('x'), content: [{ type: 'bulletList', content: [paragraph] }] }],
    ['a task without an id', tasks({ state: 'TODO' })],
    ['a heading without a level', { ...doc('x'), content: [{ type: 'heading', content: [] }] }],
    ['an empty text', { ...doc('x'), content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] }],
    ['an unknown mark', marked([{ type: 'loud' }])],
    ['a link without an address', marked([{ type: 'link' }])],
    ['strong code', marked([{ type: 'code' }, { type: 'strong' }])],
    ['a mark twice', marked([{ type: 'em' }, { type: 'em' }])],
    ['an unknown attribute', { ...doc('x'), content: [{ ...paragraph, attrs: { colour: 'red' } }] }],
    ['a mention without an id', inline({ type: 'mention', attrs: { text: '@x' } })],
    ['a date in words', inline({ type: 'date', attrs: { timestamp: '2027-04-23' } })],
    ['a quotation in a quotation', quoted({ type: 'blockquote', content: [paragraph] })],
  ])('with %s', async (_what, document) => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    expect(await errorsOf(sandbox, 'POST', '/issue/ISMS-1/comment', { body: document })).toMatchObject({
      status: 400,
      errors: { comment: expect.stringContaining('Atlassian Document') },
    });
  });

  it('unless all is in order', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    for (const document of [
      tasks({ state: 'DONE', localId: 'a' }),
      marked([{ type: 'code' }, { type: 'link', attrs: { href: 'https://example.com' } }]),
      inline({ type: 'date', attrs: { timestamp: '1808438400000' } }),
      inline({ type: 'inlineCard', attrs: { url: 'https://example.com' } }),
      quoted(paragraph),
    ])
      expect((await raw(sandbox, 'bot', 'POST', '/issue/ISMS-1/comment', { body: document })).status).toBe(201);
  });

  function inline(node: object) {
    return { ...doc('x'), content: [{ type: 'paragraph', content: [node] }] };
  }
  function marked(marks: object[]) {
    return inline({ type: 'text', text: 'x', marks });
  }
  function quoted(node: object) {
    return { ...doc('x'), content: [{ type: 'blockquote', content: [node] }] };
  }
  function tasks(attrs: object) {
    const item = { type: 'taskItem', attrs, content: [{ type: 'text', text: 'x' }] };
    return { ...doc('x'), content: [{ type: 'taskList', attrs: { localId: 'l' }, content: [item] }] };
  }
});

describe('other writes are refused', () => {
  it('where a string stands for a document, a field is unknown, or something is missing', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    const at = '/issue/ISMS-1';
    expect((await errorsOf(sandbox, 'POST', `${at}/comment`, { body: 'hello' })).errors.comment).toContain('Document');
    expect((await errorsOf(sandbox, 'POST', `${at}/comment`, {})).errors.comment).toContain('can not be empty');
    expect((await errorsOf(sandbox, 'POST', `${at}/comment`, { comment: doc('x') })).errorMessages[0]).toContain(
      '"comment"',
    );
    expect(
      (await errorsOf(sandbox, 'PUT', at, { fields: { resolution: { id: '10000' } } })).errors.resolution,
    ).toContain('cannot be set');
    expect((await errorsOf(sandbox, 'PUT', at, { fields: { summary: '' } })).status).toBe(400);
    expect((await errorsOf(sandbox, 'PUT', `${at}/assignee`, { accountId: 'nobody' })).errors.assignee).toContain(
      'not exist',
    );
    expect((await errorsOf(sandbox, 'PUT', at, { fields: { summary: 'y' } }, 'rita')).status).toBe(403);
    expect((await errorsOf(sandbox, 'DELETE', at, undefined)).status).toBe(403);
    expect((await errorsOf(sandbox, 'GET', at, undefined, 'eve')).status).toBe(404);
    expect((await errorsOf(sandbox, 'GET', '/issue/ISMS-9', undefined)).status).toBe(404);
    expect((await errorsOf(sandbox, 'GET', at, undefined, 'stranger')).status).toBe(401);
    expect((await errorsOf(sandbox, 'GET', '/nowhere', undefined)).status).toBe(404);
  });

  it('where a transition is not offered, or given what its screen does not show', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'STRICT', { title: 'x' });
    const post = (body: object, login?: string) =>
      errorsOf(sandbox, 'POST', '/issue/STRICT-1/transitions', body, login);
    expect((await post({ transition: { id: '141' } })).errorMessages).toEqual([
      "Transition id '141' is not valid for this issue.",
    ]);
    expect((await post({})).errorMessages).toEqual(['Missing transition identifier.']);
    const resolution = { id: '10000' };
    expect((await post({ transition: { id: '111' }, fields: { resolution } })).errors.resolution).toContain(
      'cannot be set',
    );
    expect((await post({ transition: { id: '111' } }, 'rita')).status).toBe(400);
    expect((await raw(sandbox, 'rita', 'GET', '/issue/STRICT-1/transitions')).body).toMatchObject({ transitions: [] });
    expect((await raw(sandbox, 'bot', 'GET', '/issue/STRICT-1')).body).toMatchObject({
      fields: { status: { id: '10100' } },
    });
  });

  it('but an edit ignores a transition', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', 'ISMS', { title: 'x' });
    const edit = { fields: { summary: 'y' }, transition: { id: '31' } };
    expect((await raw(sandbox, 'bot', 'PUT', '/issue/ISMS-1', edit)).status).toBe(204);
    expect((await raw(sandbox, 'bot', 'GET', '/issue/ISMS-1')).body).toMatchObject({
      fields: { summary: 'y', status: { name: 'To Do' } },
    });
    expect(
      await raw(sandbox, 'bot', 'PUT', '/issue/ISMS-1?returnIssue=true', { fields: { labels: ['b', 'a', 'b'] } }),
    ).toMatchObject({
      status: 200,
      body: { fields: { labels: ['a', 'b'] } },
    });
  });
});
