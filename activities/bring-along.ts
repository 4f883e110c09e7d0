import type { Planned } from '../config/import/importable.ts';
import type { RecordName } from '../register/records.ts';
import type { Tx } from '../register/register.ts';
import type { BroughtAction } from '../rules/action/record.ts';
import { personIn } from '../rules/actor.ts';
import { textOf } from '../rules/event.ts';
import { type Bringer, type BroughtNonconformity, bring } from '../rules/nonconformity/bring.ts';
import type { NonconformityState } from '../rules/nonconformity/state.ts';
import { nameOf, type Organisation } from '../rules/organisation.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Instant } from '../rules/time.ts';
import { broughtActionLine } from '../rules/wording/action.ts';
import { broughtLine } from '../rules/wording/nonconformity/brought.ts';
import { openBroughtAction } from './management-review/action.ts';
import { raiseBrought } from './openings/raise.ts';
import { type Current, currentProgramme, organisationOf } from './organisation.ts';

/** What an import leads to beyond records: nothing is written until somebody agreed to exactly this. */
export interface Consequences {
  lines: string[];
  /** How many tickets open. */
  tickets: number;
}

/** What was brought along, and what that leads to. */
export interface BroughtAlong {
  /** How many events it became. */
  recorded: number;
  consequences: Consequences;
  wake: RecordName[];
}

interface Bringing extends Bringer {
  current: Current;
  org: Organisation;
  now: Instant;
}

/**
 * Opens each imported item that is still open, with its ticket, and reports what follows from it.
 * @throws RangeError where nobody of the programme brings it.
 */
export async function bringAlong(
  tx: Tx,
  { nonconformities = [], actions = [] }: Planned,
  { actor, now }: { actor: string; now: Instant },
): Promise<BroughtAlong> {
  const none = { recorded: 0, consequences: { lines: [], tickets: 0 }, wake: [] };
  const current = nonconformities.length + actions.length > 0 ? await currentProgramme(tx) : undefined;
  if (!current) return none;
  const by = personIn(actor);
  if (by === undefined) throw new RangeError('Say who brings them along, with --as: whoever does answers for it.');
  const org = await organisationOf(tx, current.programme, now);
  const bringing = { by, actor, current, org, now };
  // What is closed comes first: what is open may be a recurrence of it, or repeat it.
  const inOrder = [...nonconformities.filter((n) => n.closed), ...nonconformities.filter((n) => !n.closed)];
  const all: BroughtAlong[] = [];
  for (const one of inOrder) all.push(await bringOne(tx, one, bringing));
  for (const one of actions) all.push(await bringAction(tx, one, bringing));
  return {
    recorded: all.reduce((n, { recorded }) => n + recorded, 0),
    consequences: {
      lines: all.flatMap(({ consequences }) => consequences.lines),
      tickets: all.reduce((n, { consequences }) => n + consequences.tickets, 0),
    },
    wake: all.flatMap(({ wake }) => wake),
  };
}

async function bringAction(
  tx: Tx,
  action: BroughtAction,
  { current, org, by, actor, now }: Bringing,
): Promise<BroughtAlong> {
  const { version } = current;
  const { name, draft, recorded } = await openBroughtAction(tx, org, action, { by, actor, version }, now);
  return { recorded, consequences: { lines: [broughtActionLine(action, draft, org)], tickets: 1 }, wake: [name] };
}

async function bringOne(tx: Tx, brought: BroughtNonconformity, bringing: Bringing): Promise<BroughtAlong> {
  const { current, org, now } = bringing;
  const { closed, brought: from } = brought;
  const events = (raising: Parameters<typeof bring>[0]) => bring(raising, brought, bringing);
  const entry = { tx, org, version: current.version, now };
  const raised = await raiseBrought(entry, { number: from.number, isClosed: closed !== undefined, events });
  const state = (await tx.load<NonconformityState>('nonconformity', raised.key))?.state;
  const line = state && broughtLine(state, org, now);
  const proposals = await Promise.all(raised.also.map(({ key }) => tx.load<TaskState>('task', key)));
  const asked = proposals.flatMap((row) =>
    row ? [`${textOf(row.state.terms.title)} asks ${nameOf(org, row.state.assignee)}`] : [],
  );
  const lines = [...(line ? [line] : []), ...asked];
  return {
    recorded: raised.recorded,
    consequences: { lines, tickets: lines.length },
    wake: closed ? [] : [raised, ...raised.also],
  };
}
