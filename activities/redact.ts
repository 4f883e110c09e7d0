import type { Blob } from '../register/blobs.ts';
import { ticketTables } from '../register/columns.ts';
import { eventsIn } from '../register/events.ts';
import type { LoggedEvent } from '../register/log.ts';
import type { RecordName } from '../register/records.ts';
import type { Holding } from '../register/redaction/holding.ts';
import type { Register, Tx } from '../register/register.ts';
import { redrawing } from '../rules/effect.ts';
import type { Json } from '../rules/event.ts';
import type { Programme } from '../rules/programme.ts';
import { holdOn } from '../rules/retention.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Thread } from '../rules/thread.ts';
import type { Instant } from '../rules/time.ts';
import { outboxRow } from './outbox-row.ts';

const HASH = /^[0-9a-f]{64}$/;

/** Something of a record that can be taken out. */
export interface Candidate {
  hash: string;
  sequence: number;
  at: Instant;
  actor: string;
  kind: string;
  /** Where in the event it stands: `reason`, `submission.items.0.kept`. */
  field: string;
  media: string;
  size: number;
  /** The text; undefined for a file and for what was taken out. */
  text?: string;
  redacted: boolean;
}

/** What taking something out does, and what it leaves. */
export interface Redaction {
  /** The one asked for, and other copies of the same text or file. */
  hashes: string[];
  /** What it says; undefined for a file. */
  text?: string;
  media: string;
  /** Events that name one of them. */
  events: LoggedEvent[];
  /** Tasks and nonconformities whose tickets are drawn anew. */
  records: RecordName[];
  /** What holds the text besides, or is the same file, and is left alone. */
  remaining: Holding[];
}

/** Who takes something out, and why. */
export interface Order {
  actor: string;
  because: string;
  at: Instant;
}

/** @returns the texts and files that a stream's events name, oldest first. */
export async function candidatesOf(register: Register, stream: string): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for await (const event of eventsIn(register, { stream, words: 'hashes' }))
    found.push(...(await candidatesIn(register, event)));
  return found;
}

async function candidatesIn(register: Register, event: LoggedEvent): Promise<Candidate[]> {
  const { sequence, at, actor, kind } = event;
  const found: Candidate[] = [];
  for (const [field, hash] of fieldsOf(event.body)) {
    const blob = await register.blob(hash);
    if (!blob) continue;
    const { media, bytes, redacted } = blob;
    const text = redacted ? undefined : wordsIn(blob);
    const size = bytes.length;
    found.push({ hash, sequence, at, actor, kind, field, media, size, redacted, ...(text !== undefined && { text }) });
  }
  return found;
}

/** @returns what somebody said; undefined for a file. */
function wordsIn({ kind, bytes }: Blob): string | undefined {
  return kind === 'words' ? Buffer.from(bytes).toString('utf8') : undefined;
}

/** Paths of fields that hold a hash; `reason.blob` is called `reason`. */
function fieldsOf(value: Json, path: string[] = []): [field: string, hash: string][] {
  if (typeof value === 'string') return HASH.test(value) && path.at(-1) !== 'hash' ? [[nameOf(path), value]] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, [...path, name]));
}

function nameOf(path: string[]): string {
  return (path.at(-1) === 'blob' ? path.slice(0, -1) : path).join('.');
}

/**
 * Looks what taking out a text or file would do; nothing is changed.
 * @param only leaves other copies of the same text or file alone. @returns undefined if nothing is under this hash, or nothing any more.
 */
export async function planRedaction(register: Register, hash: string, only: boolean): Promise<Redaction | undefined> {
  const blob = await register.blob(hash);
  if (!blob || blob.redacted) return undefined;
  const text = wordsIn(blob);
  const holders: Holding[] = text === undefined ? await register.copies(hash) : await register.holding(text);
  const copies = holders.flatMap((h) => (isCopy(h, text) && h.hash !== hash ? [h.hash] : []));
  const hashes = [hash, ...(only ? [] : copies)];
  const named = await Promise.all(hashes.map((each) => register.eventsNaming(each)));
  const events = [...new Map(named.flat().map((event) => [event.sequence, event])).values()];
  const remaining = holders.filter((h) => h.kind === 'programme' || !hashes.includes(h.hash));
  return {
    hashes,
    ...(text !== undefined && { text }),
    media: blob.media,
    events: events.sort((a, b) => a.sequence - b.sequence),
    records: recordsOf(events),
    remaining,
  };
}

/** A file that merely holds the words among others is none, and stays. */
function isCopy(held: Holding, text: string | undefined): held is Exclude<Holding, { kind: 'programme' }> {
  return text === undefined ? held.kind === 'bytes' : held.kind === 'words' && held.whole;
}

function recordsOf(events: LoggedEvent[]): RecordName[] {
  const streams = [...new Set(events.map((event) => event.stream))];
  return streams.flatMap((stream) => {
    const table = ticketTables.find((t) => stream.startsWith(`${t}/`));
    return table ? [{ table, key: stream.slice(table.length + 1) }] : [];
  });
}

/** @returns the legal hold that what is taken out lies under: the record, and why it is kept (domain, section 7); undefined if there is none. */
export async function heldIn(
  register: Register,
  { records }: Redaction,
  programme: Pick<Programme, 'retention'>,
): Promise<{ record: string; because: string } | undefined> {
  const wholes = await Promise.all(records.map((name) => wholeOf(register, name)));
  for (const { table, key } of [...records, ...wholes.flat()]) {
    const columns = (await register.load(table, key))?.columns;
    const because = holdOn(programme, [String(columns?.display), String(columns?.ticket_number)]);
    if (because !== undefined) return { record: String(columns?.display), because };
  }
  return undefined;
}

/** Actions and reviews lie under the hold of their nonconformity. */
async function wholeOf(register: Register, { table, key }: RecordName): Promise<RecordName[]> {
  const task = table === 'task' ? await register.load<TaskState>(table, key) : undefined;
  const { origin } = task?.state.terms ?? {};
  return origin && 'nonconformity' in origin ? [{ table: 'nonconformity', key: origin.nonconformity }] : [];
}

/** Takes it out in one transaction, and has the tickets drawn anew that showed it. @throws RegisterError `misuse` for a programme that is still needed. */
export async function redact(register: Register, { hashes, records }: Redaction, order: Order): Promise<void> {
  await register.write(async (tx) => {
    for (const hash of hashes) await tx.redact(hash, order);
    for (const name of records) await redraw(tx, name, hashes[0] ?? '', order.at);
  });
}

async function redraw(tx: Tx, { table, key }: RecordName, hash: string, now: Instant): Promise<void> {
  const row = await tx.load<{ thread: Thread }>(table, key);
  if (!row?.columns.ticket_id) return;
  const effect = redrawing(key, row.state.thread.generation, `redacted:${hash.slice(0, 12)}`, { must: true });
  await tx.addEffects([outboxRow(effect, key, String(row.columns.tracker))]);
  await tx.hint(table, key, { wake_at: now });
}
