import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { isms, type Said, TOKEN } from './company.ts';
import type { Desk } from './desk.ts';
import { sandboxedDesk } from './sandboxed.ts';

let sandbox: Sandbox;
let here: Desk;
let printed: string[] = [];
beforeEach(async () => {
  ({ here, sandbox } = await sandboxedDesk());
  say();
});
afterEach(() => {
  sandbox.faults.clear();
  printed = [...printed, ...here.printed];
});

function say(said: Partial<Said> = {}): void {
  here.write('isms.yaml', isms({ api: sandbox.apiUrl, smtp: sandbox.smtpPort, ...said }));
}

interface Finding {
  name: string;
  level: string;
  place?: string;
  found: string;
  fix?: string;
}

async function examined(): Promise<{ code: number; findings: Finding[]; of: (name: string) => Finding[] }> {
  const { code, out } = await here.run('doctor', '--json');
  const { findings } = JSON.parse(out) as { findings: Finding[] };
  return { code, findings, of: (name) => findings.filter((f) => f.name === name) };
}

/** Both say the same of a set-up, and apply writes nothing. @returns the problems. */
async function refused(code: number): Promise<Finding[]> {
  const before = await here.traces();
  const { code: found, findings } = await examined();
  const applied = await here.run('apply', '--yes');
  expect([found, applied.code]).toEqual([code, code]);
  expect(applied.err).toContain('Nothing was changed.');
  const problems = findings.filter((f) => f.level === 'problem');
  for (const problem of problems) expect(applied.err).toContain(problem.found);
  expect(await here.traces()).toEqual(before);
  return problems;
}

/** @returns the line on which a text begins in the programme. */
function line(text: string): number {
  const whole = isms({ api: sandbox.apiUrl, smtp: sandbox.smtpPort });
  return whole.slice(0, whole.indexOf(text)).split('\n').length;
}

describe('a set-up in order', () => {
  it('is found in order; nothing is written here or there', async () => {
    const before = await here.traces();
    const writes = sandbox.writeLog.writes().length;
    const { code, out } = await here.run('doctor');
    expect(code).toBe(0);
    expect(out).toContain('✓ programme   isms.yaml valid: 1 duty, 4 people');
    expect(out).toContain('✓ github      example/isms: dutybound-bot may read and write issues; nothing written');
    expect(out).toMatch(/✓ clock .*✓ mail .*✓ register \(0 events, chain intact\)/);
    expect(out).toContain(
      `! webhook     isms.yaml:${line('  github:\n')}  none is set up: changes are noticed within 60 s by asking`,
    );
    expect(out).toMatch(/0 problems, 4 notes\.$/);
    expect(await here.traces()).toEqual(before);
    expect(sandbox.writeLog.writes()).toHaveLength(writes);
  });

  it('lets apply go ahead, after which doctor finds the file in force, and a change not applied', async () => {
    expect((await here.run('apply', '--yes')).code).toBe(0);
    expect((await examined()).of('in force')).toEqual([{ name: 'in force', level: 'ok', found: 'v1, as in the file' }]);
    here.write(
      'isms.yaml',
      isms({ api: sandbox.apiUrl, smtp: sandbox.smtpPort }).replace('Example GmbH', 'Example AG'),
    );
    const { code, of } = await examined();
    expect(code).toBe(0);
    expect(of('in force')).toMatchObject([{ level: 'note', found: 'v1; one change of the file is not applied' }]);
  });
});

describe('the tracker', () => {
  it('without permission to write', async () => {
    say({ repository: 'example/closed', people: oneLogin('mara-lindt') });
    const problems = await refused(1);
    expect(problems[0]).toMatchObject({ name: 'github', place: `isms.yaml:${line('  github:\n')}` });
    expect(problems[0]?.found).toContain('dutybound-bot may not write in example/closed');
    expect(problems[0]?.fix).toContain('Write');
  });

  it('with issues switched off', async () => {
    say({ repository: 'example/quiet' });
    expect((await refused(1)).map((p) => p.found)).toContain('issues are switched off in example/quiet');
  });

  it('whose target is public, unless the programme permits it', async () => {
    const people = `\n  sam: { name: Sam Okoro, github: sam-okoro }`;
    const alone = (more: string) =>
      isms({ api: sandbox.apiUrl, repository: 'example/open', people, tracker: more })
        .replace('lead: [mara], top: [elena]', 'lead: [sam], top: [sam]')
        .replace('verifier: mara', '')
        .replace('owner: priya', 'owner: sam');
    here.write('isms.yaml', alone(''));
    expect((await refused(1)).map((p) => p.found)).toEqual(['anybody can read example/open']);
    here.write('isms.yaml', alone('allow_public: true'));
    expect((await examined()).of('github').map((f) => f.level)).toEqual(['ok', 'note']);
    expect((await here.run('apply', '--yes')).code).toBe(0);
  });

  it('that cannot be reached', async () => {
    sandbox.faults.add({ kind: 'unreachable' });
    const problems = await refused(1);
    expect(problems.map((p) => p.name)).toEqual(['github']);
    expect(problems[0]?.found).toContain('no answer');
  });

  it('that does not take the token: credentials, exit 4', async () => {
    sandbox.faults.add({ kind: 'token-revoked' });
    const [problem] = await refused(4);
    expect(problem).toMatchObject({ name: 'github', place: `isms.yaml:${line('token:')}`, credentials: true });
  });

  it('whose token is not there: the variable is named, exit 4', async () => {
    here.env.GITHUB_TOKEN = undefined;
    const [problem] = await refused(4);
    expect(problem?.found).toContain('GITHUB_TOKEN is not set');
  });

  it('whose clock differs', async () => {
    here.env.GITHUB_TOKEN = TOKEN;
    sandbox.clock.advance(60_000);
    expect((await examined()).of('clock')).toMatchObject([
      { level: 'note', found: 'this machine is 60 s behind the tracker' },
    ]);
  });
});

