import { allPages } from '../../register/records.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { textOf } from '../../rules/event.ts';
import { acceptanceOn, acceptedAt, isUnacceptable } from '../../rules/risk/reading.ts';
import type { Acceptance, Risk } from '../../rules/risk/state.ts';
import type { TableKind } from './table.ts';

/** Who accepted which residual risk, above the criteria or within them, from when to when (6.1.3 f). */
export const acceptances: TableKind = {
  source: 'documented information: risk',
  about: 'who accepted which residual risk, by which criteria, approved by whom, and whether that holds today',
  dated: true,
  rows: async ({ register, org, now, on }) => {
    const { zone } = org.programme;
    const all = await allPages((page) => register.loadRows<Risk>('documented', { noun: 'risk' }, page));
    return all.flatMap(({ state }) => {
      const today = acceptanceOn(state, zone, dateAt(zone, now));
      const then = on && acceptanceOn(state, zone, on);
      const asked = on ? state.acceptances.filter((a) => a === then) : state.acceptances;
      return asked.map((acceptance) => lineOf(state, acceptance, acceptance === today));
    });
  },
};

function lineOf(risk: Risk, acceptance: Acceptance, holds: boolean) {
  const { level, limit, criteria, by, because, approved, expires, expired, task } = acceptance;
  return {
    risk: risk.id,
    title: textOf(risk.title),
    owner: risk.owner,
    level,
    limit,
    criteria,
    concession: isUnacceptable(acceptance),
    accepted_by: by,
    accepted: acceptance.at,
    justification: textOf(because),
    approved_by: approved?.by ?? '',
    valid_from: acceptedAt(acceptance),
    expires: expires ?? '',
    expired: expired ?? '',
    holds_today: holds,
    task,
  };
}
