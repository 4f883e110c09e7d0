import type { LoggedEvent } from '../../register/log.ts';
import type { Reads } from '../../register/register.ts';
import type { OccurrenceEvents } from '../../rules/occurrence-state.ts';
import type { TaskEvents } from '../../rules/task/events.ts';
import type { Instant } from '../../rules/time.ts';

/** A gap in which no planner went round. */
export interface Downtime {
  from: Instant;
  until: Instant;
  /** What opened late because of it, and whose dates it moved: occurrences, and later stages of them. */
  delayed: number;
}

const MOST_SHOWN = 100;
const PAGE = 1000;

/** @returns the newest gaps, the latest last. */
export async function downtimeOf(register: Pick<Reads, 'events'>): Promise<Downtime[]> {
  const newest = { stream: 'engine', kinds: ['downtime'], limit: MOST_SHOWN, newestFirst: true };
  const gaps = (await register.events(newest)).map((e) => e.body as { from: Instant; until: Instant }).reverse();
  const [first] = gaps;
  if (!first) return [];
  const late = [...(await lateOpenings(register, first.from)).values()];
  return gaps.map((gap) => ({
    ...gap,
    delayed: late.filter((opens) => opens >= gap.from && opens < gap.until).length,
  }));
}

/**
 * @param since what is late because of a gap was recorded after it began.
 * @returns when each of them should have opened; the tasks of a stage are one.
 */
async function lateOpenings(register: Pick<Reads, 'events'>, since: Instant): Promise<Map<string, Instant>> {
  const found = new Map<string, Instant>();
  for (let after: number | undefined; ; ) {
    const newest = { kinds: ['planned'], limit: PAGE, newestFirst: true, words: 'hashes' as const };
    const page = await register.events({ ...newest, ...(after !== undefined && { after }) });
    for (const event of page) {
      if (event.noticed < since) return found;
      const late = lateIn(event);
      if (late) found.set(`${late.occurrence} ${late.opens}`, late.opens);
    }
    if (page.length < PAGE) return found;
    after = page.at(-1)?.sequence;
  }
}

function lateIn({ stream, body }: LoggedEvent): { occurrence: string; opens: Instant } | undefined {
  const { occurrence, terms } = body as unknown as Partial<OccurrenceEvents['planned'] & TaskEvents['planned']>;
  if (occurrence) {
    const [, key = ''] = stream.split('/');
    return occurrence.openedLateBy > 0 ? { occurrence: key, opens: occurrence.opens } : undefined;
  }
  if (!terms || !('occurrence' in terms.origin) || !terms.openedLateBy) return undefined;
  return { occurrence: terms.origin.occurrence, opens: terms.opens };
}
