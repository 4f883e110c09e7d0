import type { Sealed } from '../../register/blobs.ts';
import type { Row } from '../../register/records.ts';
import { allPages } from '../../register/records.ts';
import type { Reads } from '../../register/register.ts';
import type { Documented } from '../../rules/documented.ts';
import { makePack } from '../../rules/management-review/make-pack.ts';
import type { OccurrenceLine, Pack, PackSources, TaskLine } from '../../rules/management-review/pack.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { courseOf } from '../../rules/occurrence-course.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { byText } from '../../rules/order.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { earliest, type Instant } from '../../rules/time.ts';
import { readCourse } from '../courses.ts';
import type { Dependencies } from '../dependencies.ts';
import { versionLines } from '../history/versions.ts';
import { plannedAudits } from '../tables/audits.ts';
import { packPage } from './page.ts';

/**
 * Makes the pack of a management review from live records (9.3.2): what the register said at the event that it names, whatever is written
 * meanwhile. @returns it, and the page that is kept of it once its ticket names that.
 */
export async function sealPack(
  { register }: Pick<Dependencies, 'register'>,
  org: Organisation,
  now: Instant,
): Promise<{ pack: Pack & { kept: string }; page: Sealed }> {
  const pack = makePack(await register.snapshot((reads) => sourcesOf(reads, org, now)));
  const page = register.seal(Buffer.from(packPage(pack, org)), 'text/html; charset=utf-8');
  return { pack: { ...pack, kept: page.hash }, page };
}

async function sourcesOf(reads: Reads, org: Organisation, now: Instant): Promise<PackSources> {
  const documented = await statesOf<Documented>(reads, 'documented');
  const versions = await versionLines(reads);
  const since = (await lastPacked(reads, documented)) ?? versions[0]?.at ?? now;
  return {
    org,
    now,
    since,
    head: await reads.head(),
    occurrences: await occurrencesOf(reads, org, since, now),
    tasks: [
      ...(await allPages((page) => reads.rows('task', {}, page))).map(taskLine),
      ...(await allPages((page) => reads.loadRows<TaskState>('task', { kind: 'action' }, page))).map((row) => ({
        ...taskLine(row),
        ...(row.state.terms.action && { action: row.state.terms.action, carriedOut: row.state }),
      })),
    ],
    nonconformities: await statesOf<NonconformityState>(reads, 'nonconformity'),
    documented,
    audits: await plannedAudits(reads),
    versions,
  };
}

/**
 * @returns when the pack of the last signed review was made: what came between that and the signature was in no review's input yet. Of one
 * without a pack, when it was signed.
 */
async function lastPacked(reads: Reads, documented: Documented[]): Promise<Instant | undefined> {
  const reviews = documented.flatMap((d) => (d.noun === 'decision' ? [d] : []));
  const last = reviews.sort(byText(({ signed }) => signed.at)).at(-1);
  if (!last?.pack) return last?.signed.at;
  const [made] = await reads.events({ after: last.pack.sequence - 1, limit: 1, words: 'hashes' });
  return earliest(made?.noticed, last.signed.at);
}

async function statesOf<S>(reads: Reads, table: 'documented' | 'nonconformity'): Promise<S[]> {
  return (await allPages((page) => reads.loadRows<S>(table, {}, page))).map(({ state }) => state);
}

/** How late something was is asked only of what came due since. */
async function occurrencesOf(reads: Reads, org: Organisation, since: Instant, now: Instant): Promise<OccurrenceLine[]> {
  const all = await allPages((page) => reads.loadRows<OccurrenceState>('occurrence', {}, page));
  const lines: OccurrenceLine[] = [];
  for (const one of all) {
    const { key, state } = one;
    const isRecent = state.due.at > since && state.due.at <= now;
    const course = isRecent ? (await readCourse(reads, org, one, now)).course : courseOf(state, 0);
    const { duty, due, closedAt } = state;
    lines.push({ key, duty, due: due.at, state: state.state, course, ...(closedAt && { closedAt }) });
  }
  return lines;
}

function taskLine({ key, columns }: Row): TaskLine {
  const { display, occurrence, ticket_number: number, ticket_url: url } = columns;
  return {
    key,
    display: String(display),
    ...(occurrence && { occurrence: String(occurrence) }),
    ...(number && { number: String(number) }),
    ...(url && { url: String(url) }),
  };
}
