import type { PreviewedRole } from '../activities/programme/preview/roles.ts';
import type { Programme } from '../rules/programme.ts';
import { whoSpoken } from '../rules/wording/difference/who.ts';
import { listed } from '../rules/wording/phrases.ts';

/** @returns what follows from another holder of a role: who does, verifies, and owns what, and what stays with whom. */
export function roleLines(role: PreviewedRole, programme: Programme): string[] {
  const { first, does, verifies, owns, stay, pending } = role;
  const name = (id: string | undefined) => whoSpoken(programme, id);
  const duties = (ids: string[]) => titlesOf(programme.duties, ids);
  const lines = [
    first && does.length > 0 && `${name(first.is)} does from the next ticket on: ${duties(does)}`,
    verifies.length > 0 &&
      `${whoSpoken(programme, `role:${role.role}`)} verifies, also what is open: ${duties(verifies)}`,
    first &&
      owns.length > 0 &&
      `${name(first.is)} owns, for what is found from now on: ${titlesOf(programme.processes, owns)}`,
    ...stay.map(({ ticket, display, assignee }) => `${ticket ?? display} stays with ${name(assignee)}`),
  ].filter((line) => line !== undefined && line !== false);
  const when = pending && lines.length > 0 ? ['once top management approves:'] : [];
  return [...when, ...lines].map((line) => `    ${line}`);
}

function titlesOf(list: { id: string; title: string }[], ids: string[]): string {
  return listed(list.filter(({ id }) => ids.includes(id)).map(({ title }) => title));
}
