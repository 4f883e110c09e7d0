import { textOf } from '../event.ts';
import { nameOf, type Organisation } from '../organisation.ts';
import type { Compared } from '../risk/comparison.ts';
import { ownersOf } from '../risk/owner.ts';
import { isUnacceptable, openTreatment } from '../risk/reading.ts';
import type { Risk } from '../risk/state.ts';
import type { Statement } from '../statement/state.ts';
import type { TaskState } from '../task/state.ts';
import type { Message } from '../ticket.ts';
import { asSaid, day } from './phrases.ts';

/** @returns `R-7 Laptop theft: 12 (4 × 3), above 8; +4`. */
export function listedRisk({ risk, now, last, change }: Compared): string {
  const name = `${risk.id} ${asSaid(textOf(risk.title))}`;
  if (risk.retired) return `${name}: retired, ${asSaid(textOf(risk.retired.because))}`;
  if (!now || (now === last && change === 'not rated'))
    return `${name}: not rated this time${last ? `, ${last.level} last time` : ''}`;
  const above = isUnacceptable(now) ? `, above ${now.limit}` : '';
  const then = change === 'not comparable' ? `${change}, another scale last time` : change;
  return `${name}: ${now.level} (${now.consequence} × ${now.likelihood})${above}; ${then}`;
}

/** @returns what a report says of the statement of applicability; nothing before there is one. */
export function statementLine(statement: Statement | undefined): string[] {
  const last = statement?.versions.at(-1);
  if (!last) return [];
  const controls = Object.keys(last.changed);
  const shown = controls.length > 6 ? `${controls.length} controls` : controls.join(', ');
  const approved = last.approved ? '' : '; whoever verifies this approves it';
  return [`Statement of applicability: version ${last.version}, which changed ${shown}${approved}`];
}

/** @returns `R-7 Laptop theft: modify, Sam Okoro, until 12 May; not done yet`. */
export function listedTreatment(risk: Risk, org: Organisation): string {
  const name = `${risk.id} ${asSaid(textOf(risk.title))}`;
  const treatment = openTreatment(risk);
  if (!treatment) return `${name}: ${nameOf(org, risk.owner)} has not decided yet how it is treated`;
  const { option, action, done, residual } = treatment;
  const who = action ? `, ${nameOf(org, action.owner)}, until ${day(org, action.due)}` : '';
  const state = residual
    ? `residual ${residual.level}, not accepted yet`
    : done
      ? 'done, not rated yet'
      : 'not done yet';
  return `${name}: ${option}${who}; ${action ? state : 'not accepted yet'}`;
}

/** @returns the one reply to a reassignment: nobody else may decide about a risk. */
export function ownerStays(state: TaskState, org: Organisation): Message {
  return [[`This stays with ${ownersOf(state, org)}: only the owner decides about a risk.`]];
}
