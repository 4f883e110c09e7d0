import type { Fault } from './mistake.ts';
import { holders } from './names.ts';
import { isMap, keysAt, type Path, type Tree, textAt } from './tree.ts';

/** What the internal audits of a programme need: its grid, somebody competent, and never the same eyes twice (9.2.2; 7.2). */
export function checkAudits(tree: Tree): Fault[] {
  const audits = keysAt(tree, 'duties').filter((duty) => textAt(tree, 'duties', duty, 'kind') === 'internal-audit');
  if (audits.length === 0) return [];
  return [
    ...withoutGrid(tree),
    ...audits.flatMap((duty) => [...withoutAuditor(tree, duty), ...verifiedBySelf(tree, duty)]),
  ];
}

function withoutGrid(tree: Tree): Fault[] {
  if (isMap(tree, 'audit')) return [];
  const allowed = 'audit: { cycle: { from: YYYY-MM-DD } }, the first day of the certification cycle';
  return [{ path: ['audit'], at: 'key', message: 'internal audits need it: what has to be audited by when', allowed }];
}

function withoutAuditor(tree: Tree, duty: string): Fault[] {
  const path: Path = ['duties', duty, 'owner'];
  const people = holders(tree, textAt(tree, ...path));
  const [first] = people;
  if (!first || people.some((person) => isMap(tree, 'people', person, 'competence', 'auditor'))) return [];
  const allowed = `people.${first}.competence.auditor: { until: YYYY-MM-DD, proof: what shows it }`;
  return [{ path, at: 'value', message: 'nobody here is named as competent to audit', allowed }];
}

function verifiedBySelf(tree: Tree, duty: string): Fault[] {
  const path: Path = ['duties', duty, 'self_verification'];
  if (textAt(tree, ...path) !== 'true') return [];
  return [{ path, at: 'value', message: 'nobody verifies an audit of their own', allowed: 'false' }];
}
