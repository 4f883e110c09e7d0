import type { Call } from '../call.ts';
import type { Issue } from '../model.ts';
import { bad } from '../refusal.ts';
import { findIssue, findProject } from '../site.ts';
import { holds } from './fit.ts';
import type { Clause, FieldName, Query } from './parse.ts';

/**
 * The issues that the query finds and the caller may see. A lagging index still shows what it knew then; the issues of
 * `reconciled` (ids) are compared as they are.
 */
export function find(call: Call, query: Query, reconciled: readonly number[]): Issue[] {
  for (const clause of query.clauses) demandValues(call, clause);
  const lag = call.fault('search-lag') ?? call.fault('list-lag');
  const horizon = lag ? call.site.store.now() - (lag.ms ?? 1000) : Number.POSITIVE_INFINITY;
  const found = [...call.site.issues.values()].filter((issue) => {
    const known = issue.indexed.findLast((each) => each.at <= horizon || reconciled.includes(issue.id));
    if (!known || issue.isDeleted || !call.may('BROWSE_PROJECTS', issue.project)) return false;
    return query.clauses.every((clause) => holds(call.site, call.person, issue, known, clause));
  });
  return found.sort((one, other) => compare(one, other, query));
}

/** 400 for values that do not exist, or are no epoch milliseconds. */
function demandValues(call: Call, { field, values }: Clause): void {
  for (const value of values) {
    if (field === 'project') {
      const project = findProject(call.site, value);
      if (!project || !call.may('BROWSE_PROJECTS', project))
        throw bad(`The value '${value}' does not exist for the field 'project'.`);
    }
    if ((field === 'key' || field === 'id') && !isThere(call, value))
      throw bad(`An issue with key '${value}' does not exist for field '${field}'.`);
    if ((field === 'created' || field === 'updated') && !/^\d{11,}$/.test(value))
      throw bad(`Date value '${value}' for field '${field}' is invalid. Valid here are epoch milliseconds.`);
  }
}

function isThere(call: Call, value: string): boolean {
  const issue = findIssue(call.site, value);
  return issue !== undefined && call.may('BROWSE_PROJECTS', issue.project);
}

function compare(one: Issue, other: Issue, { order }: Query): number {
  for (const { field, isDescending } of order) {
    const difference = rank(one, field) - rank(other, field);
    if (difference !== 0) return isDescending ? -difference : difference;
  }
  return other.id - one.id;
}

function rank(issue: Issue, field: FieldName): number {
  if (field === 'updated') return issue.updatedAt;
  if (field === 'created') return issue.createdAt;
  return field === 'key' ? issue.project.id * 1e6 + issue.number : issue.id;
}
