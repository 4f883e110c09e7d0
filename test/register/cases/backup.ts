import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openRegister, restoreRegister } from '../../../register/open.ts';
import type { Register } from '../../../register/register.ts';
import type { Engine } from '../engines/engine.ts';
import { event, registers, START, tally } from '../fixture.ts';

const LATER = '2027-02-01T08:00:00.000Z';
/** Of tasks; beside them one of documented information and one of the engine. */
const EVENTS = 450;
const documented = { ...tally, table: 'documented', stream: 'documented', columns: () => ({ state: 'met' }) };
const projections = [tally, documented] as never[];

/** Backups in a folder of their own, from a register on `engine`. */
export function backupCases(engine: Engine): void {
  const place = registers(engine, projections);
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-backup-'));
  const file = (name: string) => join(folder, name);
  afterAll(async () => {
    await place.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const furnished = async () => {
    const { url, register } = await place.open();
    const blob = await register.putBlob(Buffer.from([0, 255, 128, 10]), 'application/octet-stream');
    await register.write(async (tx) => {
      const events = Array.from({ length: EVENTS }, (_, i) =>
        event(`task/k${i % 7}`, { amount: i, note: { text: `ünd ${i}` } }),
      );
      await tx.append([...events, event('documented/risk/R-1', { amount: 1 }), event('engine', { file: { blob } })]);
      await tx.hint('task', 'k1', { wake_at: LATER });
      await tx.addEffects([
        { key: 'e1', record: 'k1', tracker: 'github', kind: 'comment', priority: 1, body: { text: 'hello' } },
        { key: 'e2', record: 'k2', tracker: 'github', kind: 'ensure', priority: 2, body: {} },
      ]);
      await tx.nextCount('NC-2027');
      await tx.addProgramme({ at: START, source: blob, programme: { a: 1 }, state: 'effective', actor: 'mara' });
      await tx.putAccounts([{ tracker: 'github', person: 'sam', login: 'sam-okoro', accountId: '7' }]);
      await tx.setWatermark('github', START);
      await tx.markSeen('github', [{ ticket: '1', updated: START }]);
      await tx.putStrays([{ ...stray, ticketId: '3' }]);
    });
    await register.write((tx) => tx.tick(START));
    await register.leaseEffects({ owner: 'w', leaseMs: 60_000, limit: 1, now: START });
    // Nothing is leased at a tracker whose breaker is open.
    await register.write((tx) =>
      tx.setBreaker('github', {
        kind: 'unreachable',
        why: 'silent',
        since: START,
        told: false,
        pause: 2000,
        nextCheck: START,
      }),
    );
    return { url, register };
  };

  const verified = async (url: string): Promise<Register> => {
    const register = await openRegister({ url, clock: () => START, projections });
    expect(await register.verify()).toMatchObject({ ok: true });
    return register;
  };

  it('is a register of its own that holds every row of every table as it was', async () => {
    const { url, register } = await furnished();
    const { events, at, ...head } = await register.backUp(file('whole'));
    expect({ ...head, events, at }).toEqual({
      file: file('whole'),
      ...(await register.head()),
      events: EVENTS + 2,
      at: START,
    });
    expect(statSync(file('whole')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['whole']);
    const copy = new DatabaseSync(file('whole'));
    const tables = copy.prepare("select name from sqlite_master where type = 'table' order by name").all();
    expect(tables.length).toBeGreaterThan(12);
    for (const { name } of tables) {
      const order = `select * from ${name} order by 1, 2`;
      const rows = plainly(copy.prepare(order).all());
      if (!unused.includes(String(name))) expect([name, rows.length > 0]).toEqual([name, true]);
      const expected = plainly(await engine.run(url, order));
      if (name === 'engine') expect(rows).toEqual(expected.map((row) => ({ ...row, copied_at: START })));
      else if (name !== 'migration') expect([name, rows]).toEqual([name, expected]);
    }
    copy.close();
    const opened = await verified(`sqlite:${file('whole')}`);
    expect(await opened.head()).toEqual(await register.head());
    await opened.close();
  });

  it('taken while others write holds the chain up to one event of it, and verifies', async () => {
    const { register } = await furnished();
    const writing = Promise.all(
      Array.from({ length: 60 }, (_, i) => register.write((tx) => tx.append([event(`task/w${i}`, { amount: 1 })]))),
    );
    const { sequence, hash } = await register.backUp(file('busy'));
    await writing;
    const [same] = await register.events({ after: sequence - 1, limit: 1 });
    expect(same).toMatchObject({ sequence, hash });
    await (await verified(`sqlite:${file('busy')}`)).close();
  });

  it('never overwrites a file, and makes none of a damaged register', async () => {
    const { url, register } = await furnished();
    writeFileSync(file('mine'), 'mine');
    await expect(register.backUp(file('mine'))).rejects.toThrow(`${file('mine')} is there already`);
    expect(readFileSync(file('mine'), 'utf8')).toBe('mine');
    await engine.tamper(url, "update event set actor = 'person:nobody' where sequence = 3");
    // What SQLite keeps beside a file that was read a moment ago goes when it likes.
    const files = () => readdirSync(folder).filter((name) => !/-(shm|wal)$/.test(name));
    const before = files();
    await expect(register.backUp(file('bad'))).rejects.toMatchObject({ fault: 'damaged' });
    await expect(register.backUp(file('bad'))).rejects.toThrow(
      /broken in 1 places, first event 3 hash.*dutybound verify/,
    );
    expect(files()).toEqual(before);
  });

  it('says where the folder cannot be written', async () => {
    const { register } = await furnished();
    await expect(register.backUp(join(folder, 'no-such', 'b'))).rejects.toMatchObject({ fault: 'unwritable' });
  });

  describe('restored', () => {
    const restore = (from: string, url: string, check?: () => Promise<void>) =>
      restoreRegister({
        file: from,
        url,
        scratch: file('.scratch'),
        clock: () => LATER,
        projections,
        ...(check && { check }),
        also: async (tx, backup) => {
          await tx.append([event('engine', { head: backup.hash }, 'restored')]);
        },
      });

    it('is the same register with one event more, and a backup of it can be restored again', async () => {
      const { register } = await furnished();
      const { sequence, hash } = await register.backUp(file('first'));
      const bytes = readFileSync(file('first'));
      const url = engine.fresh();
      await restore(file('first'), url);
      expect(readFileSync(file('first')).equals(bytes)).toBe(true);
      const again = await verified(url);
      const [same, more] = await again.events({ after: sequence - 1, limit: 5 });
      expect([same?.hash, more?.kind, more?.previous]).toEqual([hash, 'restored', hash]);
      expect(await again.effects({}, 10)).toHaveLength(2);
      // What was being delivered is free again, but counts as tried; the rest of what is known of trackers is asked afresh.
      const leases = await again.leaseEffects({ owner: 'x', leaseMs: 1, limit: 9, now: LATER });
      expect(leases.map((l) => [l.key, l.tried])).toEqual([
        ['e1', true],
        ['e2', false],
      ]);
      expect(await again.breaker('github')).toBeUndefined();
      expect(await again.lastTick()).toBe(LATER);
      expect(await again.strays()).toEqual([{ ...stray, ticketId: '3' }]);
      await again.backUp(file('second'));
      await again.close();
      await restore(file('second'), engine.fresh());
      expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    });

    it('overwrites no register in which something happened, but fills an empty one', async () => {
      const { url, register } = await furnished();
      await register.backUp(file('third'));
      const head = await register.head();
      await expect(restore(file('third'), url)).rejects.toMatchObject({ fault: 'duplicate' });
      expect(await register.head()).toEqual(head);
      const empty = await place.open();
      await restore(file('third'), empty.url);
      expect((await empty.register.head()).sequence).toBe(EVENTS + 3);
    });

    it('makes nothing of a file that is missing, damaged, or somebody else’s', async () => {
      const { register } = await furnished();
      await register.backUp(file('fourth'));
      const spoiled = new DatabaseSync(file('fourth'));
      spoiled.exec("update blob set bytes = x'00' where kind = 'bytes'");
      spoiled.close();
      writeFileSync(file('list'), 'a shopping list, long enough to be looked at as if it were a database of some kind');
      const url = engine.fresh();
      await expect(restore(file('nowhere'), url)).rejects.toMatchObject({ fault: 'missing' });
      await expect(restore(file('fourth'), url)).rejects.toMatchObject({ fault: 'damaged' });
      await expect(restore(file('list'), url)).rejects.toThrow(`${file('list')} is no register`);
      await expect(openRegister({ url, clock: () => START, projections })).rejects.toMatchObject({ fault: 'missing' });
    });

    it('makes nothing where the check of the backup refuses', async () => {
      const { register } = await furnished();
      await register.backUp(file('fifth'));
      const url = engine.fresh();
      const refusing = restore(file('fifth'), url, () => Promise.reject(new Error('another chain')));
      await expect(refusing).rejects.toThrow('another chain');
      await expect(openRegister({ url, clock: () => START, projections })).rejects.toMatchObject({ fault: 'missing' });
    });
  });
}

/** Tables that these tests leave empty. */
const unused = ['occurrence', 'nonconformity', 'content_write'];

const stray = {
  tracker: 'github',
  key: 'kx',
  display: 'AR-KX',
  number: '#3',
  url: 'https://example.com/3',
  created: START,
  open: true,
};

/** Rows with bytes as hex, whatever engine they come from. */
function plainly(rows: Record<string, unknown>[]): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        ArrayBuffer.isView(value) ? Buffer.from(value as Uint8Array).toString('hex') : value,
      ]),
    ),
  );
}
