import type { Authority, Clocks, GradeClock, Programme, Repeats } from './programme.ts';
import type { Instant } from './time.ts';
import { auditDifferences } from './weakening/audit.ts';
import { certificateDifferences } from './weakening/certificate.ts';
import { type Change, type Difference, difference, hiddenDifference, weakerIf } from './weakening/change.ts';
import { criteriaDifferences } from './weakening/criteria.ts';
import { dutiesDifferences } from './weakening/duties.ts';
import { withReferenced, withValueOf } from './weakening/effective.ts';
import { ladderDifferences } from './weakening/ladders.ts';
import { addedAndRemoved, pairs } from './weakening/lists.ts';
import { longer } from './weakening/longer.ts';
import { peopleDifferences } from './weakening/people.ts';
import { retentionDifferences } from './weakening/retention.ts';

const PLAIN = [
  'organisation',
  'instance',
  'url',
  'managementTracker',
  'zone',
  'calendar',
  'contactHours',
  'pace',
  'openAtOnce',
  'chasesADay',
] as const;
const CLOCKS = ['verification', 'verificationByTop', 'effectiveness', 'revival'] as const;
const GRADES = ['minor', 'major'] as const;

/**
 * Lists what changed, and what of it got weaker or else needs top management before it takes effect (domain, section 3;
 * ISO/IEC 27001, 6.3): longer intervals, later anchors or limits, longer clocks, more extensions, fewer or later rungs;
 * a duty, verification, evidence item, `file`, or `kept` removed; self-verification allowed; a missed duty graded
 * lower.
 * @param now with it, an anchor whose next date comes later is found though the anchor itself lies earlier.
 */
export function compare(before: Programme, after: Programme, now?: Instant): Change[] {
  return differences(before, after, now).map(({ keys, ...change }) => change);
}

/**
 * @param pendingPaths the `path`s, as `compare` gives them, that nobody has approved yet.
 * @returns what the planner reads: `after`, but with the old values at those paths, and with what those old values
 * name.
 */
export function effective(before: Programme, after: Programme, pendingPaths: Iterable<string>): Programme {
  const pending = new Set(pendingPaths);
  const kept = differences(before, after)
    .filter(({ path }) => pending.has(path))
    .reduce((programme, { keys }) => withValueOf(programme, before, keys), after);
  return withReferenced(kept, before);
}

function differences(before: Programme, after: Programme, now?: Instant): Difference[] {
  return [
    ...dutiesDifferences(before, after, now),
    ...addedAndRemoved(['ladders'], 'ladder', before.ladders, after.ladders),
    ...pairs(before.ladders, after.ladders).flatMap(([old, ladder]) => ladderDifferences(old, ladder)),
    ...clockDifferences(before.clocks, after.clocks),
    ...criteriaDifferences(before.riskCriteria, after.riskCriteria),
    ...peopleDifferences(before, after),
    ...auditDifferences(before, after),
    ...retentionDifferences(before, after),
    ...listDifferences('processes', 'process', before.processes, after.processes),
    ...listDifferences('trackers', 'tracker', before.trackers, after.trackers),
    ...authorityDifferences(before.authorities ?? [], after.authorities ?? []),
    ...certificateDifferences(before.certificate, after.certificate),
    ...hiddenDifference(['notices'], before.notices, after.notices),
    ...PLAIN.flatMap((key) => difference([key], before[key], after[key])),
  ];
}

/** Nobody may be told later, or no longer, without top management. */
function authorityDifferences(before: Authority[], after: Authority[]): Difference[] {
  return [
    ...addedAndRemoved(['authorities'], 'authority', before, after, () => 'weaker'),
    ...pairs(before, after).flatMap(([old, authority]) => {
      const at = (key: string) => ['authorities', old.id, key];
      return [
        ...difference(at('title'), old.title, authority.title),
        ...difference(at('owner'), old.owner, authority.owner),
        ...difference(at('within'), old.within, authority.within, weakerIf(longer(old.within, authority.within))),
      ];
    }),
  ];
}

function listDifferences<T extends { id: string }>(list: string, label: string, before: T[], after: T[]): Difference[] {
  return [
    ...addedAndRemoved([list], label, before, after),
    ...pairs(before, after).flatMap(([old, item]) => fieldDifferences([list, item.id], old, item)),
  ];
}

function fieldDifferences(keys: string[], before: object, after: object): Difference[] {
  const [old, item] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...item.keys()])].flatMap((key) =>
    difference([...keys, key], old.get(key), item.get(key)),
  );
}

function clockDifferences(before: Clocks, after: Clocks): Difference[] {
  return [
    ...GRADES.flatMap((grade) => gradeDifferences(grade, before[grade], after[grade])),
    ...repeatsDifferences(before.repeats, after.repeats),
    ...CLOCKS.flatMap((key) =>
      difference(['clocks', key], before[key], after[key], weakerIf(longer(before[key], after[key]))),
    ),
    ...difference(
      ['clocks', 'taskExtensions'],
      before.taskExtensions,
      after.taskExtensions,
      weakerIf(after.taskExtensions > before.taskExtensions),
    ),
  ];
}

/** More minors, or a shorter time in which they count, put fewer of them to the lead. */
function repeatsDifferences(before: Repeats, after: Repeats): Difference[] {
  const at = (key: string) => ['clocks', 'repeats', key];
  return [
    ...difference(at('minors'), before.minors, after.minors, weakerIf(after.minors > before.minors), 'repeats minors'),
    ...difference(
      at('within'),
      before.within,
      after.within,
      weakerIf(longer(after.within, before.within)),
      'repeats within',
    ),
  ];
}

function gradeDifferences(grade: 'minor' | 'major', before: GradeClock, after: GradeClock): Difference[] {
  const at = (key: string) => ['clocks', grade, key];
  return [
    ...difference(at('plan'), before.plan, after.plan, weakerIf(longer(before.plan, after.plan)), `${grade} plan`),
    ...difference(
      at('resolve'),
      before.resolve,
      after.resolve,
      weakerIf(longer(before.resolve, after.resolve)),
      `${grade} resolved`,
    ),
    ...difference(
      at('extensions'),
      before.extensions,
      after.extensions,
      weakerIf(after.extensions > before.extensions),
      `${grade} extensions`,
    ),
  ];
}
