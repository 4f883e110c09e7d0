import { createHmac } from 'node:crypto';
import type { InboundRequest, Tickets } from '../../integrations/tickets/port.ts';
import type { Reading, TicketRef } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';
import type { Faults, People } from './bench.ts';
import { faultsOf, peopleOf } from './in-memory/people.ts';
import { addressesIn, ownText, PREFIX } from './in-memory/plain.ts';
import { createMemory, type InMemoryOptions, type Sheet, type Store } from './in-memory/store.ts';
import { comment, ensure, setCategory } from './in-memory/writing.ts';

/** A tracker in memory: the port, what people do in it, and what can go wrong. */
export interface InMemoryTracker {
  tickets: Tickets;
  people: People;
  faults: Faults;
  /** The tickets as they stand, oldest first. */
  sheets(): readonly Sheet[];
  /** Writes of the engine that took effect. */
  writes(): number;
  calls(): number;
  /** @returns a webhook as if `login` had touched the ticket, or given it the label. */
  webhook(ref: TicketRef, login: string, label?: string): InboundRequest;
}

const SIGNATURE = 'x-signature';

/** @returns a tracker for tests; it keeps to the contract suite like every adapter. */
export function createInMemoryTickets(options: InMemoryOptions): InMemoryTracker {
  const store = createMemory(options);
  return {
    tickets: ticketsOf(store, options.settleMs ?? 60_000),
    people: peopleOf(store),
    faults: faultsOf(store),
    sheets: () => store.sheets,
    writes: () => store.counts.writes,
    calls: () => store.counts.calls,
    webhook(ref, login, label) {
      const labels = label ? { labels: [label] } : {};
      const body = Buffer.from(JSON.stringify({ id: ref.id, updated: store.now(), login, ...labels }));
      return { path: '', headers: { [SIGNATURE]: signatureOf(body) }, body };
    },
  };
}

function ticketsOf(store: Store, settleMs: number): Tickets {
  return {
    id: store.id,
    prefix: PREFIX,
    inabilities: [],
    ensure: async (draft, ref, until) => ensure(store, draft, settleMs, ref, until),
    read: async (ref, since) => read(store, ref, since),
    comment: async (ref, key, text, tried, until) => {
      return comment(store, ref, key, text, tried, until);
    },
    async retire(ref, successor) {
      comment(store, ref, `retired-${successor.id}`, [[`Replaced by ${successor.number}.`]], true);
      const sheet = store.find(ref);
      if (sheet !== undefined) setCategory(store, sheet, store.engine.login, 'dropped');
    },
    async changedSince(instant) {
      store.call();
      const changed = store.sheets.filter((each) => each.author.id === store.engine.id && each.updated >= instant);
      return changed
        .map(({ ref, updated, createdAt, category, key, display, hasFence }) => ({
          ticket: { tracker: store.id, id: ref.id },
          updated,
          own: false,
          ref,
          createdAt,
          category,
          ...(hasFence && { key, display }),
        }))
        .sort((a, b) => (a.updated < b.updated ? -1 : 1));
    },
    async labelled(label, instant) {
      store.call();
      return store.sheets
        .filter((each) => each.gone === undefined && each.labels.includes(label) && each.updated >= instant)
        .map(({ ref, title, author, updated }) => ({ ref, title, by: author, updated }))
        .sort((a, b) => (a.updated < b.updated ? -1 : 1));
    },
    async attachment(_, url) {
      const bytes = store.files.get(url);
      return bytes === undefined ? undefined : { bytes, media: 'application/octet-stream' };
    },
    authenticate({ headers, body }) {
      if (headers[SIGNATURE] !== signatureOf(body)) return undefined;
      const { id, updated, login, labels } = JSON.parse(body.toString());
      return [
        { ticket: { tracker: store.id, id }, updated, own: login === store.engine.login, ...(labels && { labels }) },
      ];
    },
    account: async (login) => (store.isAssignable(login) ? store.account(login) : undefined),
    async check() {
      store.call();
      return { self: store.engine, target: store.id, skew: 0, shortcomings: [] };
    },
  };
}

function read(store: Store, ref: TicketRef, since: Instant | undefined): Reading {
  store.call(ref);
  const sheet = store.find(ref);
  const asOf = store.now();
  if (sheet === undefined) return { gone: 'hidden', asOf };
  if (sheet.gone !== undefined) return { gone: sheet.gone, asOf };
  if (since === sheet.updated) return { unchanged: true, asOf };
  const { author, lines, written, hasFence, below, comments, ...rest } = structuredClone(sheet);
  const { key: _, display: __, grade: ___, parent: ____, ...shown } = rest;
  const isIntact = lines.join('\n') === written.join('\n');
  return {
    ...shown,
    asOf,
    comments: comments.map(({ raw, isHeard, pinned, ...each }) => ({
      ...each,
      text: ownText(raw),
      attachments: [...addressesIn(raw, store.files), ...(pinned ? [pinned] : [])],
    })),
    fence: !hasFence ? 'missing' : isIntact ? 'intact' : 'altered',
  };
}

function signatureOf(body: Buffer): string {
  return createHmac('sha256', 'in memory').update(body).digest('hex');
}
