import type { Person } from '../../store/model.ts';
import type { Indexed, Issue } from '../model.ts';
import { findIssue, findProject, type Site } from '../site.ts';
import type { Clause, Query } from './parse.ts';

/** Whether the issue, as it is, is one that the query finds; `currentUser()` is the person. */
export function fits(site: Site, person: Person, query: Query, issue: Issue): boolean {
  const known = issue.indexed.at(-1);
  return known !== undefined && query.clauses.every((clause) => holds(site, person, issue, known, clause));
}

/** Whether the clause holds for what the index knows of the issue. */
export function holds(
  site: Site,
  person: Person,
  issue: Issue,
  known: Indexed,
  { field, operator, values }: Clause,
): boolean {
  switch (field) {
    case 'project':
      return values.some((value) => findProject(site, value) === known.project);
    case 'labels':
      return values.some((value) => known.labels.includes(value));
    case 'key':
    case 'id':
      return values.some((value) => findIssue(site, value) === issue);
    case 'reporter':
    case 'creator':
      return values.some((value) => issue.creator.accountId === (value === 'currentUser()' ? person.accountId : value));
    case 'created':
      return isOrdered(issue.createdAt, operator, Number(values[0]));
    case 'updated':
      return isOrdered(known.at, operator, Number(values[0]));
  }
}

function isOrdered(one: number, operator: string, other: number): boolean {
  if (operator === '>=') return one >= other;
  if (operator === '<=') return one <= other;
  return operator === '>' ? one > other : one < other;
}
