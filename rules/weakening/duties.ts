import type { Duty, EvidenceItem, Ladder, Programme } from '../programme.ts';
import type { Instant, Span } from '../time.ts';
import { cadenceDifferences } from './cadence.ts';
import { type Difference, difference, weakerIf } from './change.ts';
import { chasesWeaker } from './ladders.ts';
import { addedAndRemoved, pairs } from './lists.ts';
import { longer } from './longer.ts';
import { measureDifferences } from './measure.ts';

const WITH_THE_DUTY: Span = { unit: 'days', n: 0 };
const PLAIN = ['title', 'ask', 'process', 'owner', 'lead', 'instructions', 'tracker', 'location'] as const;

/** @returns how the duties changed. `now` lets an anchor that moves earlier, yet makes the next date later, be seen. */
export function dutiesDifferences(before: Programme, after: Programme, now?: Instant): Difference[] {
  return [
    ...addedAndRemoved(['duties'], 'duty', before.duties, after.duties, () => 'weaker'),
    ...pairs(before.duties, after.duties).flatMap(([old, duty]) => [
      ...PLAIN.flatMap((key) => difference(['duties', duty.id, key], old[key], duty[key])),
      ...difference(['duties', duty.id, 'kind'], old.kind, duty.kind, weakerIf(true)),
      ...clauses(old, duty),
      ...measureDifferences(['duties', duty.id], old.measure, duty.measure),
      ...cadenceDifferences({ programme: before, duty: old }, { programme: after, duty }, now),
      ...chasing(before, after, old, duty),
      ...proof(old, duty),
      ...campaign(old, duty),
      ...stageDates(old, duty),
    ]),
  ];
}

/** On a clause that it no longer names it is owed no longer (domain, section 4: waived). */
function clauses(old: Duty, duty: Duty): Difference[] {
  const isLess = old.clauses.some((clause) => !duty.clauses.includes(clause));
  return difference(['duties', duty.id, 'clauses'], old.clauses, duty.clauses, weakerIf(isLess));
}

function chasing(before: Programme, after: Programme, old: Duty, duty: Duty): Difference[] {
  const at = (key: string) => ['duties', duty.id, key];
  const [wasOn, isOn] = [ladderNamed(before, old.ladder), ladderNamed(after, duty.ladder)];
  const limitLater = longer(old.hardLimit ?? wasOn?.hardLimit, duty.hardLimit ?? isOn?.hardLimit);
  const moreExtensions =
    (duty.extensions ?? after.clocks.taskExtensions) > (old.extensions ?? before.clocks.taskExtensions);
  const ladderWeaker = limitLater || (wasOn !== undefined && isOn !== undefined && chasesWeaker(wasOn, isOn));
  return [
    ...difference(at('ladder'), old.ladder, duty.ladder, weakerIf(ladderWeaker)),
    ...difference(at('hardLimit'), old.hardLimit, duty.hardLimit, weakerIf(limitLater)),
    ...difference(at('extensions'), old.extensions, duty.extensions, weakerIf(moreExtensions)),
    ...difference(at('missedGrade'), old.missedGrade, duty.missedGrade, weakerIf(duty.missedGrade === 'minor')),
  ];
}

function proof(old: Duty, duty: Duty): Difference[] {
  const at = (key: string) => ['duties', duty.id, key];
  return [
    ...difference(at('verifier'), old.verifier, duty.verifier, weakerIf(duty.verifier === undefined)),
    ...difference(at('selfVerification'), old.selfVerification, duty.selfVerification, weakerIf(duty.selfVerification)),
    ...addedAndRemoved(at('evidence'), 'evidence', old.evidence, duty.evidence, () => 'weaker'),
    ...pairs(old.evidence, duty.evidence).flatMap(([a, b]) => itemDifferences(at('evidence'), a, b)),
  ];
}

function campaign(old: Duty, duty: Duty): Difference[] {
  const at = (key: string) => ['duties', duty.id, key];
  const fewer = (old.share ?? 100) > (duty.share ?? 100);
  const narrower = duty.group !== undefined && (old.group?.some((who) => !duty.group?.includes(who)) ?? true);
  return [
    ...difference(at('group'), old.group, duty.group, weakerIf(narrower)),
    ...difference(at('share'), old.share, duty.share, weakerIf(fewer)),
    ...difference(at('sample'), old.sample, duty.sample, weakerIf((old.sample ?? 0) > (duty.sample ?? 0))),
    ...difference(at('joiner'), old.joiner, duty.joiner, weakerIf(longer(old.joiner, duty.joiner))),
    ...difference(at('expires'), old.expires, duty.expires, weakerIf(longer(old.expires, duty.expires))),
  ];
}

function itemDifferences(keys: string[], old: EvidenceItem, item: EvidenceItem): Difference[] {
  const at = (key: string) => [...keys, item.id, key];
  return [
    ...difference(at('text'), old.text, item.text, 'plain', `evidence ${item.id}`),
    ...difference(at('file'), old.file, item.file, weakerIf(!item.file), `evidence ${item.id} must be a file`),
    ...difference(at('maxAge'), old.maxAge, item.maxAge, weakerIf(longer(old.maxAge, item.maxAge))),
    ...difference(at('kept'), old.kept, item.kept, weakerIf(!item.kept), `evidence ${item.id} must be kept`),
  ];
}

/** A stage without a date of its own is due with the duty. */
function stageDates(old: Duty, duty: Duty): Difference[] {
  const names = [...new Set([...Object.keys(old.stages ?? {}), ...Object.keys(duty.stages ?? {})])];
  const later = names.some((name) => longer(old.stages?.[name] ?? WITH_THE_DUTY, duty.stages?.[name] ?? WITH_THE_DUTY));
  return difference(['duties', duty.id, 'stages'], old.stages, duty.stages, weakerIf(later));
}

function ladderNamed(programme: Programme, id: string): Ladder | undefined {
  return programme.ladders.find((ladder) => ladder.id === id);
}
