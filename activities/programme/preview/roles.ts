import type { Row } from '../../../register/records.ts';
import type { PersonId, Programme } from '../../../rules/programme.ts';
import { type RoleChange, roleChanges } from '../../../rules/role-change.ts';
import type { Change } from '../../../rules/weakening/change.ts';

/** A role that others hold, with the open work that stays where it is. */
export interface PreviewedRole extends RoleChange {
  /** It waits for top management first. */
  pending: boolean;
  /** Open tasks of these duties, and nonconformities of these processes. */
  stay: { display: string; ticket?: string; assignee: PersonId }[];
}

/** What only holders of the roles of the domain decide goes to one of them once its assignee is none any more. */
const DECIDED = ['triage', 'risk-criteria'];

/** @param open every open record. @returns each role that others hold, and what follows. */
export function rolesIn(was: Programme, is: Programme, changes: Change[], open: Row[]): PreviewedRole[] {
  return roleChanges(was, is).map((role) => {
    const goes = ({ kind, assignee }: Row['columns']) =>
      DECIDED.includes(String(kind)) &&
      ['lead', 'top'].includes(role.role) &&
      !is.roles[role.role]?.includes(String(assignee));
    const stays = ({ table, columns }: Row) =>
      table === 'nonconformity'
        ? role.owns.includes(String(columns.process))
        : table === 'task' && role.does.includes(String(columns.duty)) && !goes(columns);
    return {
      ...role,
      pending: changes.some(({ path, pending }) => pending && path === `roles.${role.role}`),
      stay: open.filter(stays).map(({ columns }) => ({
        display: String(columns.display),
        ...(columns.ticket_number !== null && { ticket: String(columns.ticket_number) }),
        assignee: String(columns.assignee),
      })),
    };
  });
}
