import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { company, duty, isms } from './company.ts';
import { type Desk, desk } from './desk.ts';

const ON_DUTY = `
  incident:
    kind: incident
    title: Incident
    ask: Contain it.
    clause: A.5.26
    process: access
    owner: sam
    verifier: mara
    ladder: L4
  equipment:
    kind: review
    title: Equipment
    ask: Hand it over.
    clause: A.5.11
    process: access
    owner: sam
    on: [joiner, leaver]
  policy-read:
    kind: campaign
    title: Read the policy
    ask: Read it.
    clause: A.5.1
    process: access
    owner: sam
    group: [mara]
    joiner: 14 days
`;

let here: Desk;
let close: () => Promise<void>;
beforeAll(async () => {
  const sandbox = await startSandbox(company);
  close = () => sandbox.close();
  here = desk();
  await here.run('init', '--yes');
  here.write('isms.yaml', isms({ api: sandbox.apiUrl, duties: `${duty(new Date())}${ON_DUTY}` }));
});
afterAll(async () => {
  here.end();
  await close();
});

async function refused(...args: string[]): Promise<string> {
  const before = await here.traces();
  const ended = await here.run(...args);
  expect([ended.code === 0, ended.out]).toEqual([false, '']);
  expect(await here.traces()).toEqual(before);
  return ended.err;
}

describe('event', () => {
  it('waits for the first apply, whose preview says what each duty is owed on', async () => {
    expect(await refused('event', 'incident', '--title', 'x')).toContain('run dutybound apply');
    expect((await here.run('preview')).out).toContain('+ equipment   on each joiner, on each leaver, Sam Okoro');
    expect((await here.run('apply', '--yes')).code).toBe(0);
  });

  it('writes nothing of what cannot be so', async () => {
    expect(await refused('event', 'fire')).toContain('Allowed choices are incident, change, joiner, leaver');
    expect(await refused('event', 'incident')).toContain('--title: is missing');
    expect(await refused('event', 'incident', '--title', 'x'.repeat(121))).toContain('1 to 120');
    expect(await refused('event', 'change', '--title', 'x')).toContain('no duty is owed on change; add "on: [change]"');
    expect(await refused('event', 'joiner')).toContain('--person: is missing; there are: sam');
    expect(await refused('event', 'failed-treatment')).toContain('--risk: is missing; dutybound records risk lists');
    expect(await refused('event', 'failed-treatment', '--risk', 'R-9')).toContain('no risk is called "R-9"');
    expect(await refused('event', 'incident', '--title', 'x', '--risk', 'R-9')).toContain(
      'belongs to failed-treatment',
    );
    expect(await refused('event', 'joiner', '--person', 'pria')).toContain('did you mean "priya"? There are: ');
    expect(await refused('event', 'joiner', '--person', 'max')).toContain('say the name with --title; the id is lower');
    expect(await refused('event', 'mover', '--person', 'max', '--title', 'x')).toContain('nobody is called "max"');
    expect(await refused('event', 'leaver', '--person', 'max')).toContain('nobody is called "max"');
    expect(await refused('event', 'joiner', '--person', 'sam', '--severity', 'low')).toContain(
      'belongs to an incident',
    );
    expect(await refused('event', 'incident', '--title', 'x', '--when', 'proposed')).toContain(
      '--when: found "proposed"',
    );
    expect(await refused('event', 'incident', '--title', 'x', '--when', '2026-04-16 08:00')).toContain(
      'an instant such as 2027-04-16T08:00:00Z',
    );
    expect(await refused('event', 'incident', '--title', 'x', '--when', '2999-01-01')).toContain('which is to come');
    expect(await refused('event', 'failed-treatment', '--risk', 'R-9', '--when', '2999-01-01')).toContain(
      '--when: found "2999-01-01", which is to come; a treatment that failed is known already',
    );
    expect(await refused('event', 'incident', '--title', 'x', '--person', 'sam')).toContain('belongs to joiner');
    expect(await refused('event', 'incident', '--title', 'x', '--as', 'max')).toContain('nobody is called "max"');
  });

  it('is recorded with its number, opens what is owed on it, and stands in the table of its kind', async () => {
    const told = await here.run(
      'event',
      'incident',
      '--title',
      'lost laptop',
      '--severity',
      'high',
      '--as',
      'mara',
      '--json',
    );
    const { display, duties, occurrences } = JSON.parse(told.out);
    expect([display, duties]).toEqual([expect.stringMatching(/^INC-\d{4}-001$/), ['incident']]);
    expect((await here.run('show', occurrences[0])).out).toContain('started it beside its interval: "lost laptop"');
    expect((await here.run('show', display)).out).toMatch(
      /lost laptop[\s\S]*Mara Lindt .* {2}told of it: "lost laptop"/,
    );
    const joins = await here.run('event', 'joiner', '--person', 'priya', '--when', '2027-05-03');
    expect(joins.out).toMatch(
      /^JOIN-\d{4}-001 is recorded; opened: equipment\. Tickets open when dutybound up runs\.$/,
    );
    const unknown = await here.run('event', 'joiner', '--person', 'max', '--title', 'Max Muster', '--json');
    expect(JSON.parse(unknown.out)).toMatchObject({ duties: ['equipment'], waiting: ['policy-read'] });
    expect((await here.run('status')).out).toContain('Max Muster joined, and is not in people of isms.yaml as max');
    const triggered = await here.run('trigger', 'incident', '--because', 'found by chance');
    expect(triggered.out).toContain('incident is started.');
    const rows = JSON.parse((await here.run('records', 'incident', '--json')).out);
    const lines = JSON.stringify(rows);
    expect(lines).toContain('lost laptop');
    expect(lines).toContain('found by chance');
    expect(lines).toMatch(/INC-\d{4}-002/);
    expect((await here.run('verify')).code).toBe(0);
  });

  it('is recorded where the engine cannot be told, and says so: nobody types it a second time', async () => {
    here.env.DUTYBOUND_TEMPORAL = '127.0.0.1:1';
    const { code, out, err } = await here.run('event', 'incident', '--title', 'found again');
    expect([code, out]).toEqual([0, expect.stringMatching(/^INC-\d{4}-003 is recorded; opened: incident\.$/)]);
    expect(err).toMatch(/^The engine could not be told \(.*\); it looks by itself at its next round\.$/);
  });

  it('somebody joins on a day once, however many tell of it', async () => {
    const joins = ['event', 'joiner', '--person', 'elena', '--when', '2027-09-01'];
    expect((await here.run(...joins)).code).toBe(0);
    expect(await refused(...joins, '--as', 'mara')).toContain(
      'This is recorded already; see dutybound records joiner.',
    );
    expect((await here.run(...joins.slice(0, -1), '2027-09-02')).code).toBe(0);
  });
});
