import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { redact } from '../../activities/redact.ts';
import { REPO, REVIEW } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';

const SAID = 'Zaphod Beeblebrox (zb-42)\nis  still "in"';
const BECAUSE = 'asked for by the person named';

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await scene.apply(REVIEW);
  await scene.settle();
  await handIn('2027-04-06');
  scene.says('mara-lindt', 1, `/reject because ${SAID}`);
  await day('2027-04-07');
});

async function day(date: string): Promise<void> {
  scene.set(`${date}T09:00:00.000Z`);
  await scene.settle();
}

async function handIn(date: string): Promise<void> {
  const committed = scene.sandbox.act.commitFile('sam-okoro', REPO, 'export.csv', Buffer.from(`user ${date}\n`));
  scene.sandbox.act.comment('sam-okoro', REPO, 1, `export: ${committed.permalink}`);
  scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
  await day(date);
}

/** Whether a text stands anywhere in the register's files, in one of the spellings that it has there. */
function stored(text: string): boolean {
  const spelled = [text, JSON.stringify(text).slice(1, -1)];
  return ['register.sqlite', 'register.sqlite-wal'].some((file) => {
    const path = join(here.folder, '.dutybound', file);
    return existsSync(path) && spelled.some((each) => readFileSync(path).includes(each));
  });
}

async function eventOf(kind: string) {
  const [event] = await scene.deps.register.events({ kinds: [kind], newestFirst: true, limit: 1, words: 'hashes' });
  if (!event) throw new Error(`no ${kind}`);
  return event;
}

async function hashOf(kind: string): Promise<string> {
  return ((await eventOf(kind)).body.reason as { blob: string }).blob;
}

/** The rejection's words as the register has them, in an event of the test's own. */
function said(stream: string) {
  const text = 'Zaphod Beeblebrox (zb-42)\nis still "in"';
  return { stream, kind: 'spoken', actor: 'engine', at: scene.now(), body: { text: { text } } };
}

describe('redact KEY', () => {
  it('lists the texts and files of a record, and changes nothing', async () => {
    const before = await scene.deps.register.head();
    const { code, out } = await here.run('redact', '#1');
    expect(code).toBe(0);
    expect(out).toContain(`${(await hashOf('rejected')).slice(0, 12)}  event ${(await eventOf('rejected')).sequence}`);
    expect(out).toMatch(/rejected reason +"Zaphod Beeblebrox \(zb-42\) is still "in""/);
    expect(out).toMatch(/submitted submission\.items\.0\.kept +file, application\/octet-stream, 16 bytes/);
    expect(out).toMatch(/submitted submission\.snapshot +file, application\/json, \d+ bytes/);
    expect(out).toContain('Take one out: dutybound redact HASH --because');
    expect(await scene.deps.register.head()).toEqual(before);
  });
});

