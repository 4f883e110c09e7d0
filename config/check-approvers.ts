import type { Fault } from './mistake.ts';
import { holders } from './names.ts';
import { type TrackerKind, trackerKind } from './trackers.ts';
import { keysAt, type Tree, textAt, textsAt } from './tree.ts';

const ACCOUNT: Record<TrackerKind, string> = { github: 'a github login', jira: 'an account id of jira' };

/**
 * Whoever may have to verify or approve needs an account on the tracker in question: decisions are taken in tickets only (contact
 * rule 11). Of an owner's manager, who may grant more time, none is asked: without one the next level decides. One fault per person and kind of tracker, with the first reason.
 */
export function checkApprovers(tree: Tree): Fault[] {
  const reasons = new Map<string, Fault>();
  for (const { person, kind, why } of approvers(tree)) {
    if (!keysAt(tree, 'people').includes(person) || textAt(tree, 'people', person, kind) !== undefined) continue;
    const message = `is missing; ${person} ${why} and decides in tickets`;
    const fault: Fault = { path: ['people', person, kind], at: 'key', message, allowed: ACCOUNT[kind] };
    reasons.set(`${person}/${kind}`, reasons.get(`${person}/${kind}`) ?? fault);
  }
  return [...reasons.values()];
}

interface Approver {
  person: string;
  kind: TrackerKind;
  why: string;
}

function approvers(tree: Tree): Approver[] {
  const kinds = [...new Set(keysAt(tree, 'trackers').flatMap((id) => kindOf(tree, id)))];
  return [
    ...kinds.flatMap((kind) =>
      holders(tree, 'role:lead').map((person) => ({ person, kind, why: 'is compliance lead' })),
    ),
    ...kinds.flatMap((kind) => holders(tree, 'role:top').map((person) => ({ person, kind, why: 'is top management' }))),
    ...keysAt(tree, 'duties').flatMap((duty) => verifiers(tree, duty)),
    ...kinds.flatMap((kind) => delegates(tree).map(({ person, of }) => ({ person, kind, why: `decides for ${of}` }))),
  ];
}

function verifiers(tree: Tree, duty: string): Approver[] {
  const tracker = textAt(tree, 'duties', duty, 'tracker') ?? keysAt(tree, 'trackers')[0];
  const people = tracker === undefined ? [] : verifyingPeople(tree, duty);
  return kindOf(tree, tracker).flatMap((kind) =>
    people.map((person) => ({ person, kind, why: `verifies duties.${duty}` })),
  );
}

function verifyingPeople(tree: Tree, duty: string): string[] {
  const verifier = textAt(tree, 'duties', duty, 'verifier');
  if (verifier !== 'manager') return holders(tree, verifier);
  const subjects = keysAt(tree, 'duties', duty, 'subjects').map((id) =>
    textAt(tree, 'duties', duty, 'subjects', id, 'owner'),
  );
  const owners = [textAt(tree, 'duties', duty, 'owner'), ...subjects].flatMap((who) => holders(tree, who));
  return owners.flatMap((owner) => textAt(tree, 'people', owner, 'manager') ?? []);
}

function delegates(tree: Tree): { person: string; of: string }[] {
  return keysAt(tree, 'people').flatMap((of) => {
    const person = textAt(tree, 'people', of, 'delegate', 'to');
    return person === undefined || textsAt(tree, 'people', of, 'delegate', 'powers').length === 0
      ? []
      : [{ person, of }];
  });
}

/** Kinds in which nobody can have an account are the schema's to report. */
function kindOf(tree: Tree, tracker: string | undefined): TrackerKind[] {
  const kind = tracker === undefined ? undefined : trackerKind(textAt(tree, 'trackers', tracker, 'kind'));
  return kind ? [kind] : [];
}
