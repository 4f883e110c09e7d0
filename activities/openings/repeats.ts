import { allPages, type Loaded, type RecordName, type Row } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import { textOf } from '../../rules/event.ts';
import { keyOf } from '../../rules/keys.ts';
import { type Minor, proposalTerms, repeating } from '../../rules/nonconformity/repeats.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Instant } from '../../rules/time.ts';
import { planTask } from '../plan-task.ts';

/**
 * Puts minors that repeat on one process to the lead, in the transaction that raised the last of them (domain: repeats). A minor counts for
 * one proposal only.
 * @param raised key of the one just raised. @returns the proposal's task, undefined where there is none to make.
 */
export async function proposeMajor(
  tx: Tx,
  org: Organisation,
  raised: string,
  version: number,
  now: Instant,
): Promise<RecordName | undefined> {
  const row = await tx.load<NonconformityState>('nonconformity', raised);
  const process = row?.state.terms.process;
  if (process === undefined || row?.state.terms.ownGrade !== 'minor') return undefined;
  const { repeats } = org.programme.clocks;
  const found = repeating(await unnamed(tx, process), raised, repeats, org.calendar);
  if (!found) return undefined;
  const minors = await Promise.all(found.map(async (minor) => ({ ...minor, title: await titleOf(tx, minor) })));
  const period = minors.map((m) => m.link.key).join(' ');
  const key = keyOf({ instance: org.programme.instance, duty: '', period, cause: 'repeats', slot: 'proposal' });
  const propose = (display: string) => proposalTerms(minors, process, org, { key, display, version }, now);
  return planTask(tx, { key, name: 'repeats' }, propose, now);
}

/** @returns the minors on a process that no proposal has named; their titles are read once they are needed. */
async function unnamed(tx: Tx, process: string): Promise<Minor[]> {
  const rows = await allPages((page) => tx.rows('nonconformity', { process, own_grade: 'minor' }, page));
  const proposals = await allPages((page) => tx.loadRows<TaskState>('task', { kind: 'repeats' }, page));
  const named = new Set(proposals.flatMap(namedBy));
  return rows.filter((r) => !named.has(r.key)).map(minorOf);
}

function namedBy({ state }: Loaded<TaskState>): string[] {
  return 'minors' in state.terms.origin ? state.terms.origin.minors.map((m) => m.key) : [];
}

function minorOf({ key, columns }: Row): Minor {
  const { display, ticket_number: number, ticket_url: url, raised } = columns;
  const ticket = number && url ? { number: String(number), url: String(url) } : {};
  return { link: { key, display: String(display), ...ticket }, title: '', raisedOn: String(raised) };
}

async function titleOf(tx: Tx, { link }: Minor): Promise<string> {
  const row = await tx.load<NonconformityState>('nonconformity', link.key);
  return textOf(row?.state.terms.title);
}
