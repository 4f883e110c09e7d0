import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { commandNames } from '../../script/reference/commands.ts';
import { deployed, filesIn, ROOT, understood } from './deploy.ts';

const CHECKOUT = '/opt/dutybound/';
const units = filesIn('systemd');
const services = units.filter((name) => name.endsWith('.service'));
/** What the instance's name is taken for. */
const instance: Record<string, string> = { 'dutybound-worker@.service': '4601', 'dutybound-intake@.service': '4500' };
/** What `/etc/dutybound/apart` says. */
const surroundings = { DUTYBOUND_TEMPORAL: 'temporal.example:7233', DUTYBOUND_REDIS: 'redis.example:6379' };

const folder = mkdtempSync(join(tmpdir(), 'dutybound-units-'));
afterAll(() => rmSync(folder, { recursive: true }));

function lines(unit: string, key: string): string[] {
  return [...deployed('systemd', unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((m) => m[1] ?? '');
}

describe.each(services)('%s', (unit) => {
  const [program = '', ...args] = (lines(unit, 'ExecStart')[0] ?? '').replaceAll('%i', instance[unit] ?? '').split(' ');

  it('runs a file of the checkout', () => {
    expect(program.startsWith(CHECKOUT)).toBe(true);
    expect(existsSync(program.replace(CHECKOUT, ROOT))).toBe(true);
  });

  it('has a command that the command line understands', async () => {
    expect(commandNames()).toContain(args[0]);
    await expect(understood(args, unit.includes('@') ? surroundings : {})).resolves.toBeDefined();
  });

  it('holds no secret, neither on the command line nor in the environment', () => {
    const environment = lines(unit, 'Environment').map((line) => line.split('=')[0] ?? '');
    const named = environment.filter((name) => /PASSWORD|SECRET|TOKEN|REGISTER/.test(name) && !name.endsWith('_FILE'));
    expect(named).toEqual([]);
    expect(args.join(' ')).not.toMatch(/register|password|token|secret/i);
  });

  it('may write its own folder alone', () => {
    expect(lines(unit, 'ProtectSystem')).toEqual(['strict']);
    expect(lines(unit, 'NoNewPrivileges')).toEqual(['yes']);
    expect(lines(unit, 'StateDirectoryMode')).toEqual(['0700']);
    expect(lines(unit, 'User')).toEqual(['dutybound']);
    expect(deployed('systemd', unit)).not.toMatch(/ReadWritePaths|MemoryDenyWriteExecute/);
  });
});

describe('the units', () => {
  it('name each other', () => {
    const timer = units.filter((name) => name.endsWith('.timer'));
    expect(timer.map((name) => name.replace('.timer', '.service')).filter((name) => !services.includes(name))).toEqual(
      [],
    );
  });

  it('are what systemd understands, where it is there to ask', () => {
    for (const unit of units) writeFileSync(join(folder, unit), deployed('systemd', unit).replaceAll(CHECKOUT, ROOT));
    const { error, status, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', ...units.map((unit) => join(folder, unit))],
      {
        encoding: 'utf8',
      },
    );
    // Not every machine has it.
    if (error) return expect(error).toMatchObject({ code: 'ENOENT' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
