import type { Edit } from '../../config/edit/value.ts';
import { keysAt, type Tree, textAt } from '../../config/tree.ts';
import { type Asking, canAsk, chosen, isAgreed } from './asking.ts';
import type { ProgrammeText } from './programme-text.ts';

/** The repository that a starter programme names. */
const EXAMPLE = 'example/isms';

/** What decides where duties go. */
export interface Placing {
  tracker: string;
  insteadOf?: string | undefined;
  duties?: string | undefined;
}

/** @returns another tracker that is to go: the one that was named, or the starter's example, where whoever is asked agrees. */
export async function leaving(asking: Asking, { tree }: ProgrammeText, placing: Placing): Promise<string | undefined> {
  const { tracker, insteadOf } = placing;
  if (insteadOf !== undefined) return insteadOf;
  const example = keysAt(tree, 'trackers').find(
    (id) => id !== tracker && textAt(tree, 'trackers', id, 'repository') === EXAMPLE,
  );
  if (example === undefined || asking.yes || !canAsk(asking)) return undefined;
  const question = `trackers.${example} is the example of the starter programme (${EXAMPLE}). Take it out?`;
  return (await isAgreed(asking, question, `--instead-of ${example}`)) ? example : undefined;
}

/** @returns the edits by which each duty names a tracker that is there, once there are several. */
export async function placedDuties(asking: Asking, { tree }: ProgrammeText, placing: Placing): Promise<Edit[]> {
  const { tracker, insteadOf } = placing;
  const before = keysAt(tree, 'trackers');
  const after = [...new Set([...before, tracker])].filter((id) => id !== insteadOf);
  const moved = insteadOf === undefined ? [] : naming(tree, insteadOf).map((path): Edit => ({ path, value: tracker }));
  const unplaced = keysAt(tree, 'duties').filter((duty) => textAt(tree, 'duties', duty, 'tracker') === undefined);
  if (after.length < 2 || unplaced.length === 0) return moved;
  const { id } = await chosen(asking, {
    flag: '--duties ID',
    text: 'With more than one tracker each duty names its own; those that name none yet are at',
    given: placing.duties,
    choices: after.map((each) => ({ id: each, name: each === tracker ? 'this one' : 'as until now' })),
    proposal: before.find((each) => each !== insteadOf) ?? tracker,
  });
  return [...moved, ...unplaced.map((duty): Edit => ({ path: ['duties', duty, 'tracker'], value: id }))];
}

/** Every place where a tracker is named. */
function naming(tree: Tree, tracker: string): string[][] {
  const duties = keysAt(tree, 'duties').map((duty) => ['duties', duty, 'tracker']);
  return [['management_tracker'], ...duties].filter((path) => textAt(tree, ...path) === tracker);
}
