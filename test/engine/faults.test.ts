import { beforeAll, describe, expect, it } from '@jest/globals';
import { openDue } from '../../activities/open-due.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { SECOND_ENGINE } from './harness/company.ts';
import { eventually, keysOf, tickets, waiting } from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

type Fault = Parameters<Sandbox['faults']['add']>[0];

const CREATE = { method: 'POST', path: '/issues$' };
/** Longer than the adapter waits for an answer. */
const HANG_MS = 9_500;

/** Happens once, in the call that creates the ticket. */
const once: Fault[] = [
  { kind: 'timeout-before-write', times: 1, ...CREATE },
  { kind: 'timeout-after-write', times: 1, ...CREATE },
  { kind: 'hang', times: 1, ms: HANG_MS, ...CREATE },
  { kind: 'error-before-write', times: 1, status: 502, ...CREATE },
  { kind: 'error-after-write', times: 1, status: 502, ...CREATE },
  { kind: 'too-many-requests', times: 1, retryAfter: 1, ...CREATE },
  { kind: 'primary-limit', times: 1, retryAfter: 1, ...CREATE },
  { kind: 'secondary-limit', times: 1, retryAfter: 1, ...CREATE },
];
/** Lasts until somebody mends it. */
const lasting: Fault[] = [
  { kind: 'token-revoked', login: SECOND_ENGINE },
  { kind: 'permission-removed' },
  { kind: 'unreachable' },
];
/** The ticket is there, but not as it should be: shown as blocked until somebody has it tried again. */
const dropping: Fault[] = [{ kind: 'labels-dropped' }, { kind: 'assignees-dropped' }];
/** The answer to the creation is lost, and the list does not show the ticket yet. */
const lag: Fault = { kind: 'list-lag', ms: 4_000 };

const all = [...once, ...lasting, ...dropping, lag];
const open = onSite({ repositories: all.map(repositoryOf) });
const active = new Map<string, number>();
/** They take their time waiting, so all of them run at once. */
const stories = new Map<string, Promise<void>>();

/** Each fault has a repository of its own, so that all of them run at once. */
function repositoryOf({ kind }: Fault): string {
  return `example/${kind}`;
}

beforeAll(async () => {
  const here = open();
  const { faults } = here.sandbox;
  await here.apply({
    duties: all.map(({ kind }) => duty({ id: kind, tracker: kind })).join(''),
    trackers: all.map((fault) => ({
      id: fault.kind,
      repository: repositoryOf(fault),
      ...(fault.kind === 'token-revoked' && { token: 'SECOND_TOKEN' }),
    })),
  });
  for (const fault of all) {
    const narrowed = fault.kind === 'token-revoked' ? fault : { ...fault, repository: repositoryOf(fault) };
    active.set(fault.kind, faults.add(narrowed));
  }
  faults.add({ kind: 'timeout-after-write', times: 1, ...CREATE, repository: repositoryOf(lag) });
  const { deps, engine } = await here.work();
  expect(await openDue(deps)).toMatchObject({ opened: all.length });
  await engine.ensureSchedule(2_000);
  for (const fault of [...once, lag]) stories.set(fault.kind, happens(fault));
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
  const repository = repositoryOf(fault);
  const row = await eventually(here, `the ticket despite ${fault.kind}`, async () => {
    const found = await rowOf(fault.kind);
    return found?.columns.ticket_id && found.columns.blocked === null ? found : undefined;
  });
  await eventually(here, 'an empty outbox', async () =>
    (await waiting(here.register)).every((e) => e.record !== row.key),
  );
  const found = tickets(here, repository);
  expect(keysOf(found)).toEqual([row.key]);
  expect(String(found[0]?.id)).toBe(row.columns.ticket_id);
  expect(found[0]?.assignees.map((p) => p.login)).toEqual(['sam-okoro']);
  expect(found[0]?.labels.length).toBeGreaterThan(0);
  const created = here.sandbox.writeLog.writes().filter((w) => w.kind === 'create' && w.repo === repository);
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
  expect(tickets(here, repositoryOf(fault))).toEqual([]);
  expect((await waiting(here.register)).filter((e) => e.record === row?.key)).toMatchObject([{ kind: 'ensure' }]);
  mend(fault);
  await opened(fault);
}

async function drops(fault: Fault): Promise<void> {
  const here = open();
  const row = await blocked(fault.kind);
  expect(row.columns.blocked).toMatch(fault.kind === 'labels-dropped' ? /labels/ : /assignee/);
  expect(tickets(here, repositoryOf(fault))).toHaveLength(1);
  mend(fault);
  expect(await here.register.write((tx) => tx.redriveEffects({ record: row.key }))).toBe(1);
  await opened(fault);
}

describe('one ticket, and never two, when the tracker fails at its creation', () => {
  it.each(all.map((fault) => fault.kind))('%s', (kind) => stories.get(kind), 180_000);
});
