import { allPages } from '../register/records.ts';
import type { Reads } from '../register/register.ts';
import type { Covered } from '../rules/audit/coverage.ts';
import { type Audit, coveredBy } from '../rules/audit/record.ts';
import { contactTime } from '../rules/calendar/contact-hours.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import type { Programme } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import { uncoveredLines, uncoveredNotice } from '../rules/wording/coverage.ts';
import type { Dependencies } from './dependencies.ts';
import { calendarOn } from './holidays.ts';
import { toLeads } from './lead-notice.ts';
import { type Current, organisationOf } from './organisation.ts';

/** @returns what a programme asks to be audited and no audit has covered by now, in words; [] without an audit programme. */
export async function uncoveredBy(register: Reads, programme: Programme, now: Instant): Promise<string[]> {
  if (!programme.audit) return [];
  const covered = await coveredIn(register, programme);
  const calendar = calendarOn(programme, now);
  return uncoveredLines(programme, calendar, covered, dateAt(programme.zone, now));
}

/** @returns the audits that were carried out. */
export async function coveredIn(register: Reads, { zone }: Programme): Promise<Covered[]> {
  const audits = await allPages((page) => register.loadRows<Audit>('documented', { noun: 'audit' }, page));
  return coveredBy(
    audits.map(({ state }) => state),
    zone,
  );
}

/** Tells the leads once in each month what no audit has covered yet (domain, section 5). */
export async function tellUncovered(deps: Dependencies, { programme }: Current, now: Instant): Promise<void> {
  const { register } = deps;
  if (!programme.audit) return;
  const month = dateAt(programme.zone, now).slice(0, 7);
  const [last] = await register.events({ kinds: [TOLD], limit: 1, newestFirst: true, words: 'hashes' });
  if (last?.body.month === month) return;
  const lines = await uncoveredBy(register, programme, now);
  if (lines.length === 0) return;
  const org = await organisationOf(register, programme, now);
  const notBefore = contactTime(org.calendar, programme.contactHours, now);
  const notices = toLeads(org, `uncovered:${month}`, uncoveredNotice(lines), notBefore);
  await register.write(async (tx) => {
    if ((await tx.addEffects(notices)) === 0) return;
    await tx.append([{ stream: 'engine', kind: TOLD, actor: 'engine', at: now, body: { month, lines: lines.length } }]);
  });
}

const TOLD = 'uncovered-told';