function oneLogin(login: string): string {
  return `
  sam: { name: Sam Okoro, mail: sam@example.com, manager: priya }
  mara: { name: Mara Lindt, mail: mara@example.com, github: ${login} }
  priya: { name: Priya Nair, mail: priya@example.com }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;
}

describe('people', () => {
  it('whom the tracker does not know', async () => {
    say({ people: oneLogin('nobody-of-that-name') });
    expect(await refused(1)).toMatchObject([{ name: 'people', place: `isms.yaml:${line('mara: {')}` }]);
  });

  it('who cannot be assigned there', async () => {
    say({ people: oneLogin('a-stranger') });
    expect((await refused(1)).map((p) => p.found)).toEqual([
      'a-stranger (Mara Lindt) does not exist, or cannot be assigned in example/isms',
    ]);
  });

  it('who are the engine itself', async () => {
    say({ people: oneLogin('dutybound-bot') });
    expect((await refused(1)).map((p) => p.found)).toEqual([
      "dutybound-bot (Mara Lindt) is the engine's own account, which is nobody in the programme",
    ]);
  });

  it('without an account are a note: told by mail, or not at all', async () => {
    say({ people: oneLogin('mara-lindt') });
    const { code, of } = await examined();
    expect(code).toBe(0);
    expect(of('people').map((f) => f.found)).toEqual([
      'sam has no github account: told by mail',
      'priya has no github account: told by mail',
    ]);
    here.write('isms.yaml', isms({ api: sandbox.apiUrl, people: oneLogin('mara-lindt') }));
    expect((await examined()).of('people')[0]?.found).toContain('hears nothing');
  });

  it('whose login points to another account than before', async () => {
    expect((await here.run('apply', '--yes')).code).toBe(0);
    const sam = sandbox.store.people.find((p) => p.login === 'sam-okoro');
    if (!sam) throw new Error('Sam is not there');
    const { id } = sam;
    Object.assign(sam, { id: 987_654 });
    try {
      expect((await refused(1)).map((p) => p.found)).toEqual([
        'sam-okoro (Sam Okoro) points to another account than before',
      ]);
    } finally {
      Object.assign(sam, { id });
    }
  });
});

describe('the rest', () => {
  it('a mail server that does not answer', async () => {
    here.write('isms.yaml', isms({ api: sandbox.apiUrl, smtp: 1 }));
    expect((await refused(1)).map((p) => p.name)).toEqual(['mail']);
  });

  it('a programme with mistakes: each with its line', async () => {
    here.write(
      'isms.yaml',
      isms({ api: sandbox.apiUrl }).replace('owner: sam', 'owner: sum').replace('ladder: L2', 'ladder: L9'),
    );
    const { code, of } = await examined();
    expect(code).toBe(1);
    expect(of('programme').map((f) => [f.level, f.place])).toEqual([
      ['problem', expect.stringMatching(/^isms\.yaml:\d+$/)],
      ['problem', expect.stringMatching(/^isms\.yaml:\d+$/)],
    ]);
    const before = await here.traces();
    const applied = await here.run('apply', '--yes');
    expect(applied.code).toBe(1);
    expect(applied.err).toMatch(/found "sum"[\s\S]*2 mistakes; nothing was changed\./);
    expect(await here.traces()).toEqual(before);
  });

  it('no programme and no register', async () => {
    const { out, code } = await here.run('doctor', '--json', '--data', 'elsewhere', '--programme', 'other.yaml');
    expect(code).toBe(1);
    const { problems, findings } = JSON.parse(out) as { problems: number; findings: Finding[] };
    expect(problems).toBe(2);
    expect(findings.filter((f) => f.level === 'problem').map((f) => f.name)).toEqual(['programme', 'register']);
  });

  it('printed the token nowhere', () => {
    expect(printed.length).toBeGreaterThan(30);
    expect(printed.filter((text) => text.includes(TOKEN))).toEqual([]);
  });
});
