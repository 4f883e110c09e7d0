import type { Fault } from './mistake.ts';
import { holders } from './names.ts';
import { keysAt, type Path, type Tree, textAt } from './tree.ts';

/** A verifier is not the one who did it (domain, section 4), unless the duty allows that; `manager` needs there to be one. */
export function checkVerifier(tree: Tree, duty: string): Fault[] {
  const path: Path = ['duties', duty];
  const verifier = textAt(tree, ...path, 'verifier');
  if (verifier === undefined) return [];
  const own = checkOwner(tree, path, [...path, 'owner'], [...path, 'verifier']);
  const subjects = keysAt(tree, ...path, 'subjects').map((subject): Path => [...path, 'subjects', subject, 'owner']);
  return [...own, ...subjects.flatMap((owner) => checkOwner(tree, path, owner, owner))];
}

/** @returns a fault at `blame` if what `owner` says and the duty's verifier do not go together. */
function checkOwner(tree: Tree, duty: Path, owner: Path, blame: Path): Fault[] {
  const verifier = textAt(tree, ...duty, 'verifier');
  const owners = holders(tree, textAt(tree, ...owner));
  if (verifier === 'manager') return owners.flatMap((person) => noManager(tree, person, blame));
  if (textAt(tree, ...duty, 'self_verification') === 'true') return [];
  const [only, ...others] = new Set([...owners, ...holders(tree, verifier)]);
  if (only === undefined || others.length > 0 || owners.length === 0 || holders(tree, verifier).length === 0) return [];
  const message = `${only} would verify their own work; name somebody else, or say self_verification: true`;
  return [{ path: blame, at: 'value', message, found: `owner ${only}, verifier ${only}` }];
}

function noManager(tree: Tree, person: string, blame: Path): Fault[] {
  if (textAt(tree, 'people', person, 'manager') !== undefined) return [];
  const message = `${person} has no manager; name the verifier, or add people.${person}.manager`;
  return [{ path: blame, at: 'value', message, found: `owner ${person}, verifier manager` }];
}
