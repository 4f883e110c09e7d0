import { pathToFileURL } from 'node:url';
import { all } from '../task/scenarios/all.ts';
import type { Rules } from '../task/world.ts';

/** Tells every story to the rules in each folder named; prints for each what it broke first, `null` where it broke nothing. */
const found: Record<string, string | null> = {};
for (const folder of process.argv.slice(2)) found[folder] = firstBroken(await rulesIn(folder));
process.stdout.write(JSON.stringify(found));

async function rulesIn(folder: string): Promise<Rules> {
  const load = (name: string) => import(pathToFileURL(`${folder}/rules/task/${name}.ts`).href);
  const { advanceTask } = await load('advance');
  const { evolveTask } = await load('evolve');
  const { draftTask } = await load('draft');
  return { advanceTask, evolveTask, draftTask };
}

function firstBroken(rules: Rules): string | null {
  for (const { rule, check } of Object.values(all).flat()) {
    try {
      check(rules);
    } catch {
      return rule;
    }
  }
  return null;
}
