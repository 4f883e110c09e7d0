import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { findingsOf, look } from '../../activities/doctor/look.ts';
import { examineTracker } from '../../activities/doctor/tracker.ts';
import { examine } from '../../activities/doctor.ts';
import { isUnannounced, unannouncedAfter } from '../../activities/tickets/unannounced.ts';
import { findingLines, summaryOf } from '../../cli/findings.ts';
import { parseProgramme } from '../../config/programme.ts';
import { createGitHubTickets } from '../../integrations/tickets/github/tickets.ts';
import type { Health, Tickets } from '../../integrations/tickets/port.ts';
import type { Programme, Tracker } from '../../rules/programme.ts';
import { isms } from '../cli/company.ts';

const healthy: Health = { self: { id: '1', login: 'bot' }, target: 'example/isms', skew: 0, shortcomings: [] };
const place = () => 'isms.yaml:1';

function programme(): Programme {
  const parsed = parseProgramme(isms({ api: 'http://127.0.0.1:1' }), 'isms.yaml');
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.programme;
}

function tickets(check: () => Promise<Health>, account: Tickets['account']): Tickets {
  const options = { id: 'github', api: 'http://127.0.0.1:1', target: 'example/isms', token: () => 't', now: Date.now };
  return { ...createGitHubTickets(options), check, account };
}

describe('the clock', () => {
  const [tracker] = programme().trackers as [Tracker];
  const levelAt = async (skew: number) => {
    const { findings } = await examineTracker(
      tracker,
      tickets(
        async () => ({ ...healthy, skew }),
        async () => undefined,
      ),
      place,
    );
    return findings.find((f) => f.name === 'clock')?.level;
  };

  it.each([
    [0, 'ok'],
    [5_000, 'ok'],
    [-5_000, 'ok'],
    [5_001, 'note'],
    [-5_001, 'note'],
    [6_000, 'note'],
    [-6_000, 'note'],
  ])('apart by %d ms is %s: 5 s are let pass, in both directions', async (skew, level) => {
    expect(await levelAt(skew)).toBe(level);
  });
});

describe('a look', () => {
  it('that throws or never answers is a finding, and its work is told that nobody waits', async () => {
    const of = { name: 'planner', place: 'here', operational: true } as const;
    const failed = { what: 'failed-look', name: 'planner', level: 'problem', place: 'here', operational: true };
    const thrown = await findingsOf(of, () => Promise.reject(new TypeError('x is undefined')));
    expect(thrown).toMatchObject([{ ...failed, found: 'could not be looked at: x is undefined' }]);
    let told: AbortSignal | undefined;
    const late = await findingsOf({ ...of, ms: 20 }, (signal) => {
      told = signal;
      return new Promise(() => {});
    });
    expect(late).toMatchObject([{ ...failed, found: 'could not be looked at: no answer within 0.02 s' }]);
    expect(told?.aborted).toBe(true);
    expect(await look(of, async () => ({ all: 'well' }))).toEqual({ all: 'well' });
  });

  it('hides no other: a broken adapter beside people, notices, and one that works', async () => {
    const whole = programme();
    const [first] = whole.trackers as [Tracker];
    const two = { ...whole, trackers: [first, { ...first, id: 'second' }] };
    const works = tickets(
      async () => healthy,
      async (login) => ({ id: login, login }),
    );
    const broken = tickets(() => Promise.reject(new RangeError('out of it')), works.account);
    const trackers = new Map([
      ['github', broken],
      ['second', works],
    ]);
    const mail = { send: () => Promise.reject(new Error()), check: () => Promise.reject(new Error('no mail today')) };
    const notices = new Map([['mail' as const, mail]]);
    const { findings, accounts } = await examine({ programme: two, trackers, notices, known: [], locate: place });
    expect(findings.filter((f) => f.level === 'problem').map((f) => [f.name, f.what, f.found])).toEqual([
      ['github', 'failed-look', 'could not be looked at: out of it'],
      ['mail', 'failed-look', 'could not be looked at: no mail today'],
    ]);
    expect(findings.find((f) => f.name === 'second')).toMatchObject({ level: 'ok' });
    expect(accounts.map((a) => a.person)).toEqual(['(engine)', 'sam', 'mara', 'priya', 'elena']);
  });

  it('at people goes five at a time, in their order, and names each that fails', async () => {
    let atOnce = 0;
    let most = 0;
    const works = tickets(
      async () => healthy,
      async (login) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await pause(login.startsWith('sam') ? 20 : 1);
        atOnce -= 1;
        return login.startsWith('mara') ? undefined : { id: login, login };
      },
    );
    const { findings, accounts } = await examine({
      programme: programme(),
      trackers: new Map([['github', works]]),
      notices: undefined,
      known: [],
      locate: (...path) => path.join('.'),
    });
    expect(accounts.map((a) => a.person)).toEqual(['(engine)', 'sam', 'priya', 'elena']);
    expect(findings.filter((f) => f.level === 'problem').map((f) => [f.what, f.place])).toEqual([
      ['unknown-person', 'people.mara.github'],
    ]);
    expect([most > 1, most <= 5]).toEqual([true, true]);
  });
});

