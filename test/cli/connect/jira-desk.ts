import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { parseProgramme } from '../../../config/programme.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { isms } from '../company.ts';
import { type Desk, desk } from '../desk.ts';
import { PROJECTS, people, TOKEN } from './site.ts';

/** A desk of a company at GitHub whose site at Jira is played, anew for each test of the file; `written` is the tracker that the file says now. */
export function atJira() {
  let sandbox: Sandbox;
  let here: Desk;
  let before: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ repositories: [], projects: PROJECTS, people });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    here = desk();
    here.env.JIRA_TOKEN = TOKEN;
    before = isms({
      api: 'https://api.github.com',
      people: `
    sam: { name: Sam Okoro, mail: sam@example.com, manager: mara }   # does the work
    mara: { name: Mara Lindt, mail: mara@example.com, manager: elena }
    elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }
    priya: { name: Priya Nair, manager: mara }`,
    });
    here.write('isms.yaml', before);
  });
  afterEach(() => {
    expect(here.printed.join('\n')).not.toContain(TOKEN);
    here.end();
  });

  const file = () => here.read('isms.yaml');
  const login = () => ['--site', sandbox.jiraUrl, '--account', 'isms@example.com', '--expires', 'never'];
  const all = () => [...login(), '--project', 'SEC', '--type', 'Aufgabe', '--field', 'customfield_10417=10221'];
  const connect = (...args: string[]) => here.run('connect', 'jira', '--instead-of', 'github', ...args);

  /** @returns the tracker that the file says now. */
  function written() {
    const parsed = parseProgramme(file(), 'isms.yaml');
    if ('mistakes' in parsed) throw new Error(parsed.mistakes[0]?.message);
    return parsed.programme.trackers.find(({ id }) => id === 'jira');
  }

  async function refused(code: number, said: RegExp, ...args: string[]) {
    const ended = await connect(...args);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toMatch(said);
    expect(file()).toBe(before);
  }

  return {
    get sandbox() {
      return sandbox;
    },
    get here() {
      return here;
    },
    /** The programme as it lies there before anything is connected. */
    get before() {
      return before;
    },
    set before(text) {
      before = text;
    },
    file,
    login,
    all,
    connect,
    written,
    refused,
  };
}
