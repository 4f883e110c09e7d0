import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseProgramme } from '../../config/programme.ts';
import { invariantsOf } from '../../rules/simulation/invariants.ts';
import type { Life } from '../../rules/simulation/life.ts';
import { summaryOf } from '../../rules/simulation/summary.ts';
import type { TemperName } from '../../sandbox/staff/temper.ts';
import { type Simulated, simulate } from '../../workers/simulation/simulate.ts';

/** Four duties a month on short ladders and clocks: in a quarter there is what else takes years. */
const duty = (id: string, owner: string, verifier: string, day: string) => `
  ${id}:
    { kind: review, title: ${id}, ask: Look at it., clause: 9.1, process: all, owner: ${owner}, verifier: ${verifier}, every: 1 month, first: 2027-01-${day}, ladder: quick, evidence: { export: what was seen, report: { text: the report, kept: true } } }`;
const SOURCE = `organisation: Example GmbH
instance: years
zone: Europe/Berlin
pace: { planner: 1 h }
notices: { mail: { smtp: "\${env:SMTP_URL}", from: isms@example.com } }
trackers: { desk: { kind: jira, site: "https://example.atlassian.net", project: ISMS, type: 10001, token: "\${env:JIRA_TOKEN}" } }
people:
  elena: { name: Elena Costa, mail: elena@example.com, jira: e1 }
  mara: { name: Mara Lindt, mail: mara@example.com, jira: m1, manager: elena }
  dana: { name: Dana Roth, mail: dana@example.com, jira: d1, manager: elena }
  sam: { name: Sam Okoro, mail: sam@example.com, jira: s1, manager: dana }
  priya: { name: Priya Nair, mail: priya@example.com, jira: p1, manager: dana }
roles: { lead: [mara], top: [elena] }
processes: { all: { title: Everything, owner: dana } }
clocks: { minor: { plan: 3 days, resolve: 20 days }, major: { plan: 3 days, resolve: 10 days }, effectiveness: 7 days, verification: 4 days }
ladders:
  quick: { lead: 12 days, hard_limit: 7 days, rungs: [{ at: -3 days, to: assignee }, { at: 0 days, to: [assignee, manager] }, { at: 3 days, to: lead }, { at: 5 days, to: top }] }
duties:${duty('access', 'sam', 'priya', '14')}${duty('backups', 'priya', 'sam', '19')}${duty('alerts', 'sam', 'manager', '21')}${duty('leavers', 'priya', 'mara', '26')}
`;

const lines: string[] = [];

function years(staff: TemperName, seed: number): Promise<Simulated> {
  const parsed = parseProgramme(SOURCE, 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  const programme = { programme: parsed.programme, source: SOURCE };
  const how = {
    from: '2027-01-04',
    months: 3,
    env: process.env,
    pinnedOnly: true,
    tell: (line: string) => lines.push(line),
  };
  return simulate({ programme, staff, seed, ...how });
}

let life: Life;
beforeAll(async () => {
  life = (await years('negligent', 5)).life;
}, 240_000);

/** A copy to spoil. */
const copy = (): Life => structuredClone(life);
const held = (of: Life) => invariantsOf(of).map(({ name, ok, detail }) => (ok ? 'held' : `${name}: ${detail}`));

/** @returns the only invariant that no longer holds. */
function broken(spoil: (of: Life) => void): string {
  const spoilt = copy();
  spoil(spoilt);
  const faults = held(spoilt).filter((line) => line !== 'held');
  expect(faults).toHaveLength(1);
  return faults[0] ?? '';
}

function eventOf(of: Life, kind: string) {
  const found = of.events.find((event) => event.kind === kind);
  if (!found) throw new Error(`no ${kind} in this life; choose another seed`);
  return found;
}

describe('months of negligent staff', () => {
  it('hold every invariant, whatever was late, missed, sent back, or left to turn major', () => {
    expect(held(life).filter((line) => line !== 'held')).toEqual([]);
    expect(held(life).length).toBeGreaterThan(9);
    const { course, nonconformities, escalations } = summaryOf(life);
    expect([course.late, course.missed, nonconformities.turnedMajor, escalations.top].every((n) => n > 0)).toBe(true);
    expect(course.owed).toBe(course.onTime + course.late + course.missed + course.waived + course.open);
  });

  it('count the same thing once: tickets, what is owed, and decisions stand in the rules as in the figures', () => {
    const { course, people, tickets, invariants } = summaryOf(life);
    const detail = (name: string) => invariants.find((each) => each.name === name)?.detail;
    const sum = (of: 'tickets' | 'decisions') => people.reduce((all, person) => all + person[of], 0);
    expect(sum('tickets')).toBe(tickets);
    expect(detail('nothing was overdue in silence')).toBe(`${tickets} tickets looked at`);
    expect(detail('comments stay within their budget')).toMatch(new RegExp(`comments on ${tickets} tickets$`));
    expect(detail('planned occurrences are recorded')).toMatch(
      new RegExp(`^${course.owed} occurrences owed, \\d+ of them planned$`),
    );
    expect(detail('every decision has an author with the authority')).toBe(`${sum('decisions')} decisions`);
  });

  it('end before what opens at the first instant of the time after them', () => {
    expect(life.occurrences.filter(({ state }) => state.opens >= life.until)).toEqual([]);
  });

  it('say as each quarter begins how far they are', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^2027 Q1 begins: \d+ tickets so far$/));
  });

  it('come out the same with the same seed', async () => {
    const { invariants, ...again } = summaryOf((await years('negligent', 5)).life);
    const { invariants: _, ...first } = summaryOf(life);
    expect(again).toEqual(first);
    expect(invariants.every(({ ok }) => ok)).toBe(true);
  }, 240_000);
});

