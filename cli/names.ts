import type { Programme } from '../rules/programme.ts';

/** @returns how people are called: `Sam Okoro`, and of a role everybody who holds it. */
export function namesIn({ people, roles }: Pick<Programme, 'people' | 'roles'>): (who: string) => string {
  const name = (id: string) => people.find((p) => p.id === id)?.name ?? id;
  return (who) =>
    who.startsWith('role:') ? `${who} (${(roles[who.slice(5)] ?? []).map(name).join(', ')})` : name(who);
}
