import { type Check, checked } from './check.ts';
import type { Facts } from './facts.ts';

/** An opening within two rounds of the planner is still in time. */
const ROUNDS = 2;
const SLACK_MS = 5_000;

/** Each time that a duty was owed since it was applied has a row with a state, and each row a task; computed anew from the programme. */
export function ledgerComplete(facts: Facts): Check {
  const owed = owedUntil(facts, Date.parse(facts.now) - ROUNDS * facts.inForce.programme.pace.planner - SLACK_MS);
  const rows = facts.occurrences;
  const lacking = owed.filter(
    (o) =>
      !rows.some(
        (r) => r.duty === o.duty && (r.subject ?? '') === o.subject && r.period === o.period && r.cause === 'interval',
      ),
  );
  const stateless = rows.filter(({ state }) => !state);
  const taskless = rows.filter(({ key }) => !facts.ticketed.some(({ occurrence }) => occurrence === key));
  const problems = [
    ...lacking.map(({ duty, period }) => `${duty} was owed at ${period}, but the ledger has no row`),
    ...stateless.map(({ duty, period }) => `${duty} of ${period} has no state`),
    ...taskless.map(({ duty, period }) => `${duty} of ${period} has no task`),
  ];
  const onDemand = rows.filter(({ cause }) => cause !== 'interval').length;
  return checked(
    'ledger',
    problems,
    `${owed.length} planned and ${onDemand} on demand, each with a row, a state, and a task`,
  );
}

/** Exact intervals only: the example's others do not come round while anybody looks. */
function owedUntil({ inForce }: Facts, until: number): { duty: string; subject: string; period: string }[] {
  const { applied, programme } = inForce;
  return programme.duties.flatMap((duty) => {
    const since = Date.parse(applied[duty.id]?.at ?? '');
    const lead = duty.lead ?? programme.ladders.find(({ id }) => id === duty.ladder)?.lead;
    if (!duty.first || duty.every?.unit !== 'ms' || lead?.unit !== 'ms' || Number.isNaN(since)) return [];
    const { n: every } = duty.every;
    const subjects = duty.subjects.length > 0 ? duty.subjects.map(({ id }) => id) : [''];
    const owed = [];
    for (let period = Date.parse(duty.first); period - lead.n <= until; period += every)
      if (period >= since)
        owed.push(...subjects.map((subject) => ({ duty: duty.id, subject, period: new Date(period).toISOString() })));
    return owed;
  });
}
