import type { SandboxOptions } from '../../sandbox/sandbox.ts';
import { company, REPO } from '../engine/harness/company.ts';

/** People of the programme by id, with their logins at the tracker. */
export const logins = {
  sam: 'sam-okoro',
  priya: 'priya-nair',
  mara: 'mara-lindt',
  dana: 'dana-roth',
  elena: 'elena-costa',
} as const;
export type PersonId = keyof typeof logins;

/** Can comment, but has no part in the programme. */
export const STRANGER = 'victor-hale';

/** @returns what the tracker starts with. */
export function trackerOptions(): SandboxOptions {
  const { repositories, people } = company();
  const stranger = { login: STRANGER, name: 'Victor Hale', access: { [REPO]: 'read' as const } };
  return { repositories, people: [...people, stranger] };
}
