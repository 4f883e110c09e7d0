import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const WORK = fileURLToPath(new URL('./harness/work.ts', import.meta.url));
/** For what would otherwise go on for hours; what is measured is counted, not timed. */
const HANGS_MS = 180_000;

/** How much each parser does with each shape of text, for each size. @throws Error if it does not come to an end. */
async function work(parsers: string, ...sizes: number[]): Promise<{ name: string; counts: number[] }[]> {
  const child = spawn(process.execPath, [WORK, parsers, ...sizes.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: HANGS_MS,
    killSignal: 'SIGKILL',
  });
  const said: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => said.push(data));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the parsers did not come to an end (${code})`);
  return JSON.parse(Buffer.concat(said).toString()) as { name: string; counts: number[] }[];
}

describe('what a parser does', () => {
  it('grows with the text and not with its square', async () => {
    const found = await work('comment,commands,programme', 8_000, 16_000);
    expect(found.length).toBeGreaterThan(50);
    const steep = found.filter(({ counts: [half = 0, whole = 0] }) => whole > 2.6 * half);
    expect(steep).toEqual([]);
  }, 240_000);

  it('ends for the longest comment that a tracker takes', async () => {
    expect((await work('comment', 65_536)).length).toBeGreaterThan(20);
  }, 240_000);

  it('ends for words of a million characters: no expression tries them in every combination', async () => {
    expect((await work('commands', 1_000_000)).length).toBeGreaterThan(20);
  }, 240_000);
});
