import type { PersonId, Programme, Who } from './programme.ts';

/** What another holder of a role means for duties and processes (5.3). */
export interface RoleChange {
  role: string;
  /** Who does what is owed next, the first holder, where that is another person. */
  first?: { was: PersonId | undefined; is: PersonId | undefined };
  /** Ids of duties that the first holder does; whatever is open stays with whoever has it. */
  does: string[];
  /** Ids of duties that any holder verifies, also what is open already. */
  verifies: string[];
  /** Ids of processes that the first holder owns: what is found of them from now on. */
  owns: string[];
}

/** @returns what follows where a role that both programmes have is held by others. */
export function roleChanges(was: Programme, is: Programme): RoleChange[] {
  return Object.entries(is.roles).flatMap(([role, now]) => {
    const before = was.roles[role];
    if (before === undefined || before.join() === now.join()) return [];
    const means = (who: Who | undefined) => who === `role:${role}`;
    const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);
    const isOther = before[0] !== now[0];
    const does = is.duties.filter(({ owner, subjects }) => means(owner) || subjects.some((s) => means(s.owner)));
    const isVerified = before.toSorted().join() !== now.toSorted().join();
    return [
      {
        role,
        ...(isOther && { first: { was: before[0], is: now[0] } }),
        does: isOther ? idsOf(does) : [],
        verifies: isVerified ? idsOf(is.duties.filter(({ verifier }) => means(verifier))) : [],
        owns: isOther ? idsOf(is.processes.filter(({ owner }) => means(owner))) : [],
      },
    ];
  });
}
