import { type Check, checked } from './check.ts';
import { eventsOf, type Facts, type Ticketed } from './facts.ts';

/** A missed occurrence has its nonconformity; a minor past its deadline became major at that instant, in the register and on its ticket. */
export function gradesRight(facts: Facts): Check {
  const ncs = facts.ticketed.filter(({ table }) => table === 'nonconformity');
  const missed = facts.occurrences.filter((o) => o.missed === 1);
  const unfollowed = missed.filter(({ key }) => !ncs.some((nc) => raisedFor(facts, nc) === key));
  const late = ncs.filter(({ own_grade, resolve_due }) => own_grade === 'minor' && resolve_due !== null);
  const problems = [
    ...(missed.length === 0 ? ['no occurrence was missed'] : []),
    ...unfollowed.map(({ duty, period }) => `${duty} of ${period} was missed, but no nonconformity follows it up`),
    ...late.flatMap((nc) => problemsOf(facts, nc)),
    ...(ncs.some(({ grade }) => grade === 'major') ? [] : ['no nonconformity turned major']),
  ];
  const told = ncs.flatMap((nc) =>
    gradedOf(facts, nc).map(({ at, noticed }) => `${nc.display} major since ${at}, noticed ${noticed}`),
  );
  return checked('grades', problems, `${missed.length} missed, ${ncs.length} raised; ${told.join(', ')}`);
}

function problemsOf(facts: Facts, nc: Ticketed): string[] {
  const graded = gradedOf(facts, nc);
  if (nc.grade === 'minor')
    return (nc.resolve_due ?? '') < facts.now ? [`${nc.display} is past its deadline and still minor`] : [];
  const { labels = [] } = facts.tickets.find(({ name }) => name === nc.ticket_number) ?? {};
  const dated = graded.filter(({ at, deadline, noticed }) => at === deadline && noticed !== undefined && noticed >= at);
  return [
    ...(dated.length === 1
      ? []
      : [`${nc.display} turned major ${dated.length} times at its deadline, with the moment noticed; once was due`]),
    ...(labels.includes('isms/major') && !labels.includes('isms/minor')
      ? []
      : [`${nc.ticket_number} is not labelled as major`]),
  ];
}

function gradedOf(
  facts: Facts,
  nc: Ticketed,
): { at: string; deadline: string | undefined; noticed: string | undefined }[] {
  const graded = eventsOf(facts, nc).filter(({ kind, body }) => kind === 'graded' && body.grade === 'major');
  return graded.map(({ at, body }) => ({
    at,
    deadline: (body.deadline as { at: string } | undefined)?.at,
    noticed: body.noticed as string | undefined,
  }));
}

function raisedFor(facts: Facts, nc: Ticketed): string | undefined {
  const raised = eventsOf(facts, nc).find(({ kind }) => kind === 'raised');
  return (raised?.body.terms as { source?: { occurrence?: string } } | undefined)?.source?.occurrence;
}
