import type { Duty, Person, Programme } from '../programme.ts';

/**
 * @returns what is owed because somebody's competence runs out (7.2): each duty that names this occasion, once, due by the competence's
 * last day so that it can be renewed in time. That day is not ours to move.
 */
export function expiriesOf({ duties, people }: Programme): Duty[] {
  return duties
    .filter(({ on }) => on?.includes('competence-expires'))
    .flatMap((duty) => people.flatMap((p) => expiryOf(duty, p)));
}

function expiryOf(
  { on: _, every: __, until: ___, backfill: ____, before: _____, ...duty }: Duty,
  { id, name, competence }: Person,
): Duty[] {
  const { auditor } = competence ?? {};
  if (!auditor) return [];
  const what = `${name} is competent as an auditor until ${auditor.until}: ${auditor.proof}.`;
  return [
    {
      ...duty,
      // No duty of the file can be called so.
      id: `${duty.id}:${id}`,
      title: `${duty.title}: ${name}`,
      first: auditor.until,
      shift: 'previous',
      external: true,
      subjects: [],
      instructions: [
        what,
        'Renewed, its new last day stands in isms.yaml; then dutybound apply.',
        ...duty.instructions,
      ],
    },
  ];
}
