import { describe, expect, it } from '@jest/globals';
import { raised } from '../../../rules/improvement/raise.ts';
import { evolveNonconformity } from '../../../rules/nonconformity/evolve.ts';
import { raiseFinding, raiseForTask } from '../../../rules/nonconformity/raise.ts';
import { proposalTerms } from '../../../rules/nonconformity/repeats.ts';
import { tasksOf } from '../../../rules/nonconformity/tasks.ts';
import { type Organisation, personNamed, trackerFor, typed } from '../../../rules/organisation.ts';
import type { Programme, Tracker } from '../../../rules/programme.ts';
import { evolveTask } from '../../../rules/task/evolve.ts';
import { terms } from '../task/terms.ts';
import { organisation, programme, summer } from './fixture.ts';
import { planned, Story } from './story.ts';

const [main] = programme().trackers;
if (!main) throw new Error('no tracker');
const board: Tracker = {
  ...main,
  id: 'board',
  kind: 'jira',
  target: 'ISMS',
  api: 'https://example.atlassian.net',
  login: { how: 'bearer', token: { env: 'JIRA' } },
  type: '10001',
  fields: {},
  status: {},
  resolution: {},
  priority: {},
  quiet: false,
};

/** Leads and top management have accounts at both; Sam works at the board only, Priya at `main` only. */
function both(changes: Partial<Programme> = {}): Organisation {
  const org = organisation({ trackers: [main as Tracker, board], ...changes });
  const at = (tracker: string, ...people: string[]) =>
    people.map((person) => ({ person, tracker, id: `${tracker}-${person}`, login: `${tracker}-${person}` }));
  return {
    ...org,
    accounts: [...at('main', 'mara', 'elena', 'priya', 'jonas'), ...at('board', 'mara', 'elena', 'sam')],
  };
}

const now = summer('2027-04-06 09:00');
const finding = {
  by: 'mara',
  title: 't',
  nature: 'n',
  clauses: ['9.2'],
  process: 'joiners',
  grade: 'minor' as const,
};

function trackerOfRaised(org: Organisation, more = {}): unknown {
  const [event] = raiseFinding({ key: 'k', display: 'NC-2027-001', org, version: 1, now }, { ...finding, ...more });
  return event && evolveNonconformity(undefined, event).terms.tracker;
}

/** Of a duty at `main`, whose process Priya owns. */
function trackerOfMissed(org: Organisation): unknown {
  const at = { stream: 'task/t1', actor: 'engine', at: now };
  const body = JSON.parse(JSON.stringify({ terms: terms({ process: 'joiners', tracker: 'main' }), assignee: 'priya' }));
  const task = evolveTask(undefined, { ...at, kind: 'planned', body });
  const call = { because: 'missed' as const, at: now, noticed: now };
  const [event] = raiseForTask({ key: 'k', display: 'NC-2027-001', org, version: 1, now }, task, call);
  return event && evolveNonconformity(undefined, event).terms.tracker;
}

describe('with two trackers, a nonconformity', () => {
  it('opens at the management’s tracker, else at the first', () => {
    expect(trackerOfRaised(both(), { owner: 'mara' })).toBe('main');
    expect(trackerOfRaised(both({ managementTracker: 'board' }), { owner: 'mara' })).toBe('board');
  });

  it('opens where its owner can work', () => {
    expect(trackerOfRaised(both({ managementTracker: 'board' }))).toBe('main');
    expect(trackerOfRaised(both(), { owner: 'sam' })).toBe('board');
  });

  it('of a process that has a tracker of its own opens there, as do what repeats on it and improvements', () => {
    const processes = [{ id: 'joiners', title: 'joiners and leavers', owner: 'mara', tracker: 'board' }];
    const org = both({ processes });
    expect(trackerOfRaised(org)).toBe('board');
    const names = { key: 'p1', display: 'REP-1A', version: 1 };
    expect(proposalTerms([], 'joiners', org, names, now).terms.tracker).toBe('board');
    const { by, title, clauses, process } = finding;
    const suggestion = { by, title, text: 'x', clauses, process };
    expect(raised(org, 'OFI-1', 'o1', suggestion, now).body).toMatchObject({ tracker: 'board' });
    expect(trackerOfMissed(org)).toBe('board');
    expect(trackerOfMissed(both({ managementTracker: 'board' }))).toBe('main');
    expect(trackerOfMissed(both())).toBe('main');
    const ofMara = [{ id: 'joiners', title: 'joiners and leavers', owner: 'mara' }];
    expect(trackerOfMissed(both({ managementTracker: 'board', processes: ofMara }))).toBe('board');
  });

  it('opens where whoever raises it says', () => {
    expect(trackerOfRaised(both(), { owner: 'mara', tracker: 'board' })).toBe('board');
  });

  it('has each action where its owner can work', () => {
    const org = both();
    const story = new Story(organisation(), now);
    planned(story, summer('2027-04-06 10:00'), summer('2027-04-07 10:00'));
    story.step(summer('2027-04-08 10:00'));
    const drafts = tasksOf(story.state, org, summer('2027-04-08 10:00'));
    expect(drafts.map((d) => [d.assignee, d.terms.tracker])).toEqual([['sam', 'board']]);
  });

  it('stays where it is for somebody who has no account at all', () => {
    expect(trackerFor(both(), 'dana', 'board')).toBe('board');
  });
});

describe('who is meant', () => {
  it('is read by the login of that tracker, or by mail at any', () => {
    expect(personNamed(both(), 'board', '@board-sam')).toBe('sam');
    expect(personNamed(both(), 'main', '@board-sam')).toBeUndefined();
    expect(personNamed(both(), 'main', 'sam@example.com')).toBe('sam');
  });
});

describe('a command in mail and chat', () => {
  it('is written as it is typed at its ticket’s tracker', () => {
    expect(typed(both(), 'accept', 'main')).toBe('/accept');
    expect(typed(both(), 'accept', 'board')).toBe('!accept');
  });

  it('of no certain tracker is written as it can be typed at each', () => {
    expect(typed(organisation(), 'accept')).toBe('/accept');
    expect(typed(both(), 'accept')).toBe('!accept');
    expect(typed(both(), 'accept', 'gone')).toBe('!accept');
  });
});
