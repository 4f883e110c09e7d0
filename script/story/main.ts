import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeRunFolder } from './folder.ts';
import { readOptions, usage } from './options.ts';
import { check, play } from './run.ts';
import { setStage, type Started } from './stage.ts';
import { startStory } from './story.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);
process.exitCode = await main().catch((error) => {
  print(error instanceof Error ? error.message : String(error));
  return 1;
});

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return print(usage), 0;
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort(new Error(`Ended by ${name}.`)));
  const folder = makeRunFolder();
  const started: Started = [];
  try {
    const story = startStory(print);
    const scene = await setStage(story, folder, ending.signal, started);
    const unseen = await play(scene);
    ending.signal.throwIfAborted();
    for (const what of unseen) story.tell(`Not seen: ${what}`);
    const found = await check(folder.path, ending.signal);
    const checks = [{ name: 'story', ok: unseen.length === 0, detail: unseen.join('; ') || 'everything was seen as told' }, ...found.checks];
    const ok = checks.every((each) => each.ok);
    print(`\nA second process read the tracker and the register afresh:\n${found.table}\n`);
    if (options.json) writeFileSync(resolve(options.json), JSON.stringify({ ok, checks, story: story.lines }, null, 2));
    if (options.stay) await stay(scene.tracker.pages, folder.path, ending.signal);
    return ok ? 0 : 1;
  } finally {
    for (const running of started.reverse()) await running.end();
    if (!options.stay) folder.remove();
  }
}

async function stay(pages: string, folder: string, signal: AbortSignal): Promise<void> {
  print(`It runs on; Ctrl-C ends it.\n  Tickets   ${pages}\n  Folder    ${folder} (yours to delete afterwards)`);
  while (!signal.aborted) await pause(60_000, undefined, { signal }).catch(() => undefined);
}
