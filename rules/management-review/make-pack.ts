import { earlierActions } from './inputs/earlier-actions.ts';
import { feedback, improvements } from './inputs/improvements.ts';
import { interestedParties, issues } from './inputs/issues.ts';
import { performance } from './inputs/performance.ts';
import { risks } from './inputs/risks.ts';
import type { Pack, PackSources, Section } from './pack.ts';
import type { Input } from './topics.ts';

const inputs: Record<Input, (sources: PackSources) => Section> = {
  a: earlierActions,
  b: issues,
  c: interestedParties,
  d: performance,
  e: feedback,
  f: risks,
  g: improvements,
};

/** @returns the pack of a management review: what the records say of each input, at the end of the register that they were read at (9.3.2). */
export function makePack(sources: PackSources): Pack {
  const { head, now: made, since } = sources;
  const sections = Object.fromEntries(Object.entries(inputs).map(([input, of]) => [input, of(sources)]));
  return { sequence: head.sequence, head: head.hash, made, since, sections: sections as Record<Input, Section> };
}
