import { describe, expect, it } from '@jest/globals';
import { TrackerError } from '../../../integrations/tickets/errors.ts';
import type { Inability, Tickets } from '../../../integrations/tickets/port.ts';
import { countedTickets } from '../../../workers/ops/counted-tickets.ts';
import { createMetrics } from '../../../workers/ops/metrics.ts';

const ref = { tracker: 'github', id: '7', number: '#7', url: 'https://tracker/7' };
const asOf = '2027-04-16T10:00:00.000Z';

/** A tracker of which only some verbs are called. */
function tracker(verbs: Partial<Tickets>): { tickets: Tickets; metrics: ReturnType<typeof createMetrics> } {
  const metrics = createMetrics();
  const bare = { id: 'github', prefix: '/', inabilities: [], ...verbs } as unknown as Tickets;
  return { tickets: countedTickets(bare, metrics.call), metrics };
}

describe('calls to a tracker', () => {
  it('are handed on as they are, and counted by verb with their time', async () => {
    const asked: unknown[] = [];
    const { tickets, metrics } = tracker({
      read: async (...given) => {
        asked.push(given);
        return { unchanged: true, asOf };
      },
    });
    expect(await tickets.read(ref, asOf)).toEqual({ unchanged: true, asOf });
    await tickets.read(ref);
    expect(asked).toEqual([[ref, asOf], [ref]]);
    const text = await metrics.registry.metrics();
    expect(text).toContain('dutybound_tracker_calls_total{tracker="github",verb="read",outcome="ok"} 2');
    expect(text).toContain('dutybound_tracker_call_duration_seconds_count{tracker="github",verb="read"} 2');
  });

  it.each([
    ['a fault by its kind', new TrackerError('GitHub: 401', { kind: 'unauthorised' }), 'unauthorised'],
    ['anything else as an error', new Error('a bug'), 'error'],
  ])('that fail are counted: %s', async (_, thrown, outcome) => {
    const { tickets, metrics } = tracker({ check: () => Promise.reject(thrown) });
    await expect(tickets.check()).rejects.toBe(thrown);
    expect(await metrics.registry.metrics()).toContain(`verb="check",outcome="${outcome}"} 1`);
  });

  it.each([
    ['refused', () => undefined],
    ['ok', () => []],
  ])('of a webhook are counted as %s', async (outcome, authenticate) => {
    const { tickets, metrics } = tracker({ authenticate });
    expect(tickets.authenticate({ path: '', headers: {}, body: Buffer.alloc(0) })).toEqual(authenticate());
    expect(await metrics.registry.metrics()).toContain(`verb="authenticate",outcome="${outcome}"} 1`);
  });

  it('keep every verb of the port', () => {
    const names = [
      'ensure',
      'read',
      'comment',
      'retire',
      'changedSince',
      'labelled',
      'attachment',
      'account',
      'check',
      'authenticate',
    ];
    const { tickets } = tracker({});
    expect(Object.keys(tickets).sort()).toEqual(['id', 'inabilities', 'prefix', ...names].sort());
  });

  it('go to a tracker that says itself what it cannot do, also what it finds out later', () => {
    const bare = { id: 'jira', inabilities: [] as Inability[] } as unknown as Tickets & { inabilities: Inability[] };
    const tickets = countedTickets(bare, createMetrics().call);
    bare.inabilities = ['silent-edits'];
    expect(tickets.inabilities).toEqual(['silent-edits']);
  });
});
