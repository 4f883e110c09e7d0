import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parseAddress } from '../../../register/dialect/postgres/address.ts';
import { openPool } from '../../../register/dialect/postgres/pool.ts';
import { openRegister } from '../../../register/open.ts';
import { type Door, openDoor } from '../engines/door.ts';
import type { Engine } from '../engines/engine.ts';
import type { PostgresServer } from '../engines/postgres-server.ts';
import { event, registers, START, tally } from '../fixture.ts';

/** What becomes of a register when its connections end, and that several may make it at once. */
export function connectionCases(engine: Engine & { server(): PostgresServer }): void {
  const place = registers(engine);
  const doors: Door[] = [];
  afterAll(async () => {
    await place.end();
    for (const door of doors) await door.shut();
  });
  const doorTo = async (url: string) => {
    const door = await openDoor(engine.server().port);
    doors.push(door);
    return { door, url: url.replace(/:\d+\//, `:${door.port}/`) };
  };

  /** Ends all our connections that are in this state. */
  const kill = (url: string, state: 'idle' | 'idle in transaction') =>
    engine.run(
      url,
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where state = '${state}' and application_name = 'dutybound'`,
    );

  describe('a connection that ends', () => {
    it.each([
      ['before the next statement', true],
      ['before the commit', false],
    ])('%s takes its transaction with it, and the next write has another one', async (_, goesOn) => {
      const { register, url } = await place.open();
      await register.write((tx) => tx.append([event('task/a', { amount: 1 })]));
      const failing = register.write(async (tx) => {
        await tx.append([event('task/a', { amount: 10 }), event('task/b')]);
        expect(await kill(url, 'idle in transaction')).toHaveLength(1);
        if (goesOn) await tx.append([event('task/c')]);
      });
      await expect(failing).rejects.toMatchObject({ name: 'RegisterError', fault: 'unreachable' });
      await register.write((tx) => tx.append([event('task/a', { amount: 100 })]));
      expect((await register.events({ limit: 9 })).map((one) => one.body)).toEqual([{ amount: 1 }, { amount: 100 }]);
      expect(await register.load('task', 'a')).toMatchObject({ streamVersion: 2, state: { total: 101 } });
      expect(await register.verify()).toMatchObject({ ok: true, events: 2 });
    });

    it('while nobody uses it is replaced', async () => {
      const { register, url } = await place.open();
      await register.write((tx) => tx.append([event('task/a')]));
      expect(await register.head()).toMatchObject({ sequence: 1 });
      expect((await kill(url, 'idle')).length).toBeGreaterThanOrEqual(2);
      // The end of a connection is news that needs a turn of the event loop, at least.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await register.write((tx) => tx.append([event('task/a')]));
      expect(await register.head()).toMatchObject({ sequence: 2 });
    });
  });

  describe('a server that does not answer', () => {
    it('is named without the password, and used again when it is back', async () => {
      const { door, url } = await doorTo(engine.fresh());
      const { register } = await place.open(url);
      await register.write((tx) => tx.append([event('task/a')]));
      expect(await register.head()).toMatchObject({ sequence: 1 });
      await door.shut();
      const failing = {
        reading: () => register.head(),
        writing: () => register.write((tx) => tx.append([event('task/a')])),
        verifying: () => register.verify(),
        opening: () => place.open(url, false),
      };
      for (const work of Object.values(failing)) {
        const failed = await work().then(String, (error: Error) => error);
        expect(failed).toMatchObject({ name: 'RegisterError', fault: 'unreachable' });
        expect(String(failed)).toContain(`the register at postgres://postgres@127.0.0.1:${door.port}/postgres?schema=`);
        expect(String(failed)).toMatch(/does not answer \(.+\): see whether the server runs/);
        expect(inspect(failed, { depth: 9, showHidden: true })).not.toContain(engine.server().password);
      }
      await door.open();
      await register.write((tx) => tx.append([event('task/a')]));
      expect(await register.head()).toMatchObject({ sequence: 2 });
      expect(await register.verify()).toMatchObject({ ok: true, events: 2 });
    });

    it('in time is left: the next statement has another connection', async () => {
      const { door, url } = await doorTo(engine.server().url);
      const pool = openPool(parseAddress(url), { connections: 1, lock: 50, statement: 100, answer: 200 });
      const ask = async () => {
        const client = await pool.connect();
        try {
          return (await client.query<{ one: number }>('select 1 as one', [])).rows;
        } finally {
          client.release();
        }
      };
      expect(await ask()).toEqual([{ one: 1 }]);
      door.stall();
      await expect(ask()).rejects.toMatchObject({ fault: 'unreachable' });
      expect(await ask()).toEqual([{ one: 1 }]);
      await pool.end();
    });
  });

  describe('several at once', () => {
    it('make one register', async () => {
      const url = engine.fresh();
      const opening = Array.from({ length: 5 }, () => place.open(url, true));
      const all = await Promise.all(opening);
      await Promise.all(all.map(({ register }) => register.write((tx) => tx.append([event('task/a')]))));
      expect(await all[0]?.register.verify()).toMatchObject({ ok: true, events: 5 });
      const migrations = await engine.run(url, 'select number from migration order by number');
      expect(migrations.map((one) => one.number)).toEqual(migrations.map((_, index) => index + 1));
    });

    it('keep registers of two schemas apart', async () => {
      const [one, two] = [await place.open(), await place.open()];
      await one.register.write((tx) => tx.append([event('task/a')]));
      expect(await two.register.head()).toMatchObject({ sequence: 0 });
      const elsewhere = { url: engine.server().url, clock: () => START, projections: [tally] };
      await expect(openRegister(elsewhere)).rejects.toMatchObject({ fault: 'missing' });
    });
  });
}
