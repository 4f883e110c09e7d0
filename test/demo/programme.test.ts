import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import { type Choice, livingIn } from '../../script/story/living.ts';
import { programmeFor } from '../../script/story/programme.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/demo.yaml', import.meta.url));
const SITE = 'http://127.0.0.1:51234/jira';
const marked = {
  api: 'http://127.0.0.1:51234/api/v3',
  smtp: 'smtp://127.0.0.1:51235',
  access: '2031-05-06T07:08:09.000Z',
  supplier: '2031-05-06T07:09:10.000Z',
};
const textFor = (choice: Choice) => programmeFor(marked, livingIn(choice), SITE);

function parsed(text: string) {
  const result = parseProgramme(text, 'demo.yaml');
  if ('mistakes' in result) throw new Error(JSON.stringify(result.mistakes, null, 2));
  return result.programme;
}

describe('examples/demo.yaml', () => {
  it('is valid as it is', () => {
    const { duties } = parsed(readFileSync(EXAMPLE, 'utf8'));
    expect(duties.map(({ id }) => id)).toEqual(['access-production', 'supplier-review', 'restore-test']);
  });

  it('takes the addresses and instants of a run, and stays valid', () => {
    const { trackers, notices, duties } = parsed(textFor('github'));
    expect(trackers[0]?.api).toBe(marked.api);
    expect(notices.mail?.smtp).toBe(marked.smtp);
    expect(duties.map(({ first }) => first)).toEqual([marked.access, marked.supplier, '2027-03-12']);
  });

  it('changes nothing but what is marked', () => {
    const before = readFileSync(EXAMPLE, 'utf8').split('\n');
    const after = textFor('github').split('\n');
    const changed = before.filter((line, i) => line !== after[i]);
    expect(after).toHaveLength(before.length);
    expect(changed).toHaveLength(4);
    expect(changed.every((line) => line.includes('# set by script/demo: '))).toBe(true);
  });

  it('is the same programme in each tracker: only accounts, trackers, and where a ticket opens differ', () => {
    const programmes = (['github', 'jira', 'both'] as const).map((choice) => parsed(textFor(choice)));
    const [first, ...others] = programmes.map(({ trackers: _, managementTracker: __, duties, people, ...rest }) => ({
      ...rest,
      duties: duties.map(({ tracker: _, ...duty }) => duty),
      people: people.map(({ accounts: _, ...person }) => person),
    }));
    for (const other of others) expect(other).toEqual(first);
    expect(programmes.map(({ trackers }) => trackers.map(({ kind }) => kind))).toEqual([
      ['github'],
      ['jira'],
      ['github', 'jira'],
    ]);
  });

  it('has staff in Jira and leads in GitHub, where both are', () => {
    const { people, duties, managementTracker } = parsed(textFor('both'));
    const inGitHub = people.filter(({ accounts }) => accounts.github).map(({ id }) => id);
    expect(inGitHub).toEqual(['elena', 'mara', 'priya']);
    expect(people.every(({ accounts }) => accounts.jira)).toBe(true);
    expect(new Set(duties.map(({ tracker }) => tracker))).toEqual(new Set(['jira']));
    expect(managementTracker).toBe('github');
  });
});
