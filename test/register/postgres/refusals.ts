import { afterAll, describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { connectionError, translate } from '../../../register/dialect/postgres/errors.ts';
import type { Engine } from '../engines/engine.ts';
import { schemaOf } from '../engines/postgres.ts';
import type { PostgresServer } from '../engines/postgres-server.ts';
import { event, registers } from '../fixture.ts';

/** What the server refuses, and what is said then. */
export function refusalCases(engine: Engine & { server(): PostgresServer }): void {
  const place = registers(engine);
  afterAll(place.end);

  /** The same address, as somebody else. */
  const as = (url: string, user: string, password: string) => {
    const other = new URL(url);
    other.username = user;
    other.password = password;
    return other.href;
  };

  describe('what the server refuses', () => {
    it('a wrong password: it is not shown', async () => {
      const opening = place.open(as(engine.fresh(), 'postgres', 'hunter2'));
      await expect(opening).rejects.toMatchObject({ fault: 'unwritable' });
      await expect(opening).rejects.toThrow(/password authentication failed.*: check user and password/);
      await expect(opening).rejects.not.toThrow('hunter2');
    });

    it('a database that is not there', async () => {
      const url = engine.fresh().replace('/postgres?', '/nowhere?');
      await expect(place.open(url)).rejects.toThrow(
        /"nowhere" does not exist\): create the database, then run dutybound/,
      );
      await expect(place.open(url)).rejects.toMatchObject({ fault: 'missing' });
    });

    it('a schema of somebody else, even where one may create', async () => {
      const url = engine.fresh();
      const schema = schemaOf(url);
      await engine.server().run(`create schema ${schema}; create table ${schema}.shopping (item text)`);
      await expect(place.open(url)).rejects.toMatchObject({ fault: 'not-a-register' });
    });

    it('a database whose text is not UTF-8', async () => {
      await engine
        .server()
        .run("create database old encoding 'LATIN1' locale 'C' locale_provider libc template template0");
      const opening = place.open(engine.fresh().replace('/postgres?', '/old?'));
      await expect(opening).rejects.toThrow(/has the encoding LATIN1, a register needs UTF8/);
    });

    it('users what they may not, and lets them what they may', async () => {
      const url = engine.fresh();
      const schema = schemaOf(url);
      await engine
        .server()
        .run(`create role owner_${schema} login password 'o'; create role other_${schema} login password 'p';
        create schema ${schema} authorization owner_${schema}; grant usage on schema ${schema} to other_${schema}`);
      const { register } = await place.open(as(url, `owner_${schema}`, 'o'));
      await register.write((tx) => tx.append([event('task/a')]));
      expect(await register.verify()).toMatchObject({ ok: true, events: 1 });
      const opening = place.open(as(url, `other_${schema}`, 'p'), false);
      await expect(opening).rejects.toMatchObject({ fault: 'unwritable' });
      await expect(opening).rejects.toThrow(/permission denied for table migration\): let this user use and create/);
    });

    it('writing to a copy that can only be read: reading works', async () => {
      const { register, url } = await place.open();
      await register.write((tx) => tx.append([event('task/a')]));
      const user = `reader_${schemaOf(url)}`;
      await engine.run(
        url,
        `create role ${user} superuser login password 'r'; alter role ${user} set default_transaction_read_only = on`,
      );
      const copy = (await place.open(as(url, user, 'r'), false)).register;
      expect(await copy.head()).toMatchObject({ sequence: 1 });
      await expect(copy.write((tx) => tx.append([event('task/a')]))).rejects.toThrow(
        /read-only.*: name the primary server/,
      );
      expect(await register.head()).toMatchObject({ sequence: 1 });
    });
  });

  describe('what the server prefers', () => {
    it('does not keep a writer from waiting for the lock, nor lead it to other tables', async () => {
      const { register, url } = await place.open();
      const user = `strict_${schemaOf(url)}`;
      await engine.run(
        url,
        `create role ${user} superuser login password 's'; create schema ${user};
        alter role ${user} set default_transaction_isolation = 'serializable'; alter role ${user} set search_path = ${user}`,
      );
      const strict = (await place.open(as(url, user, 's'), false)).register;
      const writes = [register, strict, register, strict, register, strict];
      await Promise.all(writes.map((one) => one.write((tx) => tx.append([event('task/a', { amount: 1 })]))));
      expect(await register.load('task', 'a')).toMatchObject({ streamVersion: 6, state: { total: 6 } });
    });
  });

  describe('an error of the server', () => {
    const failed = (code: string) => Object.assign(new DatabaseError('its words', 0, 'error'), { code });
    it.each([
      ['08006', 'unreachable', /see whether the server runs/],
      ['53100', 'unwritable', /free space/],
      ['53300', 'unwritable', /number of connections/],
      ['55P03', 'busy', /a process that hangs/],
      ['57014', 'busy', /took too long/],
      ['57P03', 'unreachable', /is starting/],
      ['25P03', 'unreachable', /stood still too long/],
      ['XX001', 'unwritable', /restored/],
    ])('%s is the fault %s', (code, fault, next) => {
      const error = failed(code);
      const translated = translate(error, 'postgres://h/d');
      expect(translated).toMatchObject({ fault, cause: error });
      expect(String(translated)).toMatch(/the register at postgres:\/\/h\/d \(its words\): /);
      expect(String(translated)).toMatch(next);
    });

    it('is left alone if it is nobody’s fault but ours', () => {
      const error = failed('42601');
      expect(translate(error, 'p')).toBe(error);
      expect(connectionError(error, 'p')).toBe(error);
    });

    it('without words is told by its code', () => {
      const error = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
      expect(String(connectionError(error, 'postgres://h/d'))).toMatch(
        /postgres:\/\/h\/d does not answer \(ECONNREFUSED\)/,
      );
    });
  });
}
