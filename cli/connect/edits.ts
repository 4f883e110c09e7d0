import type { Edit, Value } from '../../config/edit/value.ts';
import { branch, keysAt } from '../../config/tree.ts';
import { Refusal } from '../terminal.ts';
import type { ProgrammeText } from './programme-text.ts';

/** Maps that are agreed to as a whole: what stands there and is not named goes. */
const WHOLE = ['status', 'resolution', 'priority'];

/**
 * @param keys of the tracker; undefined: not to stand there.
 * @param insteadOf another tracker that goes.
 * @returns the edits that make it so. @throws Refusal if there is no such other tracker.
 */
export function trackerEdits(
  { tree, file }: ProgrammeText,
  tracker: string,
  keys: { [key: string]: Value | undefined },
  insteadOf: string | undefined,
): Edit[] {
  if (insteadOf !== undefined && (insteadOf === tracker || branch(tree, 'trackers', insteadOf) === undefined))
    throw new Refusal(`--instead-of ${insteadOf}: ${file} has no such other tracker. Nothing was changed.`);
  const path = ['trackers', tracker];
  const wanted = Object.entries(keys).filter((entry): entry is [string, Value] => isSaid(entry[1]));
  const dropped = Object.keys(keys).filter(
    (key) => keys[key] === undefined || (WHOLE.includes(key) && !isSaid(keys[key])),
  );
  const within = wanted
    .filter(([key]) => WHOLE.includes(key))
    .flatMap(([key, value]) =>
      keysAt(tree, ...path, key)
        .filter((name) => typeof value === 'object' && value[name] === undefined)
        .map((name) => [key, name]),
    );
  const gone = [...dropped.map((key) => [key]), ...within].filter(
    (below) => branch(tree, ...path, ...below) !== undefined,
  );
  return [
    ...gone.map((below): Edit => ({ path: [...path, ...below], value: undefined })),
    { path, value: Object.fromEntries(wanted) },
    ...(insteadOf === undefined ? [] : [{ path: ['trackers', insteadOf], value: undefined }]),
  ];
}

/** @returns the edits that give people their accounts. */
export function accountEdits(kind: string, found: ReadonlyMap<string, string>): Edit[] {
  return [...found].map(([person, account]) => ({ path: ['people', person, kind], value: account }));
}

function isSaid(value: Value | undefined): boolean {
  return value !== undefined && (typeof value === 'string' || Object.keys(value).length > 0);
}
