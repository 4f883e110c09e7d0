import { allPages, type Row } from '../../register/records.ts';
import type { Reads, Tx } from '../../register/register.ts';
import { type ClosedBefore, similarTo } from '../../rules/nonconformity/similar.ts';
import { type NonconformityState, nonconformityStream } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { linkOf, type RecordLink } from '../../rules/record-link.ts';
import type { Instant } from '../../rules/time.ts';

/**
 * @returns the closed nonconformity that people mean by `name`, to be linked by its recurrence.
 * @throws RangeError if nothing is called that, or what is is no nonconformity, or is not closed.
 */
export async function closedNamed(register: Reads, name: string): Promise<RecordLink> {
  const found = await register.resolve(name);
  const row =
    found?.table === 'nonconformity' ? await register.load<NonconformityState>(found.table, found.key) : undefined;
  if (!row) throw new RangeError(`--recurrence-of: no nonconformity is called ${name}; see dutybound nc list --all`);
  if (row.state.closed) return linkOf(row.state);
  throw new RangeError(`--recurrence-of: ${row.state.terms.display} is not closed; what happens again belongs into it`);
}

/**
 * Links a nonconformity that was just raised, or said to be a recurrence, to the closed one, and annotates that one's verdict. It is never
 * reopened (domain, section 6).
 */
export async function annotate(tx: Tx, state: NonconformityState, actor: string, at: Instant): Promise<void> {
  if (!state.recurrenceOf) return;
  const body = { ...linkOf(state) };
  await tx.append([{ stream: nonconformityStream(state.recurrenceOf.key), kind: 'recurred', actor, at, body }]);
}

/** Notes, for its ticket to ask, the closed ones that a nonconformity resembles. */
export async function noteSimilar(
  tx: Tx,
  { programme: { zone } }: Organisation,
  { terms, recurrenceOf }: NonconformityState,
  now: Instant,
): Promise<void> {
  if (recurrenceOf) return;
  const rows = await allPages((page) => tx.rows('nonconformity', { process: terms.process, ended: 1 }, page));
  const closed: RecordLink[] = [];
  for (const { key } of similarTo(terms, rows.map(closedIn), zone, now)) {
    const row = await tx.load<NonconformityState>('nonconformity', key);
    if (row) closed.push(linkOf(row.state));
  }
  if (closed.length === 0) return;
  const body = { closed: closed.map((link) => ({ ...link })) };
  await tx.append([{ stream: nonconformityStream(terms.key), kind: 'similar-found', actor: 'engine', at: now, body }]);
}

function closedIn({ key, columns }: Row): ClosedBefore & { key: string } {
  const { process, clause, closed_at } = columns;
  return { key, process: String(process), clauses: String(clause).split(', '), closedAt: String(closed_at) };
}
