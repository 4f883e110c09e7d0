import { join } from 'node:path';
import type { Stage } from '../stage.ts';
import { type Population, populate } from './population.ts';
import { WEEKS_OPEN } from './programme.ts';

const OPEN = 10_000;
/** With these, 80,000 occurrences: an eighth of them open. */
const WEEKS = 7 * WEEKS_OPEN;
const LEAST_OPEN = 200;

/** @returns the register that several figures read: 10,000 open tasks, 80,000 occurrences, a million events. What is open in it stays. */
export function largeRegister(stage: Stage): Promise<Population> {
  return registerOf(stage, 'large', stage.size(OPEN, LEAST_OPEN));
}

/** @returns one with a tenth of that. */
export function smallRegister(stage: Stage): Promise<Population> {
  return registerOf(stage, 'small', stage.size(OPEN / 10, LEAST_OPEN));
}

function registerOf(stage: Stage, name: string, open: number): Promise<Population> {
  return stage.once(name, async (folder) => {
    stage.say(`  a register with ${open} open tasks`);
    const made = await populate(join(folder, 'register.sqlite'), { open, weeks: WEEKS });
    stage.say(`  has ${made.events} events of ${made.occurrences} occurrences, ${made.open} tasks open`);
    return made;
  });
}
