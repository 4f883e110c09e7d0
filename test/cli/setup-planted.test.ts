import { afterEach, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../activities/doctor/finding.ts';
import { rows } from '../../script/reference/findings.ts';
import { TOKEN } from './company.ts';
import { inProjects } from './setup/at-jira.ts';
import { atTheTracker } from './setup/at-the-tracker.ts';
import { type Answer, type Ground, HOOK_SECRET, openGround } from './setup/ground.ts';
import { installation } from './setup/installation.ts';
import { people } from './setup/people.ts';
import type { Planted } from './setup/planted.ts';
import { programme } from './setup/programme.ts';
import { backedUp, register } from './setup/register.ts';
import { announced, talked, webhooks } from './setup/webhooks.ts';

let ground: Ground;
afterEach(async () => {
  expect(ground.here.printed.filter((text) => text.includes(TOKEN) || text.includes(HOOK_SECRET))).toEqual([]);
  await ground.close();
});

/** Runs doctor, which must change nothing anywhere. */
async function doctor(args: string[] = []): Promise<Answer & { code: number; text: string }> {
  const writes = ground.sandbox.writeLog.writes().length;
  const mails = ground.sandbox.mailbox.mails().length;
  const before = await traces();
  const [{ code, out }, { out: text }] = await Promise.all([
    ground.here.run('doctor', '--json', ...args),
    ground.here.run('doctor', ...args),
  ]);
  expect(await traces()).toEqual(before);
  expect(ground.sandbox.writeLog.writes()).toHaveLength(writes);
  expect(ground.sandbox.mailbox.mails()).toHaveLength(mails);
  return { code, text, ...(JSON.parse(out) as Answer) };
}

/** A register that lies elsewhere or was damaged leaves no traces here. */
async function traces(): Promise<string[] | string> {
  return ground.here.traces().catch((error: unknown) => String(error));
}

function isIt({ what, level, name }: Planted): (f: Finding) => boolean {
  return (f) => f.what === what && f.level === level && f.name === name;
}

const parts = {
  'at the tracker': atTheTracker,
  'in projects at Jira': inProjects,
  'of people': people,
  'of webhooks': webhooks,
  'of the programme': programme,
  'of the register': register,
  'of the installation': installation,
};
const all = Object.values(parts).flat();

describe.each(Object.entries(parts))('doctor finds %s', (_, cases) => {
  it.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, one) => {
    ground = await openGround();
    await one.before?.(ground);
    await one.plant(ground);
    const args = one.args?.(ground) ?? [];
    const { code, findings, text } = await doctor(args);
    const place = one.place(ground);
    const found = findings.find(
      (f) => isIt(one)(f) && (f.place ?? '').startsWith(place) && matches(f.found, one.found),
    );
    expect(found ?? findings).toMatchObject({ what: one.what, level: one.level, name: one.name });
    expect(found?.place ?? '').toBe(place);
    says(found?.fix, one.fix);
    says(found?.allowed, one.allowed);
    expect(code).toBe(one.code ?? (one.level === 'problem' ? 1 : 0));
    expect(text).toContain(found?.found);
    // An instant in it may differ from one run to the next.
    if (found?.fix) expect(text).toContain(`fix: ${found.fix.replace(/\d{4}-\d\d-.*$/, '')}`);
    if (found?.allowed) expect(text).toContain(`allowed: ${found.allowed}`);
    const applied = await ground.here.run('apply', '--yes', '--because', 'tidying up');
    expect([applied.code === 0, applied.err]).toEqual([one.applies, expect.anything()]);
    if (one.level === 'problem') expect(found?.operational ?? false).toBe(one.applies);
    documents(one, found?.found ?? '');
  });
});

describe('docs/doctor.md', () => {
  /** Planted where there are servers, or none. */
  const elsewhere = { 'no-workers': 'problem', servers: 'note' };

  it('has no row, and no level in a row, that nobody plants', () => {
    const planted = [
      ...all.map((one) => `${one.what} ${one.level}`),
      ...Object.entries(elsewhere).map((e) => e.join(' ')),
    ];
    const documented = Object.entries(rows).flatMap(([what, { levels }]) => levels.map((level) => `${what} ${level}`));
    expect([...new Set(planted)].sort()).toEqual(documented.sort());
  });
});

describe('where nothing is planted, doctor finds nothing of it', () => {
  it.each(all.filter((one) => one.before).map((one) => [one.title, one] as const))('%s', async (_title, one) => {
    ground = await openGround();
    await one.before?.(ground);
    const { findings, code } = await doctor();
    expect(findings.filter(isIt(one))).toEqual([]);
    expect([code, findings.filter((f) => f.level === 'problem')]).toEqual([0, []]);
  });

  it.each([600_000, -600_000])('nor a dead webhook where the clocks differ by %d ms and it works', async (apart) => {
    ground = await openGround();
    ground.sandbox.clock.advance(apart);
    await announced(ground);
    await talked(ground, 4);
    const { findings } = await doctor();
    const levels = ['webhook', 'clock'].map((name) => findings.find((f) => f.name === name)?.level);
    expect(levels).toEqual(['ok', 'note']);
  });

  it('nor anything at all in a ground in order, but what init leaves to do', async () => {
    ground = await openGround();
    const { findings, code } = await doctor();
    expect(code).toBe(0);
    const left = findings.filter((f) => f.level !== 'ok').map((f) => f.what);
    expect(left.sort()).toEqual(['backup', 'no-webhook', 'not-running', 'nothing-applied']);
  });

  it('nor of the three that are noted until then, once a webhook works, a programme is applied, and a backup is made', async () => {
    ground = await openGround();
    await announced(ground);
    await backedUp(ground, 6);
    const { findings } = await doctor();
    const all = ['webhook', 'in force', 'backup'].map((name) => findings.filter((f) => f.name === name));
    expect(all).toEqual([
      [{ name: 'webhook', level: 'ok', found: expect.stringMatching(/^last delivery taken \d{4}-/) }],
      [{ name: 'in force', level: 'ok', found: 'v1, as in the file' }],
      [{ name: 'backup', level: 'ok', found: expect.stringMatching(/^\d{4}-/) }],
    ]);
  });
});

/** The page's row says this text, level, and what apply does. */
function documents({ what, level, applies }: Planted, found: string): void {
  const row = rows[what];
  const pattern = (says: string) => new RegExp(`^${says.split('…').map(escaped).join('[^]*')}$`);
  const some = row.says.some((says) => pattern(says).test(found) || pattern(`${says}…`).test(found));
  expect(some ? found : { found, documented: row.says }).toBe(found);
  expect(row.levels).toContain(level);
  if (level === 'problem') expect(row.stops).toBe(!applies);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function says(text: string | undefined, wanted: string | RegExp | undefined): void {
  if (wanted === undefined) return expect(text).toBeUndefined();
  expect(text).toEqual(typeof wanted === 'string' ? expect.stringContaining(wanted) : expect.stringMatching(wanted));
}
