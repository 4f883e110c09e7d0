import { expect, it } from '@jest/globals';
import { rolesIn } from '../../activities/programme/preview/roles.ts';
import type { Row } from '../../register/records.ts';
import { duty, programme } from '../rules/programmes.ts';

const held = (lead: string[]) =>
  programme([duty({ id: 'incident', owner: 'role:lead' })], { roles: { lead, top: ['elena'] } });
const row = (display: string, kind: string, assignee: string) =>
  ({ table: 'task', columns: { display, kind, assignee, duty: 'incident', ticket_number: null } }) as unknown as Row;

it('preview does not say that a triage stays with somebody who loses the role, for it goes to whoever holds it', () => {
  const open = [row('IN-1', 'incident', 'mara'), row('IN-2', 'triage', 'mara'), row('IN-3', 'triage', 'jonas')];
  const [role] = rolesIn(held(['mara']), held(['jonas']), [], open);
  expect(role?.stay.map(({ display }) => display)).toEqual(['IN-1', 'IN-3']);
});
