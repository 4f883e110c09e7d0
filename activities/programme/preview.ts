import { createHash } from 'node:crypto';
import type { Register } from '../../register/register.ts';
import { identityOf } from '../../rules/keys.ts';
import { topManagement } from '../../rules/organisation.ts';
import type { InCadence } from '../../rules/plan/cadences.ts';
import { planUntil } from '../../rules/plan.ts';
import type { PersonId, Programme } from '../../rules/programme.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { inForceAfter } from '../../rules/weakening/in-force.ts';
import type { Said } from '../../rules/wording/difference.ts';
import { calendarOn } from '../holidays.ts';
import { owedBefore } from '../openings/owed-before.ts';
import { type Current, currentProgramme, organisationOf } from '../organisation.ts';
import { seldomIn } from '../seldom.ts';
import { uncoveredBy } from '../uncovered.ts';
import { dutiesIn, type Planned, type PreviewedDuty } from './preview/duties.ts';
import { occurrencesIn, type PreviewedOccurrence } from './preview/occurrences.ts';
import { type PreviewedRole, rolesIn } from './preview/roles.ts';
import { changeKey } from './programme-change.ts';
import { type WaitingChange, waitingIn } from './waiting.ts';

/** What applying a programme would do. */
export interface Preview {
  /** Fingerprint of programme, ledger, and what is in force; `apply --plan` stops if it differs. */
  plan: string;
  from: number;
  to: number;
  changes: Said[];
  /** Those that make the programme weaker. */
  weaker: Said[];
  /** Those that need top management and that nobody gave a purpose for yet. */
  unexplained: Said[];
  /** Who is asked to approve the changes that wait for top management; [] if none does, or if they were asked before. */
  asked: PersonId[];
  /** The question to top management about exactly these changes, where it was asked before. */
  waits?: WaitingChange;
  duties: PreviewedDuty[];
  /** Roles that others hold, and what follows for duties, processes, and what is open. */
  roles: PreviewedRole[];
  occurrences: PreviewedOccurrence[];
  opensNow: number;
  openTickets: number;
  /** What no internal audit has covered yet, in words. */
  uncovered: string[];
  /** What the programme has to owe yearly and owes less often, in words. */
  seldom: string[];
  /** Whoever gets a ticket at once. */
  told: PersonId[];
}

/** So far ahead it looks unless told otherwise. */
export const AHEAD_DAYS = 90;

/** @returns what applying `programme` now would do; writes nothing. `until` bounds how far ahead it looks. */
export async function previewProgramme(
  register: Register,
  programme: Programme,
  now: Instant,
  until: Instant = plusMs(now, AHEAD_DAYS * 86_400_000),
): Promise<Preview> {
  const current = await currentProgramme(register);
  const { inForce, changes, unexplained } = inForceAfter(current, programme, now);
  const org = await organisationOf(register, inForce.programme, now);
  const opened = await register.identities();
  const owedYet = current ? owedBefore(current, inForce.applied, opened, now) : [];
  const identities = new Set([...opened, ...owedYet.map(identityOf)]);
  const before = current && plannedBy(current, identities, now);
  const after = plannedBy(inForce, identities, now);
  const planned = planUntil(after.programme, after.calendar, after.ledger, now, until);
  const programmes = [inForce.programme, ...(current ? [current.programme] : [])];
  const occurrences = await occurrencesIn(register, [...owedYet, ...planned], programmes, org, now);
  const opening = occurrences.filter((o) => o.opensNow);
  const assigned = opening.flatMap(({ tickets }) => tickets.map(({ assignee }) => assignee));
  const open = (await register.openRecords()).filter((r) => r.table !== 'occurrence');
  const waiting = changes.filter((c) => c.pending);
  const waits =
    waiting.length > 0
      ? await waitingIn(register, await changeKey(register, programme.instance, waiting), org)
      : undefined;
  const asked = waiting.length > 0 && !waits ? topManagement(org).slice(0, 1) : [];
  return {
    plan: planId(programme, current, opening),
    from: current?.version ?? 0,
    to: (current?.version ?? 0) + 1,
    changes,
    weaker: changes.filter((c) => c.weaker),
    unexplained,
    asked,
    ...(waits && { waits }),
    duties: await dutiesIn(register, before, after, changes, now),
    roles: current ? rolesIn(current.programme, programme, changes, open) : [],
    occurrences,
    opensNow: assigned.length,
    openTickets: open.length,
    uncovered: await uncoveredBy(register, inForce.programme, now),
    seldom: seldomIn(programme, now),
    told: [...new Set([...assigned, ...asked])],
  };
}

function plannedBy({ programme, applied }: InCadence, identities: ReadonlySet<string>, now: Instant): Planned {
  const calendar = calendarOn(programme, now);
  return { programme, calendar, ledger: { applied: new Map(Object.entries(applied)), identities } };
}

function planId(programme: Programme, current: Current | undefined, opening: PreviewedOccurrence[]): string {
  const identities = opening.map(identityOf).sort();
  return createHash('sha256')
    .update(JSON.stringify([current?.hash, programme, identities]))
    .digest('hex')
    .slice(0, 12);
}