describe('changes that no delivery told of', () => {
  const now = '2027-04-12T10:00:00.000Z';
  const every = 60_000;
  const at = (time: string) => `2027-04-12T${time}.000Z`;

  it('are those made well after the last one taken', () => {
    expect(isUnannounced(at('09:00:00'), undefined)).toBe(true);
    expect(isUnannounced(at('09:02:00'), at('09:00:00'))).toBe(false);
    expect(isUnannounced(at('09:02:01'), at('09:00:00'))).toBe(true);
    expect(isUnannounced(at('08:00:00'), at('09:00:00'))).toBe(false);
  });

  it('are counted on, until a delivery comes', () => {
    const first = unannouncedAfter({ taken: at('09:00:00') }, [at('09:59:30'), at('09:59:10')], now, every);
    expect(first).toEqual({ since: at('09:59:10'), last: at('09:59:30'), count: 2 });
    const second = { taken: at('09:00:00'), ...(first && { unannounced: first }) };
    expect(unannouncedAfter(second, [at('09:59:50')], now, every)).toEqual({
      since: at('09:59:10'),
      last: at('09:59:50'),
      count: 3,
    });
    const heard = { ...second, taken: at('09:59:40') };
    expect(unannouncedAfter(heard, [at('09:59:50')], now, every)).toBeUndefined();
    expect(unannouncedAfter(heard, [at('10:02:00')], at('10:02:10'), every)).toEqual({
      since: at('10:02:00'),
      last: at('10:02:00'),
      count: 1,
    });
  });

  it('are not those made while nobody listened: they are found long after', () => {
    expect(unannouncedAfter({}, [at('09:56:59'), at('03:00:00')], now, every)).toBeUndefined();
    expect(unannouncedAfter({}, [at('09:57:00')], now, every)).toMatchObject({ count: 1 });
    expect(unannouncedAfter({}, [], now, every)).toBeUndefined();
  });
});

describe('what is printed', () => {
  const one = { name: 'github', level: 'problem', what: 'issues', place: 'isms.yaml:14', found: 'off' } as const;
  const other = {
    name: 'backup',
    level: 'problem',
    what: 'backup',
    found: 'old',
    fix: 'make one',
    operational: true,
  } as const;

  it.each([
    [[], '0 problems, 0 notes.'],
    [[one], '1 problem, 0 notes. apply refuses until the problem is gone.'],
    [[one, one], '2 problems, 0 notes. apply refuses until the problems are gone.'],
    [[other], '1 problem, 0 notes. apply goes ahead nevertheless.'],
    [[one, other, one], '3 problems, 0 notes. apply refuses until these are mended: github.'],
  ])('says what apply does about it', (findings, text) => {
    expect(summaryOf(findings)).toBe(text);
  });

  it('has a line for each, with the next step below it', () => {
    expect(findingLines([one, other])).toEqual([
      '✗ github      isms.yaml:14  off',
      '✗ backup      old',
      '              fix: make one',
    ]);
  });
});
