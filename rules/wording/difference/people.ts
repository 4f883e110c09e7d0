import type { Person, Programme } from '../../programme.ts';
import type { Change } from '../../weakening/change.ts';
import { listed } from '../phrases.ts';
import { allSpoken } from './who.ts';

const ROLES: Record<string, string> = { lead: 'Compliance lead', top: 'Top management' };

/** @returns who holds a role instead of whom: `Compliance lead: Dana Roth instead of Mara Lindt`. */
export function roleDifference({ path }: Change, was: Programme, is: Programme): string {
  const role = path.split('.')[1] ?? '';
  const [before, after] = [allSpoken(was, was.roles[role]), allSpoken(is, is.roles[role])];
  return `${ROLES[role] ?? `Role ${role}`}: ${after} instead of ${before}`;
}

/** @returns what changes about a person; undefined where that has no words of its own. */
export function personDifference({ path, kind }: Change, was: Programme, is: Programme): string | undefined {
  const [, id, key] = path.split('.');
  const [old, person] = [was, is].map(({ people }) => people.find((p) => p.id === id));
  const name = old?.name ?? person?.name ?? '';
  if (!key) return kind === 'added' ? `${name} joins the programme` : `${name} leaves the programme`;
  if (!old || !person) return undefined;
  if (key === 'accounts') return `${name} acts under ${accounts(person)} instead of ${accounts(old)}`;
  if (key === 'delegate') return `${delegation(is, person)}; until now: ${delegation(was, old)}`;
  return undefined;
}

function accounts({ accounts }: Person): string {
  return listed(Object.entries(accounts).map(([tracker, login]) => `${login} at ${tracker}`)) || 'no account';
}

function delegation(programme: Programme, { name, delegate }: Person): string {
  if (!delegate) return `nobody stands in for ${name}`;
  const { to, from, until, powers } = delegate;
  const days = `${from ? ` from ${from}` : ''}${until ? ` until ${until}` : ''}`;
  const may = powers.length > 0 ? `may ${listed([...powers])}` : 'decides nothing';
  return `${allSpoken(programme, [to])} stands in for ${name}${days} and ${may}`;
}
