import type { Field } from '../model.ts';

/** What every project's screens show. */
export const systemFields: readonly Field[] = [
  { id: 'summary', name: 'Summary', type: 'summary', isRequired: true },
  { id: 'issuetype', name: 'Issue Type', type: 'issuetype', isRequired: true },
  { id: 'project', name: 'Project', type: 'project', isRequired: true },
  { id: 'parent', name: 'Parent', type: 'parent', isRequired: false },
  { id: 'description', name: 'Description', type: 'description', isRequired: false },
  { id: 'labels', name: 'Labels', type: 'labels', isRequired: false },
  { id: 'assignee', name: 'Assignee', type: 'assignee', isRequired: false },
  { id: 'duedate', name: 'Due date', type: 'duedate', isRequired: false },
  { id: 'priority', name: 'Priority', type: 'priority', isRequired: false },
];

export const resolutionField: Field = { id: 'resolution', name: 'Resolution', type: 'resolution', isRequired: false };

/** The field as a screen shows it that demands it. */
export function demanded(field: Field): Field {
  return { ...field, isRequired: true };
}
