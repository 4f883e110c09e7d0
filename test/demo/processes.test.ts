import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startNode } from '../../script/story/processes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dutybound-story-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(code: string) {
  const running = startNode('up', ['--eval', code], process.env, folder);
  const failed = running.failed.then(
    () => '',
    (error: Error) => error.message,
  );
  return { running, failed };
}

describe('a process that the story rests on', () => {
  it('is missed when it ends by itself, with what it said last', async () => {
    const { running, failed } = start(
      'console.error("Starting.\\n\\nTemporal ended by itself."); process.exitCode = 3',
    );
    expect(await failed).toBe('up ended by itself (exit code 3): Temporal ended by itself.');
    await running.end();
  });

  it('is missed when it is killed', async () => {
    const { running, failed } = start('setInterval(() => {}, 1000)');
    process.kill(running.pid, 'SIGKILL');
    expect(await failed).toBe('up ended by itself (SIGKILL): it said nothing');
    await running.end();
  });
});
