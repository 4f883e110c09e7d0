import type { Tx } from '../../register/register.ts';
import { contactTime } from '../../rules/calendar/contact-hours.ts';
import { textOf } from '../../rules/event.ts';
import { whyBlocked } from '../../rules/thread.ts';
import type { Instant } from '../../rules/time.ts';
import { outOfReachNotice } from '../../rules/wording/tampering.ts';
import { toLeads } from '../lead-notice.ts';
import { loadOrganisation } from '../organisation.ts';
import { streamOf, type Ticketed } from '../records.ts';

/** Records why a record cannot go on before somebody helps; nothing where it stands there already. @param why in the tracker's words. */
export async function tellBlocked(tx: Tx, { table, row }: Ticketed, why: string, now: Instant): Promise<void> {
  if (whyBlocked(row.state.thread) === why) return;
  const body = { why: { text: why } };
  await tx.append([{ stream: streamOf(table, row.key), kind: 'blocked', actor: 'engine', at: now, body }]);
}

/**
 * Has the leads told that a ticket is out of the account's reach, in contact hours; once until the record is no longer blocked.
 * @param record as it stood before that.
 */
export async function tellOutOfReach(tx: Tx, { row }: Ticketed, why: string, now: Instant): Promise<void> {
  const { thread, terms } = row.state;
  if (thread.blocked) return;
  const org = await loadOrganisation(tx, now);
  const notice = outOfReachNotice(textOf(terms.title), terms.display, thread.ref, why);
  const notBefore = contactTime(org.calendar, org.programme.contactHours, now);
  await tx.addEffects(toLeads(org, `out-of-reach:${row.key}:${now}`, notice, notBefore));
}
