import { suggestion } from '../../config/near.ts';
import { allPages } from '../../register/records.ts';
import type { Register, Tx } from '../../register/register.ts';
import { dutyNamed } from '../../rules/duty-named.ts';
import { owedBy } from '../../rules/plan/renewals.ts';
import type { Duty } from '../../rules/programme.ts';
import { riskOf } from '../../rules/risk/cause.ts';
import type { Instant, LocalDate } from '../../rules/time.ts';
import type { Sleeper } from '../dependencies.ts';
import { type Current, currentProgramme } from '../organisation.ts';
import { noteOccasion } from './occasion.ts';
import { openBeside, UnknownDuty } from './open-beside.ts';

/** Somebody asks for a duty now, beside its interval. */
export interface Trigger {
  duty: string;
  subject?: string;
  because: string;
  /** By when, in place of after its lead. */
  due?: LocalDate;
  /** As it stands in the log: `person:ID (asserted …)`, or `USER@HOST`. */
  actor: string;
  /** Its tickets say why. */
  saysWhy?: true;
}

/**
 * Starts a duty on demand: due after its lead, counted from today (domain, section 3). The reason stands in the log.
 * @returns the new occurrence. @throws UnknownDuty.
 */
export async function trigger(register: Register, asked: Trigger, now: Instant): Promise<Sleeper> {
  const opened = await register.write((tx) => openAsked(tx, { ...asked, saysWhy: true }, `trigger:${now}`, now));
  if (!opened) throw new UnknownDuty(`${asked.duty} was triggered at this very moment already.`);
  return opened;
}

/**
 * Opens a duty that somebody or something asks for.
 * @param cause it is opened once for each. Duties for the same risk count as one.
 * @returns it, undefined if it was opened before. @throws UnknownDuty.
 */
export async function openAsked(tx: Tx, asked: Trigger, cause: string, now: Instant): Promise<Sleeper | undefined> {
  const current = await currentProgramme(tx);
  if (!current) throw new UnknownDuty('No programme has been applied yet; run dutybound apply.');
  const duty = dutyAsked(current, asked);
  const { subject, because, due, actor, saysWhy } = asked;
  if (await isUnderWay(tx, duty.id, riskOf(cause))) return undefined;
  // An incident or a change is one, and gets its number, whoever starts its duty.
  const kind = duty.kind === 'incident' || duty.kind === 'change' ? duty.kind : undefined;
  const occasion = kind && (await noteOccasion(tx, current, { kind, id: cause, title: because, actor }, now));
  // An occasion says in its title what happened.
  const started = saysWhy && !occasion ? { because: { text: because }, actor } : undefined;
  const [opened] = await openBeside(
    tx,
    current,
    [
      {
        duty,
        cause,
        ...(subject && { subject }),
        ...(due && { due }),
        ...(occasion && { occasion }),
        ...(started && { started }),
      },
    ],
    asked,
    now,
  );
  return opened;
}

/** Whether the duty is open for the same risk already: it is assessed or treated once at a time, whatever else asks for it. */
async function isUnderWay(tx: Tx, duty: string, risk: string | undefined): Promise<boolean> {
  if (risk === undefined) return false;
  const open = await allPages((page) => tx.rows('occurrence', { duty, state: 'open' }, page));
  return open.some(({ columns }) => riskOf(String(columns.cause)) === risk);
}

function dutyAsked({ programme }: Current, asked: Trigger): Duty {
  const owed = owedBy(programme);
  const duty = dutyNamed(programme, asked.duty);
  const ids = owed.map(({ id }) => id);
  if (!duty)
    throw new UnknownDuty(
      `duty ${asked.duty} does not exist${suggestion(asked.duty, ids) || `; there are: ${ids.join(', ')}`}`,
    );
  const subjects = duty.subjects.map((s) => s.id);
  const people = programme.people.map((p) => p.id);
  if (duty.kind === 'campaign' && asked.subject !== undefined && !people.includes(asked.subject))
    throw new UnknownDuty(`${duty.id} asks people, and ${asked.subject} is none; there are: ${people.join(', ')}`);
  if (subjects.length > 0 && !subjects.includes(asked.subject ?? ''))
    throw new UnknownDuty(`${duty.id} needs --subject; it has: ${subjects.join(', ')}`);
  return duty;
}
