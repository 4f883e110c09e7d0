import type { z } from 'zod';
import type { Authority } from '../rules/programme.ts';
import { byId, duration, fields, line, name } from './fields.ts';
import type { Fault } from './mistake.ts';
import { unknownWho } from './names.ts';
import { keysAt, type Tree } from './tree.ts';

/** Whoever outside may have to be told of an incident, each on a clock of their own. Whom it names is checked afterwards. */
export const authorities = byId(fields({ title: line(80), within: duration, owner: name.exactOptional() }));

/** @returns the authorities in the order of the file. */
export function authoritiesOf(raw: z.output<typeof authorities>): Authority[] {
  return Object.entries(raw).map(([id, authority]) => ({ id, ...authority }));
}

/** Who tells an authority must be somebody. */
export function checkAuthorities(tree: Tree): Fault[] {
  return keysAt(tree, 'authorities').flatMap((id) => unknownWho(tree, ['authorities', id, 'owner']));
}
