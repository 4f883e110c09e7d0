import type { Lease } from '../register/leases.ts';
import type { Tx } from '../register/register.ts';
import type { Effect } from '../rules/effect.ts';
import type { NewEvent } from '../rules/event.ts';
import { personById } from '../rules/organisation.ts';
import type { Block } from '../rules/ticket.ts';
import type { Instant } from '../rules/time.ts';
import { adopted } from './adoption.ts';
import type { Dependencies } from './dependencies.ts';
import { sendDigest } from './digest.ts';
import { forgottenAt } from './doubt.ts';
import { ENGINE_RECORD } from './engine-record.ts';
import { tellOpened } from './opened.ts';
import { loadOrganisation } from './organisation.ts';
import { trackerOf } from './read-ticket.ts';
import { draftOf, loadTicketed, streamOf, type Ticketed } from './records.ts';

/** A comment is due on a ticket that is not there yet: the opening before it has to go first. */
export class NotOpenedYet extends Error {
  override readonly name = 'NotOpenedYet';
}

/** Delivers one leased effect and records that the provider accepted it. @throws TrackerError, NoticeError, NotOpenedYet, InDoubt. */
export async function deliverEffect(deps: Dependencies, lease: Lease): Promise<void> {
  const effect = lease.body as unknown as Effect;
  if (effect.kind === 'ensure') return ensureTicket(deps, lease, effect);
  if (effect.kind === 'comment') return writeComment(deps, lease, effect);
  return effect.digest ? sendDigest(deps, lease) : sendNotice(deps, lease, effect);
}

/** What was last written into a ticket, so that the next writing can tell people's text apart and repeats no reaction. */
interface Written {
  block: Block;
  heard: string[];
}

async function ensureTicket(deps: Dependencies, lease: Lease, effect: Effect & { kind: 'ensure' }): Promise<void> {
  const org = await loadOrganisation(deps.register, deps.clock());
  const record = await loadTicketed(deps.register, lease.record);
  const { thread } = record.row.state;
  if (!thread.ref && (await adopted(deps, lease, record))) return;
  const draft = draftOf(record, org, effect);
  const before = record.row.hints.written ? (JSON.parse(record.row.hints.written) as Written) : undefined;
  const { ref, created, at, updated } = await trackerOf(deps, lease.tracker).ensure(
    {
      ...draft,
      ...(effect.takeOver && { takeOver: true as const }),
      heard: draft.heard.filter((id) => !before?.heard.includes(id)),
      ...(before && { lastWritten: before.block }),
      ...(lease.tried && lease.firstTried && { firstTried: lease.firstTried }),
      ...(lease.tried && lease.lastTried && { lastTried: lease.lastTried }),
    },
    thread.ref,
  );
  const written: Written = { block: draft.block, heard: draft.heard };
  await deps.register.write(async (tx) => {
    await tx.finishEffect(lease.key, { number: ref.number, created });
    if (!thread.ref) await tellOpened(tx, record, ref, at);
    if (thread.blocked) await tell(tx, record, 'unblocked', {}, deps.clock());
    await tx.hint(record.table, lease.record, { written: JSON.stringify(written), written_through: updated });
  });
}

async function writeComment(deps: Dependencies, lease: Lease, effect: Effect & { kind: 'comment' }): Promise<void> {
  const record = await loadTicketed(deps.register, lease.record);
  const { ref, openedAt } = record.row.state.thread;
  if (!ref) throw new NotOpenedYet(`${lease.record}: its ticket is not open yet, so ${lease.key} waits`);
  const tried = lease.tried || (await forgottenAt(deps.register, openedAt)) !== undefined;
  const { id, at } = await trackerOf(deps, lease.tracker).comment(ref, lease.key, effect.text, tried);
  await deps.register.write(async (tx) => {
    const first = await tx.finishEffect(lease.key, { comment: id });
    if (first) await tell(tx, record, 'told', { effect: lease.key, channel: 'comment', to: effect.told }, at);
    if (first && record.row.state.thread.blocked) await tell(tx, record, 'unblocked', {}, deps.clock());
    await tx.hint(record.table, lease.record, { written_through: at });
  });
}

async function sendNotice(deps: Dependencies, lease: Lease, effect: Effect & { kind: 'notice' }): Promise<void> {
  const org = await loadOrganisation(deps.register, deps.clock());
  const person = personById(org, effect.to);
  const stream = await streamFor(deps, lease.record);
  const channel = lease.tracker === 'chat' ? 'chat' : 'mail';
  const { accepted } = await deps.notices.send({
    key: lease.key,
    channel,
    to: { name: person?.name ?? effect.to, ...(person?.mail && { mail: person.mail }) },
    subject: effect.subject,
    lines: effect.lines.filter((line) => line !== ''),
  });
  await deps.register.write(async (tx) => {
    const first = await tx.finishEffect(lease.key, { accepted });
    if (first) await tx.append([toldEvent(stream, { effect: lease.key, channel, to: [effect.to] }, accepted)]);
  });
}

async function tell(tx: Tx, record: Ticketed, kind: string, body: object, at: Instant): Promise<void> {
  const stream = streamOf(record.table, record.row.key);
  await tx.append([{ stream, kind, actor: 'engine', at, body: JSON.parse(JSON.stringify(body)) }]);
}

function toldEvent(stream: string, body: { effect: string; channel: string; to: string[] }, at: Instant): NewEvent {
  return { stream, kind: 'told', actor: 'engine', at, body };
}

async function streamFor(deps: Dependencies, record: string): Promise<string> {
  if (record === ENGINE_RECORD) return 'engine';
  const { table, row } = await loadTicketed(deps.register, record);
  return streamOf(table, row.key);
}
