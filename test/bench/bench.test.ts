import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Figure } from '../../bench/figure.ts';
import { figureNames } from '../../bench/figures.ts';

const MAIN = fileURLToPath(new URL('../../bench/main.ts', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dutybound-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the bench to its end. */
function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the bench', () => {
  it('measures what is asked for, and says it as a table and as JSON', () => {
    const file = join(folder, 'figures.json');
    const only = ['append', 'verify', 'rebuild', 'page', 'tick'].flatMap((name) => ['--only', name]);
    const { status, stdout, stderr } = bench('--scale', '0.001', '--json', file, ...only);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const { figures, notes } = JSON.parse(readFileSync(file, 'utf8')) as { figures: Figure[]; notes: string[] };
    expect(figures.map(({ name }) => name)).toEqual([
      'append',
      'verify',
      'verify-memory',
      'rebuild',
      'rebuild-memory',
      'page',
      'page-month',
      'tick',
      'tick-growth',
    ]);
    for (const figure of figures) {
      expect(Object.keys(figure)).toEqual(['name', 'value', 'unit', 'floor', 'ratio', 'aim', 'ok']);
      expect(figure.value).toBeGreaterThan(0);
      expect(figure.ok).toBeNull();
      expect(stdout).toContain(figure.name);
    }
    expect(notes).toEqual([
      expect.stringContaining('write limits are raised'),
      expect.stringContaining('nothing is judged'),
    ]);
    expect(stdout).toContain(notes[0]);
    expect(readdirSync(CACHE).filter((name) => name.startsWith('bench-'))).toEqual([]);
  }, 300_000);

  it('refuses a figure that it does not know, and names those that it does', () => {
    const { status, stdout, stderr } = bench('--only', 'colour');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(`--only: found "colour", allowed: ${figureNames().join(', ')}\n`);
  });

  it.each(['0', '2', 'half'])('refuses the scale %s', (scale) => {
    const { status, stderr } = bench('--scale', scale);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `--scale: found "${scale}", allowed: more than 0, at most 1\n`,
    });
  });

  it('knows every figure that is promised', () => {
    const promised =
      'open-rate answer webhook-ack calls events jira-calls append verify rebuild resume page tick memory heal'.split(
        ' ',
      );
    expect(figureNames().sort()).toEqual(promised.sort());
  });
});
