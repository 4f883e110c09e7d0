import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Engine } from '../engines/engine.ts';
import type { PostgresServer } from '../engines/postgres-server.ts';

const MAIN = join(import.meta.dirname, '../../../cli/main.ts');

/** How commands are told where the register is. */
export function commandLineCases(engine: Engine & { server(): PostgresServer }): void {
  const cwd = mkdtempSync(join(tmpdir(), 'register-cli-'));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  const run = (args: string[], env: Record<string, string> = {}) => {
    const done = spawnSync(process.execPath, [MAIN, ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    const said = `${done.stdout}${done.stderr}`;
    expect(said).not.toContain(engine.server().password);
    return { status: done.status, said };
  };

  describe('commands', () => {
    it('use the register that --register or DUTYBOUND_REGISTER names, the option first', () => {
      const url = engine.fresh();
      const before = run(['status', '--register', url]);
      expect(before).toMatchObject({
        status: 1,
        said: expect.stringMatching(/^no register at .*schema=.*run dutybound init/),
      });
      expect(run(['init', '--yes', '--register', url])).toMatchObject({ status: 0 });
      expect(existsSync(join(cwd, '.dutybound/register.sqlite'))).toBe(false);
      const again = run(['init', '--yes'], { DUTYBOUND_REGISTER: url });
      expect(again).toMatchObject({ status: 1, said: expect.stringContaining('the database has a register already') });
      expect(run(['verify'], { DUTYBOUND_REGISTER: url })).toMatchObject({ status: 0 });
      expect(run(['verify', '--register', url], { DUTYBOUND_REGISTER: 'sqlite:nowhere' })).toMatchObject({ status: 0 });
    });
  });
}
