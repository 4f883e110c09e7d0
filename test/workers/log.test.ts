import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { createLog, type LogOptions } from '../../workers/log.ts';

function logTo(options: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, log: createLog({ level: 'info', secrets: () => [], destination, ...options }) };
}

describe('createLog', () => {
  it('writes one line of JSON an entry, from its level on', () => {
    const { log, lines } = logTo({ level: 'warn' });
    log.info('not this');
    log.warn({ task: 'ar-7k2' }, 'late\nby a day');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]*\n$/);
    const entry = JSON.parse(lines[0] ?? '');
    expect(entry).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      task: 'ar-7k2',
      msg: 'late\nby a day',
    });
  });

  it.each([false, true])('prints a secret nowhere, in whatever form (readable: %s)', (readable) => {
    const secrets = ['hunter"22\\', 'p@ss/word', 'p@ss', ''];
    const { log, lines } = logTo({ secrets: () => secrets, readable });
    log.info({ url: 'smtp://isms:p%40ss%2Fword@host', deep: { list: ['x p@ss/word y'] } }, 'token hunter"22\\ used');
    log.child({ bound: 'p@ss/word' }).error(new Error('401 for hunter"22\\'));
    log.error({ err: new Error('inner p@ss/word') }, 'outer');
    const all = lines.join('');
    expect(all).not.toMatch(/hunter|p@ss|p%40ss|word/);
    expect(all).toContain('token [secret] used');
    expect(all).toContain('401 for [secret]');
    expect(all).toContain('smtp://isms:[secret]@host');
    if (!readable) for (const line of lines) JSON.parse(line);
  });

  it('leaves words alone that a very short secret occurs in', () => {
    const { log, lines } = logTo({ secrets: () => ['a', ''] });
    log.info('a task');
    expect(lines[0]).toContain('"a task"');
  });

  it('writes one line of text for a person', () => {
    const { log, lines } = logTo({ readable: true });
    log.info({ task: 'ar-7k2', n: 2 }, 'opened');
    log.error({ err: new Error('no route\nto host') }, 'tracker away');
    log.error(new Error('alone'));
    expect(lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ''))).toEqual([
      'info  opened task=ar-7k2 n=2\n',
      'error tracker away: no route to host\n',
      'error alone\n',
    ]);
  });

  it('writes JSON to standard error when that is no terminal, and nothing to standard output', () => {
    const file = new URL('../../workers/log.ts', import.meta.url).href;
    const code = `import { createLog } from '${file}'; createLog({ level: 'info', secrets: () => [] }).info('here'); process.exit(0);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toMatchObject({ level: 'info', msg: 'here' });
  });
});
