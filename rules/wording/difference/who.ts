import type { Programme, Who } from '../../programme.ts';
import { listed } from '../phrases.ts';

type Known = Pick<Programme, 'people' | 'roles'>;

/** @returns who is meant, as a programme has it: `Sam Okoro`, `Mara Lindt (lead)`, `the owner’s manager`; `nobody` for none. */
export function whoSpoken({ people, roles }: Known, who: Who | undefined): string {
  if (who === undefined) return 'nobody';
  if (who === 'manager') return 'the owner’s manager';
  const name = (id: string) => people.find((p) => p.id === id)?.name ?? id;
  if (!who.startsWith('role:')) return name(who);
  const role = who.slice('role:'.length);
  return `${listed((roles[role] ?? []).map(name), 'or') || 'nobody'} (${role})`;
}

/** @returns who does what a `Who` owns: of several holders of a role the first, `Jonas Weber (risk-owner)`. */
export function doerSpoken(known: Known, who: Who): string {
  const [first] = who.startsWith('role:') ? (known.roles[who.slice('role:'.length)] ?? []) : [who];
  return first === undefined || first === who
    ? whoSpoken(known, who)
    : `${whoSpoken(known, first)} (${who.slice('role:'.length)})`;
}

/** @returns several of them: `Sam Okoro and Mara Lindt (lead)`. */
export function allSpoken(known: Known, all: Who[] | undefined): string {
  return listed((all ?? []).map((who) => whoSpoken(known, who))) || 'nobody';
}
