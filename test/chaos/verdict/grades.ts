import type { Loaded } from '../../../register/records.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import type { Expectation } from '../expectation.ts';
import type { Facts } from './facts.ts';

/** @returns what is amiss with the nonconformity of a missed duty: its grade, from when on, how often, and what its ticket shows. */
export function gradeDifferences(facts: Facts, { duty, nc }: Expectation): string[] {
  if (!nc) return [];
  const found = facts.ncs.find(({ state: { terms } }) => {
    const task = 'task' in terms.source ? terms.source.task.key : undefined;
    return facts.tasks.some(({ key, columns }) => key === task && columns.duty === duty.id);
  });
  if (!found) return [`${duty.id}: no nonconformity`];
  const { columns, state } = found;
  const name = `${columns.display} of ${duty.id} (${nc.plot})`;
  const passed = Date.parse(state.grade === 'minor' ? state.clocks.resolve.at : '') < facts.now;
  const pending = nc.grade === 'major' && state.grade === 'minor' && !passed;
  if (pending) return [`${name}: its deadline ${state.clocks.resolve.at} is to come`];
  return [
    ...(nc.grade === undefined || columns.grade === nc.grade
      ? []
      : [`${name}: ${columns.grade}, should be ${nc.grade}`]),
    ...turnedRight(name, facts, found),
  ];
}

/** Turned major once, at its deadline to the millisecond, or at its entry if that came later; its ticket says so by label and by one comment. */
function turnedRight(
  name: string,
  { events, tickets }: Facts,
  { key, columns, state }: Loaded<NonconformityState>,
): string[] {
  const graded = events.filter((e) => e.stream === `nonconformity/${key}` && e.kind === 'graded');
  const due = state.grade === 'major' ? 1 : 0;
  const ticket = tickets.find((t) => String(t.id) === columns.ticket_id);
  const labels = ticket?.labels.map((l) => l.name) ?? [];
  const told = ticket?.comments.filter((c) => c.body.includes('is now major')).length;
  const deadline = graded.map(({ body }) => (body.deadline as { at: string } | undefined)?.at)[0] ?? '';
  const since = deadline > state.terms.entered ? deadline : state.terms.entered;
  return [
    ...(graded.length === due ? [] : [`${name}: turned major ${graded.length} times`]),
    ...(due === 0 || graded[0]?.at === since
      ? []
      : [`${name}: major since ${graded[0]?.at}, its deadline was ${deadline}`]),
    ...(labels.includes(`isms/${columns.grade}`) ? [] : [`${name}: labelled ${labels.join(', ')}`]),
    ...(told === due ? [] : [`${name}: told ${told} times that it is major`]),
    ...(ticket?.state === 'open' ? [] : [`${name}: its ticket is ${ticket?.state}`]),
  ];
}
