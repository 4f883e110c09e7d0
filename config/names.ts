import { LADDERS } from './defaults.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { listed, suggestion } from './near.ts';
import { isMap, keysAt, type Path, type Tree, textAt, textsAt } from './tree.ts';

type Section = 'people' | 'roles' | 'processes' | 'ladders' | 'trackers' | 'duties';

/** @returns the names that one may refer to, those of entries with mistakes included. */
function namesIn(tree: Tree, section: Section): string[] {
  const own = keysAt(tree, section);
  return section === 'ladders' ? [...LADDERS.map(({ id }) => id).filter((id) => !own.includes(id)), ...own] : own;
}

/** @returns a fault if the name at `path` stands for nothing in its section. A missing section is the schema's to report. */
export function unknownName(tree: Tree, section: Section, path: Path, name = textAt(tree, ...path)): Fault[] {
  if (name === undefined || (section !== 'ladders' && !isMap(tree, section))) return [];
  const names = namesIn(tree, section);
  if (names.includes(name)) return [];
  return [
    {
      path,
      at: 'value',
      message: `nothing under ${section} is called this${suggestion(name, names)}`,
      found: shown(name, path),
      allowed: listed(names),
    },
  ];
}

/** @returns a fault if the text at `path` is neither a person, nor `role:NAME`, nor one of the `relations`. */
export function unknownWho(tree: Tree, path: Path, relations: readonly string[] = []): Fault[] {
  const who = textAt(tree, ...path);
  if (who === undefined || relations.includes(who) || !isMap(tree, 'people') || !isMap(tree, 'roles')) return [];
  const roles = namesIn(tree, 'roles').map((role) => `role:${role}`);
  const people = namesIn(tree, 'people');
  if (people.includes(who) || roles.includes(who)) return [];
  const names = [...people, ...roles, ...relations];
  return [
    {
      path,
      at: 'value',
      message: `nobody is called this${suggestion(who, names)}`,
      found: shown(who, path),
      allowed: listed(names),
    },
  ];
}

/** @returns the ids of the people that `who` stands for; none if it is unknown. */
export function holders(tree: Tree, who: string | undefined): string[] {
  if (who === undefined) return [];
  if (who.startsWith('role:')) return textsAt(tree, 'roles', who.slice('role:'.length)).map(({ text }) => text);
  return keysAt(tree, 'people').includes(who) ? [who] : [];
}
