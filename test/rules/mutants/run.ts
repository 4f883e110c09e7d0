import { pathToFileURL } from 'node:url';
import { all as ofNonconformities } from '../nonconformity/scenarios/all.ts';
import type { Rules as NonconformityRules } from '../nonconformity/story.ts';
import { all as ofTasks } from '../task/scenarios/all.ts';
import type { Rules as TaskRules } from '../task/world.ts';

/** Tells every story to the rules in each folder named; prints for each what it broke first, `null` where it broke nothing. */
const found: Record<string, string | null> = {};
for (const folder of process.argv.slice(2)) found[folder] = await firstBroken(folder);
process.stdout.write(JSON.stringify(found));

async function firstBroken(folder: string): Promise<string | null> {
  return (
    broken(Object.values(ofTasks).flat(), await taskRulesIn(folder)) ??
    broken(Object.values(ofNonconformities).flat(), await nonconformityRulesIn(folder))
  );
}

function broken<R>(stories: { rule: string; check: (rules: R) => void }[], rules: R): string | null {
  for (const { rule, check } of stories) {
    try {
      check(rules);
    } catch {
      return rule;
    }
  }
  return null;
}

async function taskRulesIn(folder: string): Promise<TaskRules> {
  const { advanceTask } = await load(folder, 'task/advance');
  const { evolveTask } = await load(folder, 'task/evolve');
  const { draftTask } = await load(folder, 'task/draft');
  return { advanceTask, evolveTask, draftTask };
}

async function nonconformityRulesIn(folder: string): Promise<NonconformityRules> {
  const { advanceNonconformity } = await load(folder, 'nonconformity/advance');
  const { evolveNonconformity } = await load(folder, 'nonconformity/evolve');
  const { raiseFinding } = await load(folder, 'nonconformity/raise');
  const { repeating } = await load(folder, 'nonconformity/repeats');
  return { advanceNonconformity, evolveNonconformity, raiseFinding, repeating };
}

function load(folder: string, name: string) {
  return import(pathToFileURL(`${folder}/rules/${name}.ts`).href);
}
