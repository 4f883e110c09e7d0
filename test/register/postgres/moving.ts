import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openRegister } from '../../../register/open.ts';
import { projections } from '../../../register/projections/all.ts';
import type { Engine } from '../engines/engine.ts';
import type { PostgresServer } from '../engines/postgres-server.ts';
import { event, START } from '../fixture.ts';

const MAIN = join(import.meta.dirname, '../../../cli/main.ts');
const EVENTS = 2_000;

/** An installation that moves from a file to a server and back, by the commands. */
export function movingCases(engine: Engine & { server(): PostgresServer }): void {
  const cwd = mkdtempSync(join(tmpdir(), 'register-moving-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  const begin = (args: string[], register?: string) => {
    const env = { ...process.env, ...(register && { DUTYBOUND_REGISTER: register }) };
    const child = spawn(process.execPath, [MAIN, ...args], { cwd, env });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        said += String(data);
      });
    const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
    return { child, ended: ended.then((code) => ({ code, said })) };
  };
  const run = async (args: string[], register?: string) => {
    const { code, said } = await begin(args, register).ended;
    expect(said).not.toContain(engine.server().password);
    return { code, said };
  };
  const opened = (url: string) => openRegister({ url, clock: () => START, projections });

  describe('an installation', () => {
    it('moves from SQLite to PostgreSQL and back by backup and restore, with the same chain', async () => {
      await run(['init', '--yes', '--data', 'first']);
      const first = await opened(`sqlite:${join(cwd, 'first/register.sqlite')}`);
      const blob = await first.putBlob(Buffer.from([0, 1, 254, 255]), 'image/png');
      await first.write(async (tx) => {
        await tx.append([event('engine', { file: { blob }, note: { text: 'Grüße' } })]);
        for (let i = 0; i < EVENTS; i++) await tx.append([event('noise', { i })]);
      });
      await first.close();
      expect(await run(['backup', '--data', 'first', 'one'])).toMatchObject({ code: 0 });

      const url = engine.fresh();
      const there = await run(['restore', '--data', 'second', 'one'], url);
      expect(there).toMatchObject({ code: 0, said: expect.stringContaining('proved intact') });
      expect(existsSync(join(cwd, 'second/register.sqlite'))).toBe(false);
      const again = await run(['restore', '--data', 'second', 'one'], url);
      expect(again).toMatchObject({ code: 1, said: expect.stringContaining('the database has a register already') });
      const second = await opened(url);
      const [moved] = await second.events({ kinds: ['restored'], limit: 1 });
      expect([moved?.sequence, (await second.blob(blob))?.bytes.length]).toEqual([EVENTS + 2, 4]);
      await second.close();

      expect(await run(['backup', '--data', 'second', 'two'], url)).toMatchObject({ code: 0 });
      expect(await run(['restore', '--data', 'third', 'two'])).toMatchObject({ code: 0 });
      const third = await opened(`sqlite:${join(cwd, 'third/register.sqlite')}`);
      expect(await third.verify()).toMatchObject({ ok: true, events: EVENTS + 3 });
      const [same] = await third.events({ after: EVENTS + 1, limit: 1 });
      expect(same?.hash).toBe(moved?.hash);
      await third.close();
    });

    it('killed while it moves there leaves an empty register or a whole one, and can be moved again', async () => {
      for (const wait of [300, 900]) {
        const url = engine.fresh();
        const { child, ended } = begin(['restore', '--data', 'second', 'one'], url);
        for (let i = 0; i < 600 && !(await madeAt(url)); i++) await pause(20);
        await pause(wait);
        child.kill('SIGKILL');
        const { code } = await ended;
        const again = await run(['restore', '--data', 'second', 'one'], url);
        expect([code, again.code, again.said.includes('has a register already')]).toEqual(
          again.code === 0 ? [-1, 0, false] : [code, 1, true],
        );
        const register = await opened(url);
        expect(await register.verify()).toMatchObject({ ok: true, events: EVENTS + 2 });
        await register.close();
      }
    });
  });

  async function madeAt(url: string): Promise<boolean> {
    const schema = new URL(url).searchParams.get('schema');
    const found = await engine
      .server()
      .run(`select 1 from pg_tables where schemaname = '${schema}' and tablename = 'stray'`);
    return found.length > 0;
  }
}
