import { isRecord } from './json.ts';
import { bad } from './refusal.ts';

const keyLimit = 255;
const valueLimit = 32_768;

/** The entity properties of a body's list `[{key, value}]`. 400 over the limits of key and value. */
export function propertiesIn(given: unknown): Map<string, unknown> {
  if (given === undefined) return new Map();
  if (!Array.isArray(given)) throw bad('The field properties must be an array.');
  return new Map(given.map(property));
}

function property(given: unknown): [string, unknown] {
  if (!isRecord(given) || typeof given.key !== 'string') throw bad('Every property needs a key.');
  if (given.value === undefined) throw bad('Every property needs a value.');
  demandLimits(given.key, given.value);
  return [given.key, given.value];
}

/** 400 for a property whose key or value is too long. */
export function demandLimits(key: string, value: unknown): void {
  if (key === '' || key.length > keyLimit) throw bad(`The property key must be 1 to ${keyLimit} characters long.`);
  if (JSON.stringify(value).length > valueLimit)
    throw bad(`The property value must be at most ${valueLimit} characters long.`);
}
