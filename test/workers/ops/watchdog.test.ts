import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { currentProgramme, organisationOf } from '../../../activities/organisation.ts';
import { tellSilenceDirectly } from '../../../activities/silence.ts';
import { NoticeError } from '../../../integrations/notices/error.ts';
import type { Notice } from '../../../integrations/notices/notices.ts';
import { plusMs } from '../../../rules/time.ts';
import { keepWatch, type Watchdog } from '../../../workers/ops/watchdog.ts';
import { REVIEW, setWatched, type Watched } from './scene.ts';

const START = '2027-04-01T08:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let here: Watched;
let sent: Notice[];
let refusing: Error | undefined;
let lines: unknown[];
const dogs: Watchdog[] = [];
beforeEach(async () => {
  here = await setWatched(START);
  sent = [];
  lines = [];
  here.deps.log = (...line) => void lines.push(line);
  refusing = undefined;
  await here.apply(REVIEW);
  await here.settle();
});
afterEach(async () => {
  for (const dog of dogs.splice(0)) dog.end();
  await here.close();
});

/** A process that lives, with an outbox it can deliver. */
function process(more: Partial<Dependencies> = {}): Watchdog {
  const notices: Dependencies['notices'] = {
    check: async () => [],
    async send(notice) {
      if (refusing) throw refusing;
      sent.push(notice);
      return { accepted: here.now() };
    },
  };
  const dog = keepWatch({ ...here.deps, notices, owner: `process-${dogs.length}`, ...more });
  dogs.push(dog);
  return dog;
}

/** Time goes on, a minute a look, until `ms` after the start. */
async function until(ms: number, ...watching: Watchdog[]): Promise<void> {
  while (Date.parse(here.now()) < Date.parse(START) + ms) {
    here.set(plusMs(here.now(), MINUTE));
    for (const dog of watching) await dog.look();
  }
}

const silences = async () =>
  (await here.deps.register.events({ stream: 'engine', kinds: ['silent'], limit: 10 })).map((e) => [e.at, e.body]);

describe('nothing goes round', () => {
  it('for three intervals: nobody is told before, the lead once after, and the register keeps it', async () => {
    const dog = process();
    await until(3 * HOUR, dog);
    expect([sent, await silences()]).toEqual([[], []]);
    await until(5 * HOUR, dog);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: { name: 'Mara Lindt' }, channel: 'mail' });
    expect(sent[0]?.lines.join('\n')).toMatch(/since Thu 1 Apr|since 1 Apr|2027/);
    expect(await silences()).toEqual([[START, { since: START }]]);
    expect(await here.deps.register.verify()).toMatchObject({ ok: true });
  });

  it('and two processes live: the lead has one message', async () => {
    const [one, other] = [process(), process()];
    await until(4 * HOUR, one, other);
    expect([sent.length, (await silences()).length]).toEqual([1, 1]);
  });

  it('twice: the lead is told of each', async () => {
    const dog = process();
    await until(4 * HOUR, dog);
    await here.settle();
    await until(8 * HOUR, dog);
    expect([sent.length, (await silences()).length]).toEqual([2, 2]);
    expect(new Set(sent.map((n) => n.key)).size).toBe(2);
  });

  it('and the mail server does not answer: the next look tries again', async () => {
    const dog = process();
    refusing = new NoticeError('no answer', 'unreachable');
    await until(4 * HOUR, dog);
    expect(sent).toEqual([]);
    refusing = undefined;
    await until(5 * HOUR, dog);
    expect([sent.length, (await silences()).length]).toEqual([1, 1]);
  });

  it('and the register does not answer: the lead is told past it, once', async () => {
    const dog = process();
    await until(HOUR, dog);
    await here.deps.register.close();
    await until(5 * HOUR, dog);
    expect(sent).toHaveLength(1);
  });

  it('and the register can be read, but not written: the lead is told past it, once', async () => {
    const write = () => Promise.reject(new Error('disk full'));
    const dog = process({ register: { ...here.deps.register, write } });
    await until(5 * HOUR, dog);
    expect([sent.length, await silences()]).toEqual([1, []]);
  });
});

describe('what a look cannot see', () => {
  it('is logged with its reason', async () => {
    const latestProgramme = () => Promise.reject(new Error('disk gone'));
    await until(MINUTE, process({ register: { ...here.deps.register, latestProgramme } }));
    expect(lines).toEqual([['the engine could not be seen', { error: 'Error: disk gone' }, 'error']]);
  });
});

describe('past the register', () => {
  const fault = new NoticeError('priya@example.com: no answer', 'unreachable');

  /** Whoever is named here cannot be reached. */
  async function tellExcept(...names: string[]): Promise<void> {
    const current = await currentProgramme(here.deps.register);
    if (!current) throw new Error('no programme');
    const roles = { ...current.programme.roles, lead: ['mara', 'priya', 'sam'] };
    const org = await organisationOf(here.deps.register, { ...current.programme, roles }, here.now());
    const notices: Dependencies['notices'] = {
      check: async () => [],
      async send(notice) {
        if (names.includes(notice.to.name)) throw fault;
        sent.push(notice);
        return { accepted: here.now() };
      },
    };
    await tellSilenceDirectly({ ...here.deps, notices }, org, { since: START });
  }
  const refused = [
    'a lead could not be told',
    { channel: 'mail', error: 'NoticeError', fault: 'unreachable' },
    'error',
  ];

  it('each lead is told whose channel accepts it, whoever stands before them', async () => {
    await tellExcept('Mara Lindt', 'Sam Okoro');
    expect(sent.map(({ to }) => to.name)).toEqual(['Priya Nair']);
    expect(lines).toEqual([refused, refused]);
  });

  it('it failed where no channel accepts it, so that the next look tries again', async () => {
    await expect(tellExcept('Mara Lindt', 'Priya Nair', 'Sam Okoro')).rejects.toThrow(fault);
    expect(lines).toEqual([refused, refused, refused]);
  });
});

describe('nobody is told', () => {
  it('while it goes round', async () => {
    const dog = process();
    for (let hours = 2; hours < 10; hours += 2) {
      await until(hours * HOUR, dog);
      await here.settle();
    }
    expect(sent).toEqual([]);
  });

  it('right after a start, whatever the last round was: the planner gets its time', async () => {
    here.set(plusMs(START, 60 * HOUR));
    const dog = process();
    await until(62 * HOUR, dog);
    expect(sent).toEqual([]);
    await until(64 * HOUR, dog);
    expect(sent).toHaveLength(1);
  });

  it('right after the machine slept', async () => {
    const dog = process();
    await until(HOUR, dog);
    here.set(plusMs(START, 60 * HOUR));
    await dog.look();
    expect(sent).toEqual([]);
  });
});
