import { dateAt } from '../calendar/local-day.ts';
import { byText, compareText } from '../order.ts';
import type { Organisation } from '../organisation.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant, LocalDate } from '../time.ts';
import { dateIn, isStale } from './age.ts';
import { namesItem, type Offer, offersIn } from './offers.ts';
import type { FetchedFile } from './seen.ts';
import type { Evidence, Item, TaskState } from './state.ts';

export interface MissingItem {
  item: Item;
  why: 'missing' | 'empty' | 'not-kept' | 'outsider' | 'stale';
}

export interface Gathered {
  items: Evidence[];
  missing: MissingItem[];
  /** Attachments that could count for more than one missing item. */
  ambiguous: string[];
  /** Whatever else was attached: frozen with the rest. */
  others: Evidence[];
}

/**
 * Which evidence items are there: an attachment counts for the item whose id stands in its comment or file name; what is left over counts
 * when exactly one item is missing (domain: submitted). Evidence by people outside the programme does not count, nor does an empty file.
 * @param closedAt instant of the close that is judged: what was there by then takes precedence over what came later. Without it the
 * evidence is taken as it stands now, and a file that was not fetched yet counts as kept.
 */
export function gatherEvidence(
  state: TaskState,
  ticket: Ticket,
  org: Organisation,
  files: Record<string, FetchedFile>,
  closedAt?: Instant,
): Gathered {
  const { evidence } = state.terms;
  const offers = offersIn(state, ticket, org, files);
  const named = new Map(evidence.map((item) => [item.id, offers.filter((o) => isFor(o, item, evidence))]));
  const spare = offers.filter((o) => o.item === '' && !evidence.some((item) => isFor(o, item, evidence)));
  const found = new Map<string, Offer>();
  const take = (item: Item, from: Offer[]) => {
    const fit = from.filter((o) => fits(item, o, closedAt === undefined, org));
    const best = bestOf(fit, item, state, closedAt);
    if (best) found.set(item.id, best);
  };
  for (const item of evidence) take(item, named.get(item.id) ?? []);
  const [only, ...more] = evidence.filter((item) => !found.has(item.id));
  if (only && more.length === 0) take(only, spare);
  const missing = evidence
    .filter((item) => !found.has(item.id))
    .map((item) => whyMissing(item, named.get(item.id) ?? [], spare, org));
  const usable = spare.filter((o) => o.size !== 0 && !o.outsider);
  const ambiguous = missing.length > 1 ? usable.map((o) => nameOf(o)) : [];
  const chosen = [...found.values()];
  const rest = offers.filter(
    (o) => o.item === '' && !o.outsider && !chosen.some((c) => c.url === o.url && c.at === o.at),
  );
  return {
    items: [...found].map(([id, o]) => {
      const dated = evidence.some((item) => item.id === id && item.maxAge) ? datedOf(o, org) : undefined;
      return { ...plain(o, id), ...(dated && { dated }) };
    }),
    missing,
    ambiguous,
    others: rest.map((o) => plain(o, '')),
  };
}

function isFor(offer: Offer, item: Item, all: Item[]): boolean {
  if (offer.item !== '' || item.word) return offer.item === item.id;
  return namesItem(`${offer.words}\n${offer.own}`, item.id, all);
}

/**
 * @returns of what was there by the close, the newest: first of all what came after a rejection, then what names the item, then what is
 * kept. Without anything of that, what came first after the close.
 */
function bestOf(fit: Offer[], item: Item, state: TaskState, closedAt: Instant | undefined): Offer | undefined {
  const inTime = fit.filter((o) => closedAt === undefined || o.at <= closedAt);
  const rejected = state.rejections.at(-1)?.at ?? '';
  const rank = (o: Offer) =>
    [o.at > rejected, o.item !== '' || namesItem(o.own, item.id, state.terms.evidence), o.kept !== undefined]
      .map(Number)
      .join('') + o.at;
  return inTime.sort((a, b) => compareText(rank(b), rank(a)))[0] ?? fit.sort(byText(({ at }) => at))[0];
}

/** An item that must be kept is kept when its bytes are; words stand in the record anyway. */
function fits(item: Item, offer: Offer, unfetchedCounts: boolean, org: Organisation): boolean {
  if (offer.outsider || offer.size === 0) return false;
  if (item.word || item.counted) return offer.says !== undefined;
  if (offer.how === 'none-needed' || offer.how === 'text') return !item.file;
  if (isStale(item, datedOf(offer, org), offer.at, org)) return false;
  return !item.kept || offer.kept !== undefined || (unfetchedCounts && offer.unfetched);
}

function datedOf({ words, own, at }: Offer, org: Organisation): LocalDate | undefined {
  return dateIn(`${own}\n${words}`, dateAt(org.programme.zone, at));
}

function whyMissing(item: Item, named: Offer[], spare: Offer[], org: Organisation): MissingItem {
  if (item.word || item.counted) return { item, why: 'missing' };
  if (named.some((o) => o.size === 0)) return { item, why: 'empty' };
  const given = [...named, ...spare].filter((o) => !o.outsider);
  if (given.some((o) => isStale(item, datedOf(o, org), o.at, org))) return { item, why: 'stale' };
  if (named.some((o) => !o.outsider && (o.how === 'link' || o.how === 'file'))) return { item, why: 'not-kept' };
  return { item, why: [...named, ...spare].some((o) => o.outsider) ? 'outsider' : 'missing' };
}

function nameOf({ name }: Offer): string {
  return 'text' in name ? name.text : '';
}

function plain(
  { words: _, own: __, size: ___, unfetched: ____, outsider: _____, ...evidence }: Offer,
  item: string,
): Evidence {
  return { ...evidence, item };
}
