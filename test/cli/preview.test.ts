import { beforeEach, describe, expect, it } from '@jest/globals';
import { longDate } from '../../rules/calendar/show.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { dayFrom, duty, isms } from './company.ts';
import type { Desk } from './desk.ts';
import { sandboxedDesk } from './sandboxed.ts';

const today = new Date();
const day = (days: number) => dayFrom(today, days);
const REVIEW = duty(today);

let sandbox: Sandbox;
let here: Desk;
beforeEach(async () => {
  ({ here, sandbox } = await sandboxedDesk());
  say(REVIEW);
});

function say(duties: string): void {
  here.write('isms.yaml', isms({ api: sandbox.apiUrl, duties }));
}

async function previewed(...more: string[]) {
  const before = await here.traces();
  const { code, out, err } = await here.run('preview', ...more);
  expect(err).toBe('');
  expect(await here.traces()).toEqual(before);
  return { code, out };
}

describe('preview of a first programme', () => {
  it('names each duty, each ticket that opens now, and everybody told; asks no tracker', async () => {
    const calls = sandbox.writeLog.calls().length;
    const { out } = await previewed();
    expect(out).toContain(`+ access-review   every year, first due ${longDate(day(10))}, Sam Okoro`);
    expect(out).toMatch(/Opens now {12}1\n.*Access review, \d{4}.* -> Sam Okoro\n/);
    expect(out).toContain('Will be told         1 person: Sam Okoro');
    expect(out).toContain('Weaker than before   nothing');
    expect(sandbox.writeLog.calls()).toHaveLength(calls);
  });

  it('with nothing to open now, names the next opening', async () => {
    say(REVIEW.replace(/first: .*/, `first: ${day(40)}`));
    const { out } = await previewed();
    expect(out).toMatch(
      new RegExp(
        `Will be told {9}nobody now; the next opens on ${longDate(day(25))}: Access review, \\d{4} -> Sam Okoro\n`,
      ),
    );
    say(REVIEW.replace(/first: .*/, `first: ${day(400)}`));
    expect((await previewed()).out).toContain('Will be told         nobody\n');
  });

  it('counts a ticket for each person whom a campaign asks', async () => {
    say(REVIEW.replace('kind: evidence-request', 'kind: campaign'));
    const { out } = await previewed();
    expect(out).toMatch(/Opens now {12}5\n.*-> Sam Okoro, and a ticket for each of 4 people\n/);
    expect(out).toContain('Will be told         4 people: ');
    expect((await here.run('apply', '--yes', '--open', '4')).err).toContain('5 tickets would open at once');
  });

  it('counts none for who has no account at a tracker, for they get none', async () => {
    const campaign = REVIEW.replace('kind: evidence-request', 'kind: campaign');
    const people = `
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: priya }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;
    here.write('isms.yaml', isms({ api: sandbox.apiUrl, duties: campaign, people }));
    const { out } = await previewed();
    expect(out).toMatch(/Opens now {12}4\n.*-> Sam Okoro, and a ticket for each of 3 people\n/);
    expect(out).not.toMatch(/Will be told.*Priya/);
  });

  it('names the tickets that duties of several stages begin with, and whom they are for, by their due dates', async () => {
    const common = 'ask: Do it., process: access, ladder: L2, shift: none';
    const duties = `
  assessing: { kind: risk-assessment, title: Risks, clause: 8.2, owner: mara, first: ${day(10)}, ${common} }
  treating: { kind: risk-treatment, title: Treatment, clause: 8.3, owner: mara, first: ${day(200)}, ${common} }
  exercise: { kind: review, title: Exercise, clause: A.5.24, owner: sam, first: ${day(56)}, ${common} }
  auditing: { kind: internal-audit, title: Audit, clause: 9.2, owner: priya, first: ${day(60)}, stages: { plan: -7 days }, ${common} }
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
audit: { cycle: { from: ${day(0)} } }
`;
    const able = 'competence: { auditor: { until: 2099-12-31, proof: course } }';
    const programme = isms({ api: sandbox.apiUrl, duties });
    here.write('isms.yaml', programme.replace(/(priya: .*) }$/m, `$1, ${able} }`));
    const { out } = await previewed('--until', day(90));
    expect(out).toMatch(/Opens now {12}1\n {4}Risks, .*: the criteria .* -> Elena Costa\n/);
    expect(out).toContain('Will be told         1 person: Elena Costa\n');
    const [plan, exercise] = [`due ${longDate(day(53))}`, `due ${longDate(day(56))}`];
    expect(out).toMatch(new RegExp(`Audit, .*: plan +${plan} +-> Priya Nair\n +Exercise, .* ${exercise}`));
  });

  it('in JSON: the plan, what gets weaker, and the occurrences with instants in UTC', async () => {
    const { out } = await previewed('--until', day(800), '--json');
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      plan: expect.stringMatching(/^[0-9a-f]{12}$/),
      weaker: [],
      from: 0,
      to: 1,
      told: ['sam'],
    });
    expect(found.occurrences).toHaveLength(3);
    expect(found.occurrences[0]).toEqual({
      duty: 'access-review',
      period: day(10),
      title: expect.stringContaining('Access review'),
      opens: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      due: expect.stringMatching(/^\d{4}-\d\d-\d\dT2[23]:00:00\.000Z$/),
      hardLimit: expect.stringMatching(/Z$/),
      owner: 'sam',
      opensNow: true,
      tickets: [{ title: found.occurrences[0].title, assignee: 'sam', due: found.occurrences[0].due }],
    });
    expect(found.occurrences.map((o: { opensNow: boolean }) => o.opensNow)).toEqual([true, false, false]);
  });

  it('exits 2 only if asked to, and only while something is pending', async () => {
    expect((await previewed()).code).toBe(0);
    expect((await previewed('--exit-code')).code).toBe(2);
  });

  it('refuses a date that is none', async () => {
    const { code, err } = await here.run('preview', '--until', 'soon');
    expect([code, err]).toEqual([1, '--until: found "soon"; write a date such as 2027-06-30']);
    expect((await here.run('preview', '--until', '2027-02-31')).err).toContain('--until: found "2027-02-31"');
  });
});

describe('preview of a change', () => {
  beforeEach(async () => {
    // Not open yet: its next date can still move.
    say(REVIEW.replace(day(10), day(100)));
    await here.run('apply', '--yes');
  });

  it('says when a changed duty is due next, and when it was', async () => {
    say(REVIEW.replace(day(10), day(80)));
    const { out } = await previewed();
    expect(out).toContain('Programme v1 -> v2 (not applied)      0 duties added, 1 changed, 0 removed');
    expect(out).toContain(`; next due ${longDate(day(80))} (was ${longDate(day(100))})`);
    expect(out).toContain('Weaker than before   nothing');
  });

  it('names people where an owner changes', async () => {
    say(REVIEW.replace(day(10), day(100)).replace('owner: sam', 'owner: priya'));
    expect((await previewed()).out).toContain('~ access-review   owner Sam Okoro -> Priya Nair');
  });

  it('says what gets weaker and who is asked, and keeps the old date until then', async () => {
    say(REVIEW.replace(day(10), day(150)));
    const { out } = await previewed();
    expect(out).toMatch(
      /Weaker than before {3}1 {3}Elena Costa is asked; .*--because\n {3}Access review: first owed on .* instead of .* \(duties\.access-review\.first\)\n/,
    );
    expect(out).not.toContain('next due');
    expect(JSON.parse((await previewed('--json')).out)).toMatchObject({
      weaker: [{ path: 'duties.access-review.first', what: `first ${day(100)} -> ${day(150)}` }],
      asked: ['elena'],
      told: ['elena'],
    });
  });

  it('says a recurrence rule in words, as that of a new duty', async () => {
    say(REVIEW.replace(day(10), day(100)).replace('every: 12 months', 'every: "RRULE:FREQ=MONTHLY;BYDAY=2TU"'));
    const { out } = await previewed();
    expect(out).toContain('~ access-review   every 12 months -> every month on the second Tuesday');
    expect(out).not.toContain('RRULE');
  });

  it('lists what is added and removed', async () => {
    say(REVIEW.replace('access-review:', 'other-review:'));
    const { out } = await previewed();
    expect(out).toContain('1 duty added, 0 changed, 1 removed');
    expect(out).toContain(`+ other-review   every year, first due ${longDate(day(10))}, Sam Okoro`);
    expect(out).toMatch(/- access-review {3}removed/);
  });

  it('of the same file has nothing to do', async () => {
    say(REVIEW.replace(day(10), day(100)));
    const { code, out } = await previewed('--exit-code');
    expect(code).toBe(0);
    expect(out).toContain('0 duties added, 0 changed, 0 removed');
  });
});