describe('redact HASH', () => {
  it('takes nothing out of what is under a legal hold', async () => {
    const hash = await hashOf('rejected');
    await scene.apply(`${REVIEW}\nretention: { holds: [{ record: "#1", because: a lawsuit }] }`);
    const { code, err } = await here.run('redact', hash.slice(0, 12), '--because', BECAUSE, '--yes');
    expect([code, err]).toEqual([3, expect.stringContaining('is under a legal hold (retention.holds): a lawsuit.')]);
    expect(stored('Zaphod')).toBe(true);
  });

  it('takes a text out of everything, records who and why, and leaves the chain whole', async () => {
    const { register } = scene.deps;
    expect(stored('Zaphod')).toBe(true);
    expect(stored('zb-42')).toBe(true);
    const hash = await hashOf('rejected');
    const { code, out } = await here.run('redact', hash.slice(0, 12), '--because', BECAUSE, '--as', 'mara', '--yes');
    expect([code, out]).toEqual([0, expect.stringMatching(/^Taken out\. The chain holds/)]);
    expect(out).toContain('backups made before');
    expect(stored('Zaphod')).toBe(false);
    expect(stored('zb-42')).toBe(false);
    const [told] = await register.events({ newestFirst: true, limit: 1 });
    expect(told).toMatchObject({ kind: 'redacted', actor: expect.stringMatching(/^person:mara \(asserted/) });
    expect(told?.body).toEqual({ redacted: hash, because: { text: BECAUSE } });
    expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
    const shown = await here.run('show', '#1');
    expect(shown.out).toContain('did not accept it: "[redacted]"');
    expect(shown.out).not.toContain('Zaphod');
    expect(JSON.stringify(await register.effects({}, 500))).not.toContain('Zaphod');
  });

  it('goes out of messages that wait, which are sent all the same, and draws the ticket anew', async () => {
    const { register } = scene.deps;
    const [row] = await register.rows('task', {}, { limit: 1 });
    const waiting = { key: 'k', record: row?.key ?? '', tracker: 'mail', kind: 'notice' as const, priority: 1 };
    const lines = [`He wrote: ${SAID}.`, 'Zaphodistan stays'];
    const later = '9999-01-01T09:00:00.000Z';
    const drawn = (await register.load('task', waiting.record))?.hints;
    await register.write(async (tx) => {
      await tx.addEffects([{ ...waiting, body: { lines }, notBefore: later }]);
      await tx.hint('task', waiting.record, { written: JSON.stringify({ block: [{ quoted: SAID }], heard: [] }) });
    });
    await here.run('redact', await hashOf('rejected'), '--because', BECAUSE, '--yes');
    const pending = await register.effects({ states: ['pending'] }, 9);
    expect(pending.find((e) => e.key === 'k')?.body).toEqual({ lines: ['He wrote: [redacted].', 'Zaphodistan stays'] });
    expect(pending.find((e) => e.kind === 'ensure')).toMatchObject({ record: row?.key });
    const hints = (await register.load('task', waiting.record))?.hints;
    expect(hints?.written).toBe('{"block":[{"quoted":"[redacted]"}],"heard":[]}');
    await register.write((tx) => tx.hint('task', waiting.record, { written: drawn?.written ?? null }));
    await scene.deps.drain('github');
    await scene.goesOn();
    const left = await register.effects({ states: ['pending', 'failed'] }, 99);
    const own = left.filter(({ key }) => key === 'k' || key.includes(':redacted:'));
    expect(own.map(({ key, state }) => [key, state])).toEqual([['k', 'pending']]);
  });

  it('finds the same words said again, and a ticket that was kept with them in it', async () => {
    await handIn('2027-04-08');
    scene.says('mara-lindt', 1, `/reject because ${SAID}`);
    await day('2027-04-09');
    const rejections = await scene.deps.register.events({ kinds: ['rejected'], limit: 9, words: 'hashes' });
    const [first, second] = rejections.map((e) => (e.body.reason as { blob: string }).blob);
    const event = String(rejections[0]?.sequence);
    const only = await here.run('redact', '#1', '--event', event, '--because', BECAUSE, '--yes', '--only', '--json');
    const remaining = (JSON.parse(only.out) as { redacted: string[]; remaining: { hash: string; kind: string }[] })
      .remaining;
    expect(remaining.map((one) => one.kind).sort()).toEqual(['bytes', 'words']);
    expect(remaining.find((one) => one.kind === 'words')).toMatchObject({ hash: second, whole: true });
    const snapshot = remaining.find((one) => one.kind === 'bytes')?.hash ?? '';
    expect((await scene.deps.register.eventsNaming(snapshot)).map((e) => e.kind)).toEqual(['submitted']);

    await scene.deps.register.write((tx) => tx.append([said('engine'), said('engine')]));
    const both = await here.run('redact', second ?? '', '--because', BECAUSE, '--yes');
    expect(both.out).toContain(`a file (application/json) still holds it: dutybound redact ${snapshot.slice(0, 12)}`);
    expect(await scene.deps.register.redacted([first ?? '', second ?? ''])).toEqual(new Set([first, second]));
    const spoken = await scene.deps.register.events({ kinds: ['spoken'], limit: 9 });
    expect(spoken.map((e) => e.body.text)).toEqual([{ redacted: true }, { redacted: true }]);
    expect(stored('Zaphod')).toBe(true);
    expect(await here.run('redact', snapshot, '--because', BECAUSE, '--yes')).toMatchObject({ code: 0 });
    expect(stored('Zaphod')).toBe(false);
    expect(await scene.deps.register.verify()).toMatchObject({ ok: true, breaks: [] });
  });

  it('takes a file out; show says so', async () => {
    await handIn('2027-04-08');
    const submitted = await eventOf('submitted');
    const event = String(submitted.sequence);
    const several = await here.run('redact', '#1', '--event', event, '--because', BECAUSE, '--yes');
    expect([several.code, several.err]).toEqual([
      1,
      expect.stringMatching(/holds several; name one with --field: .*submission\.items\.0\.kept/),
    ]);
    const field = 'submission.items.0.kept';
    const done = await here.run('redact', '#1', '--event', event, '--field', field, '--because', BECAUSE, '--yes');
    expect(done.code).toBe(0);
    expect(stored('user 2027-04-08')).toBe(false);
    expect((await here.run('show', '#1')).out).toMatch(/export: .* redacted [0-9a-f]{12}/);
    expect(await scene.deps.register.verify()).toMatchObject({ ok: true });
  });

  it('is asked for first where somebody sits, with what it does', async () => {
    const hash = await hashOf('rejected');
    here.answers = ['n'];
    const no = await here.run('redact', hash, '--because', BECAUSE);
    expect([no.code, no.err]).toEqual([3, expect.stringContaining('Nothing was changed.')]);
    expect(no.err).toMatch(/Taken out for ever: "Zaphod .*\n {2}event \d+, 2027-04-0\d, task\/\S+ rejected/);
    expect(await scene.deps.register.redacted([hash])).toEqual(new Set());
    here.answers = ['y'];
    expect(await here.run('redact', hash, '--because', BECAUSE)).toMatchObject({ code: 0 });
    expect(await scene.deps.register.redacted([hash])).toEqual(new Set([hash]));
  });

  it('is refused without a reason, without consent, for a stranger, for what is not there, and twice', async () => {
    const hash = await hashOf('rejected');
    const before = await scene.deps.register.head();
    const refused = async (...args: string[]) => {
      const { code, err } = await here.run('redact', ...args);
      return `${code} ${err}`;
    };
    expect(await refused(hash, '--yes')).toBe('3 Say why with --because; it is recorded. Nothing was changed.');
    expect(await refused(hash, '--yes', '--because', ' ')).toMatch(/^3 Say why/);
    expect(await refused(hash, '--because', BECAUSE)).toMatch(/^3 Nobody can be asked here: agree with --yes/);
    expect(await refused(hash, '--because', BECAUSE, '--yes', '--as', 'ford')).toMatch(
      /^1 --as: nobody is called "ford"/,
    );
    expect(await refused('f'.repeat(64), '--because', BECAUSE, '--yes')).toMatch(/^1 Nothing is called ffff/);
    expect(await refused('AR-NONE', '--because', BECAUSE, '--yes')).toMatch(/^1 Nothing is called AR-NONE/);
    expect(await refused('#1', '--event', '1', '--because', BECAUSE, '--yes')).toMatch(
      /^1 event 1 of #1 holds no text/,
    );
    const event = String((await eventOf('rejected')).sequence);
    expect(await refused('#1', '--event', event, '--field', 'x', '--because', BECAUSE, '--yes')).toBe(
      `1 --field: event ${event} has no "x"; it has: reason`,
    );
    expect(await scene.deps.register.head()).toEqual(before);
    await here.run('redact', hash, '--because', BECAUSE, '--yes');
    expect(await refused(hash, '--because', BECAUSE, '--yes')).toMatch(/^1 [0-9a-f]{12} was taken out before/);
  });
});

describe('a programme', () => {
  it('goes with its file once it is no longer needed, and not before; its purpose goes too', async () => {
    const { register } = scene.deps;
    await scene.apply(REVIEW.replace('every: 3 months', 'every: 6 months'), SAID);
    const [old] = await register.events({ kinds: ['applied'], limit: 1, words: 'hashes' });
    const source = String(old?.body.source);
    const early = await here.run('redact', source, '--because', BECAUSE, '--yes');
    expect([early.code, early.err]).toEqual([
      1,
      expect.stringContaining('version 1 is the one that 1 open occurrences go by'),
    ]);
    const [current] = await register.events({ kinds: ['applied'], limit: 1, newestFirst: true, words: 'hashes' });
    const inForce = await here.run('redact', String(current?.body.source), '--because', BECAUSE, '--yes');
    expect([inForce.code, inForce.err]).toEqual([1, expect.stringContaining('programme version 2 is in force')]);
    expect(stored('Check who can reach production')).toBe(true);

    const because = (current?.body.because as { blob: string } | undefined)?.blob ?? '';
    await here.run('redact', because, '--because', BECAUSE, '--yes');
    expect((await register.programmeHistory()).map((v) => v.because)).toEqual([undefined, '[redacted]']);
    await handIn('2027-04-08');
    scene.says('mara-lindt', 1, '/accept');
    await day('2027-04-09');
    const order = { actor: 'person:mara', because: BECAUSE, at: scene.now() };
    await redact(register, { hashes: [source], media: '', events: [], records: [], remaining: [] }, order);
    expect(await register.programme(1)).toMatchObject({ programme: { redacted: true } });
    scene.says('elena-costa', 2, '/approve');
    await day('2027-04-10');
    const { rows } = JSON.parse((await here.run('records', 'programme', '--json')).out);
    expect(rows).toMatchObject([
      { version: 1, decided: '' },
      { version: 2, changed: '[redacted]', decided: expect.stringMatching(/^approved by elena, 2027-04-/) },
    ]);
    expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
  });
});
