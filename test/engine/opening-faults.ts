import { beforeAll, describe, expect, it } from '@jest/globals';
import { openDue } from '../../activities/openings/open-due.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { whyBlocked } from '../../rules/thread.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { SECOND_ENGINE } from './harness/company.ts';
import { eventually, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import type { Places } from './harness/places.ts';
import { duty } from './harness/programme.ts';

type Fault = Parameters<Sandbox['faults']['add']>[0];

/** Longer than an adapter waits for an answer. */
const HANG_MS = 9_500;

/** Happens once, in the call that creates the ticket. */
const once: Fault[] = [
  { kind: 'timeout-before-write' },
  { kind: 'timeout-after-write' },
  { kind: 'hang', ms: HANG_MS },
  { kind: 'error-before-write', status: 502 },
  { kind: 'error-after-write', status: 502 },
  { kind: 'too-many-requests', retryAfter: 1 },
  { kind: 'primary-limit', retryAfter: 1 },
  { kind: 'secondary-limit', retryAfter: 1 },
];
/** Lasts until somebody mends it. */
const lasting: Fault[] = [
  { kind: 'token-revoked', login: SECOND_ENGINE },
  { kind: 'permission-removed' },
  { kind: 'unreachable' },
];
/** The ticket is there, but not as it should be: shown as blocked until somebody has it tried again. */
const dropping: Fault[] = [{ kind: 'labels-dropped' }, { kind: 'assignees-dropped' }];

/**
 * What goes wrong at the creation of a ticket ends in one ticket, on real servers. Each fault has a place of its own, so that all of
 * them run at once.
 * @param lag how lists or searches come late at this tracker.
 */
export function openingFaults(places: Places, lag: Fault): void {
  const meeting = once.map((fault): Fault => ({ ...fault, times: 1, ...places.create }));
  const all = [...meeting, ...lasting, ...dropping, lag];
  const placeOf = (fault: Fault) => places.nameOf(all.indexOf(fault));
  const open = onSite(places.options(all.map(placeOf)));
  const active = new Map<string, number>();
  /** They take their time waiting, so all of them run at once. */
  const stories = new Map<string, Promise<void>>();

  beforeAll(async () => {
    const here = open();
    const { faults } = here.sandbox;
    await here.apply({
      duties: all.map(({ kind }) => duty({ id: kind, tracker: kind })).join(''),
      trackers: all.map((fault) => places.tracker(fault.kind, placeOf(fault), fault.kind === 'token-revoked')),
    });
    for (const fault of all) {
      const narrowed = fault.login ? fault : { ...fault, repository: placeOf(fault) };
      active.set(fault.kind, faults.add(narrowed));
    }
    // The answer to the creation is lost, and no list shows the ticket yet.
    faults.add({ kind: 'timeout-after-write', times: 1, ...places.create, repository: placeOf(lag) });
    const { deps, engine } = await here.work();
    expect(await openDue(deps)).toMatchObject({ opened: all.length });
    await engine.ensureSchedule(2_000);
    for (const fault of [...meeting, lag]) stories.set(fault.kind, happens(fault));
    for (const fault of lasting) stories.set(fault.kind, lasts(fault));
    for (const fault of dropping) stories.set(fault.kind, drops(fault));
    for (const story of stories.values()) story.catch(() => {});
  }, 120_000);

  function rowOf(kind: string) {
    return open()
      .register.rows('task', { duty: kind }, { limit: 1 })
      .then(([row]) => row);
  }

  function taken(kind: string): number {
    const found = open()
      .sandbox.faults.list()
      .find((f) => f.id === active.get(kind));
    return found?.taken ?? 0;
  }

  function mend({ kind }: Fault): void {
    open().sandbox.faults.lift(active.get(kind) ?? 0);
  }

  function blocked(kind: string) {
    return eventually(open(), `${kind} to be shown as blocked`, async () => {
      const row = await rowOf(kind);
      return row?.columns.blocked ? row : undefined;
    });
  }

  /** The register knows the ticket, nothing waits, and there is exactly one. */
  async function opened(fault: Fault): Promise<void> {
    const here = open();
    const row = await eventually(here, `the ticket despite ${fault.kind}`, async () => {
      const found = await rowOf(fault.kind);
      return found?.columns.ticket_id && found.columns.blocked === null ? found : undefined;
    });
    await eventually(here, 'an empty outbox', async () =>
      (await waiting(here.register)).every((e) => e.record !== row.key),
    );
    const found = places.standing(here, placeOf(fault));
    expect(found).toMatchObject([{ id: row.columns.ticket_id, key: row.key, assignees: ['sam-okoro'] }]);
    expect(found[0]?.labels).toContain('isms');
    const created = here.sandbox.writeLog.writes().filter((w) => w.kind === 'create' && w.repo === placeOf(fault));
    expect(created).toHaveLength(1);
  }

  async function happens(fault: Fault): Promise<void> {
    await eventually(open(), `${fault.kind} to happen`, () => taken(fault.kind) > 0);
    await opened(fault);
  }

  async function lasts(fault: Fault): Promise<void> {
    const here = open();
    await eventually(here, `${fault.kind} to be met twice`, () => taken(fault.kind) > 1);
    const row = fault.kind === 'unreachable' ? await rowOf(fault.kind) : await blocked(fault.kind);
    expect(places.standing(here, placeOf(fault))).toEqual([]);
    expect((await waiting(here.register)).filter((e) => e.record === row?.key)).toMatchObject([{ kind: 'ensure' }]);
    mend(fault);
    await opened(fault);
  }

  async function drops(fault: Fault): Promise<void> {
    const here = open();
    const row = await blocked(fault.kind);
    const record = await here.register.load<TaskState>('task', row.key);
    expect(record && whyBlocked(record.state.thread)).toMatch(fault.kind === 'labels-dropped' ? /labels/ : /assignee/);
    expect(places.standing(here, placeOf(fault))).toHaveLength(1);
    mend(fault);
    expect(await here.register.write((tx) => tx.redriveEffects({ record: row.key }))).toBe(1);
    await opened(fault);
  }

  describe('one ticket, and never two, when the tracker fails at its creation', () => {
    it.each(all.map((fault) => fault.kind))('%s', (kind) => stories.get(kind), 180_000);
  });
}
