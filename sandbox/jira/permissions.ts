import type { Access } from '../store/model.ts';

/** Each permission of the API, and the least access that includes it. */
const least = {
  BROWSE_PROJECTS: 'read',
  CREATE_ISSUES: 'read',
  ADD_COMMENTS: 'read',
  CREATE_ATTACHMENTS: 'read',
  EDIT_OWN_COMMENTS: 'read',
  DELETE_OWN_COMMENTS: 'read',
  ASSIGNABLE_USER: 'read',
  EDIT_ISSUES: 'triage',
  ASSIGN_ISSUES: 'triage',
  TRANSITION_ISSUES: 'triage',
  CLOSE_ISSUES: 'triage',
  RESOLVE_ISSUES: 'triage',
  SCHEDULE_ISSUES: 'triage',
  MOVE_ISSUES: 'push',
  EDIT_ALL_COMMENTS: 'push',
  DELETE_ALL_COMMENTS: 'push',
  DELETE_ISSUES: 'admin',
  ADMINISTER_PROJECTS: 'admin',
} as const satisfies Readonly<Record<string, Access>>;

export type Permission = keyof typeof least;

export const permissions = Object.keys(least) as readonly Permission[];

/** The least access that includes the permission. */
export function accessFor(permission: Permission): Access {
  return least[permission];
}
