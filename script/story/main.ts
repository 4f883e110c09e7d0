import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeRunFolder } from './folder.ts';
import type { Started } from './given.ts';
import { livingIn } from './living.ts';
import { type Options, readOptions, usage } from './options.ts';
import { perform } from './run.ts';
import { startStory } from './story.ts';

const INTRODUCTION = `dutybound opens a ticket for each recurring duty of an information security management system, chases it, checks what
comes back, escalates what does not, and keeps a record for the auditor. This is a company whose weeks last seconds; every
line is told when it was seen in the tracker, in the mailbox, or in the register.
`;
const print = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) print(usage);
  else process.exitCode = await demo(options);
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function demo({ tracker, json, stay }: Options): Promise<number> {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => ending.abort(new Error(`Ended by ${name}.`)));
  const folder = makeRunFolder();
  const started: Started = [];
  const story = startStory(print);
  print(INTRODUCTION);
  try {
    const { checks, table, pages } = await perform({
      story,
      folder,
      signal: ending.signal,
      started,
      living: livingIn(tracker),
    });
    const ok = checks.every((each) => each.ok);
    print(`\nA second process read the tracker and the register afresh:\n\n${table}\n`);
    if (json) writeFileSync(resolve(json), `${JSON.stringify({ ok, checks, story: story.lines }, null, 2)}\n`);
    if (stay && pages) {
      print(
        `It runs on; Ctrl-C ends it.\n  Tickets   ${pages} (choose at the top who you are)\n  Mails     ${pages}/mail\n  Folder    ${folder.path} (yours to delete afterwards)`,
      );
      while (!ending.signal.aborted) await pause(60_000, undefined, { signal: ending.signal }).catch(() => undefined);
    }
    return ok ? 0 : 1;
  } finally {
    for (const running of started.reverse()) await running.end();
    if (!stay) folder.remove();
  }
}
