import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Log } from '../../../activities/dependencies.ts';
import { reasonOf } from '../../../activities/reason.ts';
import { NoticeError } from '../../../integrations/notices/error.ts';
import { TrackerError, type TrackerFault } from '../../../integrations/tickets/errors.ts';
import type { Tickets } from '../../../integrations/tickets/port.ts';
import { createLog } from '../../../workers/log.ts';
import { REPO } from '../../cli/company.ts';
import { REVIEW, setWatched, type Watched } from './scene.ts';

/** Stands in the title, the text, a comment, a file's name and content, a reason, and in what the tracker answers. */
const PLANTED = /Planted9/;

let here: Watched;
let lines: string[];
beforeEach(async () => {
  here = await setWatched('2027-04-01T08:00:00.000Z');
  lines = [];
  const log = createLog({ level: 'trace', secrets: () => [], destination: { write: (l) => void lines.push(l) } });
  const write: Log = (message, fields, level = 'info') => log[level](fields ?? {}, message);
  here.deps.log = write;
});
afterEach(() => here.close());

/** A tracker that answers everything with a fault which repeats what it was sent. */
function echoing(tickets: Tickets, fault: TrackerFault): Tickets {
  const refuse = () => {
    const said = 'GitHub, PATCH /issues/1: 422 Validation Failed: [{"value":"Planted9Answer"}]';
    return Promise.reject(new TrackerError(said, fault));
  };
  const { id, prefix, inabilities, authenticate } = tickets;
  const verbs = {
    ensure: refuse,
    read: refuse,
    comment: refuse,
    retire: refuse,
    changedSince: refuse,
    labelled: refuse,
  };
  return { id, prefix, inabilities, authenticate, ...verbs, attachment: refuse, account: refuse, check: refuse };
}

async function live(): Promise<void> {
  await here.settle();
  const { act } = here.sandbox;
  here.says('sam-okoro', 1, 'Planted9Comment /nonsense');
  here.says('sam-okoro', 1, '/extend 2027-05-01 because Planted9Reason');
  await here.settle();
  act.attach('sam-okoro', REPO, 1, 'Planted9File.csv', Buffer.from('Planted9Content'));
  act.close('sam-okoro', REPO, 1, 'completed');
  here.set('2027-04-05T08:00:00.000Z');
  await here.settle();
  here.says('mara-lindt', 1, '/reject because Planted9Reason');
  await here.settle();
}

describe('a line of the log', () => {
  it('never holds what stands in tickets, what people wrote, or what a tracker answered', async () => {
    await here.apply(REVIEW);
    await live();
    const trackers = here.deps.trackers as Map<string, Tickets>;
    const working = trackers.get('github');
    if (!working) throw new Error('no tracker');
    for (const kind of ['refused', 'unreachable', 'unauthorised', 'gone', 'uncertain'] as const) {
      const fault = kind === 'refused' ? { kind, fields: ['Planted9Field'] } : { kind };
      trackers.set('github', echoing(working, fault));
      here.says('sam-okoro', 1, 'Planted9Comment /help');
      here.set(new Date(Date.parse(here.now()) + 8 * 3_600_000).toISOString());
      await here.settle();
      await here.sweep();
    }
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => PLANTED.test(line))).toEqual([]);
    const faults = new Set(lines.map((line) => (JSON.parse(line) as { fault?: string }).fault));
    expect([...faults]).toEqual(expect.arrayContaining(['refused', 'unreachable', 'unauthorised']));
  });

  it('says by its level whether it needs somebody', async () => {
    await here.apply(REVIEW);
    await here.settle();
    const levels = () => new Set(lines.splice(0).map((line) => (JSON.parse(line) as { level: string }).level));
    expect([...levels()]).toEqual([]);
    const trackers = here.deps.trackers as Map<string, Tickets>;
    const working = trackers.get('github');
    if (!working) throw new Error('no tracker');
    trackers.set('github', echoing(working, { kind: 'unreachable' }));
    await here.settle();
    expect([...levels()].sort()).toEqual(['error', 'warn']);
  });
});

describe('reasonOf', () => {
  it.each<[string, unknown, object]>([
    ['a tracker’s fault', new TrackerError('Planted9', { kind: 'gone' }), { error: 'TrackerError', fault: 'gone' }],
    ['a channel’s fault', new NoticeError('550 <Planted9>', 'refused'), { error: 'NoticeError', fault: 'refused' }],
    ['what could not be parsed', new SyntaxError('Unexpected token in "Planted9"'), { error: 'SyntaxError' }],
    ['a bug', new TypeError('x is undefined'), { error: 'TypeError: x is undefined' }],
    ['no error at all', 'Planted9', { error: 'string' }],
    [
      'what Temporal wrapped',
      Object.assign(new Error('Activity task failed'), {
        name: 'ActivityFailure',
        cause: Object.assign(new Error('Planted9'), { name: 'ApplicationFailure', type: 'TrackerError' }),
      }),
      { error: 'TrackerError' },
    ],
  ])('%s', (_, error, reason) => {
    expect(reasonOf(error)).toEqual(reason);
  });
});
