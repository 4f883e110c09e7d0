import { allEvents } from '../../register/events.ts';
import { allPages } from '../../register/records.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { documentedStream, textOf } from '../../rules/event.ts';
import { ownerOn } from '../../rules/risk/owner.ts';
import { acceptanceOn, acceptedAt, isUnacceptable } from '../../rules/risk/reading.ts';
import type { Acceptance, Risk } from '../../rules/risk/state.ts';
import type { TableKind } from './table.ts';

/** Events that say who owns a risk. */
const NAMING = ['identified', 'handed-over'];

/** Who accepted which residual risk, above the criteria or within them, from when to when (6.1.3 f). */
export const acceptances: TableKind = {
  source: 'documented information: risk',
  about: 'who accepted which residual risk, by which criteria, approved by whom, and whether that holds today',
  dated: true,
  rows: async ({ register, org, now, on }) => {
    const { zone } = org.programme;
    const all = await allPages((page) => register.loadRows<Risk>('documented', { noun: 'risk' }, page));
    const rows = [];
    for (const { state } of all) {
      const today = acceptanceOn(state, zone, dateAt(zone, now));
      if (!on) {
        rows.push(...state.acceptances.map((acceptance) => lineOf(state, acceptance, acceptance === today)));
        continue;
      }
      const then = acceptanceOn(state, zone, on);
      if (!then) continue;
      const named = await allEvents(register, { stream: documentedStream('risk', state.id), kinds: NAMING });
      const owner = ownerOn(named, zone, on) ?? state.owner;
      rows.push(lineOf({ ...state, owner }, then, then === today));
    }
    return rows;
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
