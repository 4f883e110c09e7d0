import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { demandOf } from '../../../../integrations/tickets/jira/directory/demand.ts';
import { createJiraDirectory } from '../../../../integrations/tickets/jira/directory/directory.ts';

const field = (type: string, more: object = {}) => ({ name: 'F', required: true, schema: { type, ...more } });
const CHOICES = {
  allowedValues: [
    {
      id: '1',
      value: 'Berlin',
      children: [
        { id: '2', value: 'Mitte' },
        { id: '3', value: 'Spandau' },
      ],
    },
    { id: '4', value: 'Lisbon', children: [{ id: '5', value: 'Mitte' }] },
  ],
};

describe('a demand reads what somebody types', () => {
  it.each([
    ['an id', { ...field('option'), ...CHOICES }, '4', '4'],
    ['a name, in any case', { ...field('option'), ...CHOICES }, 'lisbon', '4'],
    [
      'one below the other, by names',
      { ...field('option-with-child'), ...CHOICES },
      'Lisbon / mitte',
      { option: '4', child: '5' },
    ],
    ['only the upper one', { ...field('option-with-child'), ...CHOICES }, 'Berlin', '1'],
    ['several', { ...field('array', { items: 'option' }), ...CHOICES }, 'berlin, 4', '1,4'],
    ['a date', field('date'), '2027-04-12', '2027-04-12'],
    ['an account', field('user'), '557058:f5', { user: '557058:f5' }],
  ])('%s', (_, described, text, value) => {
    expect(demandOf('customfield_1', described).read(text)).toEqual({ value });
  });

  it.each([
    ['nothing', field('string'), ''],
    ['what is not among the values', { ...field('option'), ...CHOICES }, 'Paris'],
    ['what is not below the other', { ...field('option-with-child'), ...CHOICES }, 'Lisbon/Spandau'],
    ['no date', field('date'), 'tomorrow'],
    ['a kind of field that cannot be filled', field('sd-servicelevelagreement'), 'x'],
  ])('and refuses %s', (_, described, text) => {
    expect(demandOf('customfield_1', described).read(text)).toHaveProperty('wrong');
  });

  it('says what is allowed, in words', () => {
    expect(demandOf('f', { ...field('option'), ...CHOICES }).allowed).toContain('1/2 (Berlin/Mitte)');
    expect([demandOf('f', field('date')).allowed, demandOf('f', field('string')).allowed]).toEqual([
      'a date, YYYY-MM-DD',
      'a text',
    ]);
  });
});

let server: Server | undefined;
afterEach(() => void server?.close());

/** A site that answers each question with the next of these. */
async function site(...answers: unknown[]) {
  const opened = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers.shift()));
  });
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  const address = opened.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return createJiraDirectory({ site: `http://127.0.0.1:${port}`, auth: { token: 'of-a-bearer' }, now: Date.now });
}

describe('people by mail address', () => {
  const user = (accountId: string, more: object = {}) => ({ accountId, displayName: accountId, active: true, ...more });
  const ask = async (...users: object[]) => (await (await site(users)).person('ISMS', 'sam@example.com'))?.id;

  it('are who shows it, among others whose address begins alike', async () => {
    const others = [user('b', { emailAddress: 'sam@example.com.au' }), user('c')];
    expect(await ask(...others, user('a', { emailAddress: 'Sam@Example.com' }))).toBe('a');
  });

  it('are the only one found who hides it', async () => {
    expect(await ask(user('a'))).toBe('a');
  });

  it('are nobody where that is not certain, or no person', async () => {
    expect(await ask(user('a'), user('b'))).toBeUndefined();
    server?.close();
    expect(await ask(user('a', { emailAddress: 'sam@example.com.au' }))).toBeUndefined();
    server?.close();
    expect(await ask(user('a', { active: false }), user('b', { accountType: 'app' }))).toBeUndefined();
  });
});

describe('projects', () => {
  it('are read page by page, without archived ones', async () => {
    const page = (isLast: boolean, ...values: object[]) => ({ isLast, values });
    const first = page(false, { key: 'A', name: 'One' }, { key: 'OLD', name: 'Old', archived: true });
    const directory = await site(first, page(true, { key: 'B', name: 'Two' }));
    expect((await directory.projects()).map(({ id }) => id)).toEqual(['A', 'B']);
  });
});