describe('an invariant finds', () => {
  it('an occurrence that was never opened', () => {
    expect(broken((of) => void of.occurrences.splice(0, 1))).toMatch(/^planned .*was not opened/);
  });

  it('an occurrence that is open past its limit', () => {
    expect(
      broken((of) => {
        const missed = of.occurrences.find(({ state }) => state.missed && state.state === 'open') ?? of.occurrences[0];
        if (!missed) return;
        const { missed: _, ...state } = missed.state;
        missed.state = { ...state, state: 'open' };
        of.tasks = of.tasks.filter(
          (t) => !('occurrence' in t.terms.origin && t.terms.origin.occurrence === missed.key),
        );
      }),
    ).toMatch(/^planned .*is open past its limit/);
  });

  it('a minor left past its deadline', () => {
    expect(
      broken((of) => {
        const turned = of.found.find(({ grades }) => grades.some(({ rule }) => rule === 'nc.minor.overdue'));
        if (!turned) throw new Error('no nonconformity turned major; choose another seed');
        turned.grade = 'minor';
        turned.clocks.resolve = { at: '2027-02-01T00:00:00.000Z' };
        delete turned.resolved;
        delete turned.closed;
        delete turned.overdue;
      }),
    ).toMatch(/^no minor .*is minor, its deadline was 2027-02-01/);
  });

  it('work that was late in silence', () => {
    expect(
      broken((of) => {
        for (const task of of.tasks) task.rungs = task.rungs.filter(({ id }) => /before/.test(id));
      }),
    ).toMatch(/^nothing was overdue in silence: .*rung \d-days-after-due .*never went out/);
  });

  it('a nonconformity that was left in silence', () => {
    expect(
      broken((of) => {
        of.events = of.events.filter(({ kind, stream }) => kind !== 'chased' || stream.startsWith('task/'));
      }),
    ).toMatch(/^nothing was overdue in silence: NC-\d+-\d+, to (plan|resolve): rung \S+ of .* never went out/);
  });

  it('somebody who verified their own work', () => {
    const spoilt = copy();
    const accepted = eventOf(spoilt, 'accepted');
    const before = spoilt.events.filter((e) => e.stream === accepted.stream && e.sequence < accepted.sequence);
    const did = before.findLast((e) => e.kind === 'submitted')?.body.submission as { by: string };
    accepted.body.by = did.by;
    accepted.actor = `person:${did.by}`;
    const names = invariantsOf(spoilt)
      .filter(({ ok }) => !ok)
      .map(({ name }) => name);
    expect(names).toEqual(['nobody verified their own work', 'every decision has an author with the authority']);
  });

  it.each([
    ['was not asked', 'priya', 'person:priya'],
    ['was recorded of somebody else', undefined, 'engine'],
  ])('a plan agreed by somebody who %s', (_, by, actor) => {
    expect(
      broken((of) => {
        const agreed = eventOf(of, 'plan-agreed');
        if (by) agreed.body.by = by;
        agreed.actor = actor;
      }),
    ).toMatch(/^every decision has an author with the authority: NC-2027-\d+: plan-agreed by/);
  });

  it('a ticket with too many comments', () => {
    expect(
      broken((of) => {
        const [first] = of.comments;
        if (first) of.comments.push(...Array(13).fill(first));
      }),
    ).toMatch(/^comments stay within their budget: .* comments; allowed:/);
  });

  it('somebody chased four times in a day, or at night', () => {
    // Elena is top management, who hears at once and apart.
    const [chase] = life.messages.filter(({ subject, to }) => subject.startsWith('Late') && to !== 'elena');
    if (!chase) throw new Error('nobody was chased by mail; choose another seed');
    expect(broken((of) => void of.messages.push(chase, chase, chase, chase))).toMatch(/chases one by one; allowed: 3/);
    const night = { ...chase, at: '2027-03-02T23:00:00.000Z' };
    expect(broken((of) => void of.messages.push(night))).toMatch(/outside contact hours/);
  });

  it('a log that breaks, and tables that differ from it', () => {
    expect(broken((of) => void of.broken.push('event 12'))).toBe('the log verifies: event 12');
    expect(broken((of) => void of.differing.push('task k.due'))).toBe('rebuilding gives the same tables: task k.due');
  });
});
