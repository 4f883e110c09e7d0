import { DUTY_KINDS } from '../rules/programme.ts';
import { datedStages } from '../rules/stages.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { holders } from './names.ts';
import { suggestion } from './near.ts';
import { keysAt, type Path, type Tree, textAt } from './tree.ts';

/** Keys that only duties of certain kinds have. */
const KEYS: Record<string, readonly string[]> = {
  target: ['measurement'],
  unit: ['measurement'],
  location: ['document-review'],
  group: ['campaign', 'evidence-request'],
  sample: ['evidence-request'],
  share: ['campaign'],
  joiner: ['campaign'],
  expires: ['campaign'],
};

/** What a kind of duty needs, and what belongs to other kinds. */
export function checkKind(tree: Tree, duty: string): Fault[] {
  const path: Path = ['duties', duty];
  const kind = textAt(tree, ...path, 'kind') ?? '';
  const subjects = keysAt(tree, ...path, 'subjects').map((subject): Path => [...path, 'subjects', subject]);
  const strays = [path, ...subjects].flatMap((at) => strayKeys(tree, at, kind));
  return [...strays, ...unknownStages(tree, path, kind), ...(lacking[kind]?.(tree, path, subjects) ?? [])];
}

/** A stage is named as its kind names it; a kind of one task has none. */
function unknownStages(tree: Tree, path: Path, kind: string): Fault[] {
  const known = DUTY_KINDS.find((k) => k === kind);
  const names = known ? datedStages(known) : [];
  return keysAt(tree, ...path, 'stages')
    .filter((stage) => known !== undefined && !names.includes(stage))
    .map((stage) => ({
      path: [...path, 'stages', stage],
      at: 'key' as const,
      message: `${kind} has no stage of this name${suggestion(stage, names)}`,
      allowed: names.length > 0 ? names.join(', ') : 'no stages: it has one task, due with the duty',
    }));
}

/** What a kind cannot do without. */
const lacking: Record<string, (tree: Tree, path: Path, subjects: Path[]) => Fault[]> = {
  measurement: withoutTarget,
  'document-review': (tree, path) => [...withoutApprover(tree, path), ...itsOwnItem(tree, path, 'version')],
  campaign: withSubjects,
  'management-review': checkSignature,
  'risk-assessment': aboutRisks,
  'risk-treatment': aboutRisks,
};

function strayKeys(tree: Tree, at: Path, kind: string): Fault[] {
  return keysAt(tree, ...at).flatMap((key) => {
    const kinds = KEYS[key];
    if (!kinds || kinds.includes(kind)) return [];
    const message = `"${key}" belongs to another kind of duty`;
    return [{ path: [...at, key], at: 'key', message, found: `kind ${kind}`, allowed: `kind ${kinds.join(', ')}` }];
  });
}

/** Top management signs, and nobody their own minutes (9.3). */
function checkSignature(tree: Tree, path: Path): Fault[] {
  const verifier = textAt(tree, ...path, 'verifier');
  const top = holders(tree, 'role:top');
  const [chair, ...others] = holders(tree, textAt(tree, ...path, 'owner'));
  const alone = chair !== undefined && others.length === 0 && top.length > 0 && top.every((p) => p === chair);
  return [
    ...(verifier === undefined || verifier === 'role:top'
      ? []
      : [
          {
            path: [...path, 'verifier'],
            at: 'value' as const,
            message: 'a management review is signed by top management; leave the verifier out',
            found: shown(verifier, [...path, 'verifier']),
            allowed: 'role:top',
          },
        ]),
    ...(alone
      ? [
          {
            path: [...path, 'owner'],
            at: 'value' as const,
            message: `${chair} would sign the minutes of a meeting that they chair; name another owner, or somebody else in roles.top too`,
            found: `owner ${chair}, roles.top ${chair}`,
          },
        ]
      : []),
  ];
}

/** A value is judged by its target: without one nobody could say whether an objective was met (6.2 b). */
function withoutTarget(tree: Tree, path: Path, subjects: Path[]): Fault[] {
  const asked = subjects.length > 0 ? subjects : [path];
  return asked
    .filter((at) => textAt(tree, ...at, 'target') === undefined && textAt(tree, ...path, 'target') === undefined)
    .map((at) => ({
      path: [...at, 'target'],
      at: 'key',
      message: 'a measurement needs a target',
      allowed: 'target: ">= 95", "<= 14", or "= 0"',
    }));
}

/** A document is approved for suitability and adequacy, and not by whoever wrote it (7.5.2 c; domain: verified). */
function withoutApprover(tree: Tree, path: Path): Fault[] {
  if (textAt(tree, ...path, 'self_verification') === 'true')
    return [
      {
        path: [...path, 'self_verification'],
        at: 'value',
        message: 'nobody approves a document of their own',
        found: 'true',
        allowed: 'false',
      },
    ];
  if (textAt(tree, ...path, 'verifier') !== undefined) return [];
  return [
    {
      path: [...path, 'verifier'],
      at: 'key',
      message: 'a document needs somebody who approves it',
      allowed: 'a person, role:NAME, or manager',
    },
  ];
}

/** A campaign is about people: they are its subjects. */
function withSubjects(_tree: Tree, path: Path, subjects: Path[]): Fault[] {
  if (subjects.length === 0) return [];
  const message = 'a campaign asks people, and has no other subjects';
  return [{ path: [...path, 'subjects'], at: 'key', message, allowed: 'group: a list of people and role:NAME' }];
}

/** What is found too high, expires, or fails starts these two by itself, and could not say which subject is meant (6.1.2, 6.1.3). */
function aboutRisks(_tree: Tree, path: Path, subjects: Path[]): Fault[] {
  if (subjects.length === 0) return [];
  const message = 'it is about risks, and has no other subjects';
  return [{ path: [...path, 'subjects'], at: 'key', message, allowed: 'risks of their own for each system or site' }];
}

/** What a word gives is an item already. */
function itsOwnItem(tree: Tree, path: Path, item: string): Fault[] {
  if (!keysAt(tree, ...path, 'evidence').includes(item)) return [];
  const message = `${item} is asked for anyway, by the word /${item}`;
  return [{ path: [...path, 'evidence', item], at: 'key', message, allowed: 'any other item' }];
}
