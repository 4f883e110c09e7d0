import { type Check, checked } from './check.ts';
import { eventsOf, type Facts } from './facts.ts';

const ACCOUNT = /^account:(.+)$/;

/** A word of somebody outside the programme is on record as refused, and nothing was accepted by them or by an implementer. */
export function authorityKept(facts: Facts): Check {
  const known = new Set(facts.accounts.map(({ account_id }) => account_id));
  const isStranger = (actor: string) => ACCOUNT.test(actor) && !known.has(ACCOUNT.exec(actor)?.[1] ?? '');
  const refused = facts.events.filter(
    ({ kind, actor, body }) => kind === 'answered' && isStranger(actor) && String(body.refused).endsWith(':accept'),
  );
  const effects = facts.events.filter(({ kind, actor }) => kind !== 'answered' && isStranger(actor));
  const judged = facts.ticketed.flatMap((row) => {
    const events = eventsOf(facts, row);
    const submission = events.findLast(({ kind }) => kind === 'submitted')?.body.submission as
      | { implementers?: string[] }
      | undefined;
    return events
      .filter(({ kind }) => kind === 'accepted')
      .map(({ actor }) => ({ actor, implementers: submission?.implementers ?? [] }));
  });
  const own = judged.filter(({ actor, implementers }) => implementers.some((person) => actor === `person:${person}`));
  const problems = [
    ...(refused.length === 0 ? ["no stranger's accept is on record as refused"] : []),
    ...effects.map(({ kind, stream }) => `a stranger caused ${kind} in ${stream}`),
    ...(judged.length === 0 ? ['nothing was accepted'] : []),
    ...own.map(({ actor }) => `${actor} accepted their own work`),
  ];
  const by = judged.map(({ actor }) => actor.replace('person:', '')).join(', ');
  return checked(
    'authority',
    problems,
    `${refused.length} word of a stranger refused and on record; accepted by ${by}, who did none of the work`,
  );
}

/** What came back without evidence names what was missing, and was handed in complete later; its file is in the register. */
export function evidenceAsked(facts: Facts): Check {
  const returned = facts.events.filter(({ kind }) => kind === 'returned');
  const missing = returned.map(({ body }) => body.missing as string[] | undefined);
  const handedIn = returned.filter(({ stream, sequence }) =>
    facts.events.some((e) => e.stream === stream && e.kind === 'submitted' && e.sequence > sequence),
  );
  const kept = facts.events.flatMap(({ kind, body }) => (kind === 'submitted' ? keptIn(body) : []));
  const problems = [
    ...(returned.length === 0 ? ['nothing came back'] : []),
    ...(kept.length === 0 ? ['no file was kept'] : []),
    ...kept.filter((hash) => !facts.files.includes(hash)).map((hash) => `the copy ${hash} is not in the register`),
    ...missing
      .filter((items) => !items || items.length === 0)
      .map(() => 'something came back without saying what was missing'),
    ...(handedIn.length === 0 ? ['nothing that came back was handed in later'] : []),
  ];
  return checked(
    'evidence',
    problems,
    `came back for ${missing.flat().join(' and ')}, then handed in complete; ${kept.length} file kept`,
  );
}

/** @returns the hashes of the files that a submission kept. */
function keptIn({ submission }: Record<string, unknown>): string[] {
  const { items = [] } = submission as { items?: { kept?: string }[] };
  return items.flatMap(({ kept }) => (kept === undefined ? [] : [kept]));
}

/** Top management was told once, at once, of each nonconformity that turned major. */
export function topTold(facts: Facts): Check {
  const { people, roles } = facts.inForce.programme;
  const top = people.filter(({ id }) => roles.top?.includes(id));
  const majors = facts.ticketed.filter(({ grade }) => grade === 'major');
  const counts = majors.flatMap(({ display }) =>
    top.map(({ id, mail }) => ({
      display,
      id,
      arrived: facts.mails.filter(
        ({ to, subject }) => to.includes(mail ?? '') && subject.includes(`${display} is now major`),
      ).length,
    })),
  );
  const problems = counts
    .filter(({ arrived }) => arrived !== 1)
    .map(({ display, id, arrived }) => `${id} got ${arrived} mails that ${display} is major; one was due`);
  if (counts.length === 0) problems.push('there was nothing to tell');
  return checked(
    'told',
    problems,
    counts.map(({ display, id }) => `${id} got one mail that ${display} is major`).join(', '),
  );
}
