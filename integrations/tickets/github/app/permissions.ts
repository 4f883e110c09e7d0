import type { Shortcoming } from '../../port.ts';
import type { Permissions } from './exchange.ts';

/** The least that the engine works with, and what each is for. Without the last one evidence in repositories is linked, not kept. */
export const NEEDED = [
  {
    name: 'issues',
    level: 'write',
    called: 'Issues: read and write',
    without: 'no ticket can be written',
    blocks: true,
  },
  { name: 'metadata', level: 'read', called: 'Metadata: read', without: 'the repository cannot be seen', blocks: true },
  {
    name: 'contents',
    level: 'read',
    called: 'Contents: read',
    without: 'evidence files committed in a repository are linked, not kept',
    blocks: false,
  },
] as const;

/** @returns one shortcoming for each permission that the installation lacks. `login` is its bot's. */
export function permissionShortcomings(permissions: Permissions, login: string, target: string): Shortcoming[] {
  return NEEDED.filter(({ name, level }) => !covers(permissions[name], level)).map(({ called, without, blocks }) => ({
    what: 'permission',
    found: `${login} lacks “${called}” in ${target}: ${without}`,
    fix: 'grant it in the App’s settings, Permissions & events; then accept it where the App is installed: Settings, Applications, Configure',
    allowed: NEEDED.map((each) => each.called).join('; '),
    blocks,
  }));
}

/** Whether a permission of one level includes another. */
export function covers(has: string | undefined, wanted: 'read' | 'write'): boolean {
  return has === 'admin' || has === 'write' || has === wanted;
}
