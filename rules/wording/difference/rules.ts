import type { Programme } from '../../programme.ts';
import { KEPT } from '../../retention/terms.ts';
import { levelOf, type RiskCriteria } from '../../risk/criteria.ts';
import { type Change, shown } from '../../weakening/change.ts';

const GRADES: Record<string, string> = {
  plan: 'its plan has to be there within',
  resolve: 'it has to be resolved within',
  extensions: 'extensions allowed:',
};
const CLOCKS: Record<string, string> = {
  verification: 'Whoever checks has',
  verificationByTop: 'Top management has',
  effectiveness: 'Before its effect is reviewed, a fix has to have worked for',
  revival: 'What is rejected after its end is due again after',
  taskExtensions: 'Extensions that a task may have:',
};
const REPEATS: Record<string, string> = {
  minors: 'Minor nonconformities on one process that are put to the lead together:',
  within: 'Minor nonconformities count together within',
};
const LADDERS: Record<string, string> = {
  hardLimit: 'missed, counted from the due date, after',
  lead: 'a ticket opens before its due date by',
  contactHours: 'people are reached in contact hours only:',
  extensions: 'extensions are allowed:',
  topAtOnce: 'top management hears at once:',
};

/** @returns how a clock changes, with both values: `A minor nonconformity: its plan has to be there within 20 days instead of 10 days`. */
export function clockDifference({ path, before, after }: Change): string | undefined {
  const [, clock = '', key = ''] = path.split('.');
  const said = key === '' ? CLOCKS[clock] : clock === 'repeats' ? REPEATS[key] : GRADES[key];
  const of = key !== '' && clock !== 'repeats' ? `A ${clock} nonconformity: ` : '';
  return said && `${of}${said} ${after} instead of ${before}`;
}

/** @returns how a ladder changes. */
export function ladderDifference({ path, before, after, weaker, kind }: Change): string | undefined {
  const [, id, key = ''] = path.split('.');
  if (key === 'rungs') return `Ladder ${id}: people are reminded ${weaker ? 'later, or fewer of them' : 'otherwise'}`;
  if (kind === 'removed' && key !== '') return undefined;
  return LADDERS[key] && `Ladder ${id}: ${LADDERS[key]} ${after} instead of ${before}`;
}

/** @returns up to which level risks may be retained, instead of up to which. */
export function criteriaDifference(was: Programme, is: Programme): string {
  return `Risks may be retained ${retained(is.riskCriteria)} instead of ${retained(was.riskCriteria)}`;
}

function retained(criteria: RiskCriteria | undefined): string {
  if (!criteria) return 'without criteria';
  const { consequence, likelihood, acceptable } = criteria;
  return `up to level ${acceptable} of ${levelOf({ consequence: consequence.steps, likelihood: likelihood.steps })}`;
}

/** @returns how long records are kept, instead of how long, and which stand under a legal hold no longer. */
export function retentionDifference(was: Programme, is: Programme): string {
  const [old, now] = [was.retention ?? KEPT, is.retention ?? KEPT];
  const lifted = old.holds.filter(({ record }) => !now.holds.some((hold) => hold.record === record));
  const terms = ({ work, nonconformities }: typeof old) =>
    `work for ${shown(work)}, nonconformities for ${shown(nonconformities)}`;
  const hold = lifted.length > 0 ? `; no legal hold any more on ${lifted.map(({ record }) => record).join(', ')}` : '';
  return `Records are kept: ${terms(now)}; until now: ${terms(old)}${hold}`;
}

/** @returns what an authority is told otherwise than before; undefined where that has no words of its own. */
export function authorityDifference(
  { path, kind, before, after }: Change,
  was: Programme,
  is: Programme,
): string | undefined {
  const [, id, key] = path.split('.');
  const title = [...(was.authorities ?? []), ...(is.authorities ?? [])].find((a) => a.id === id)?.title ?? id;
  if (!key)
    return kind === 'removed' ? `${title} is told of incidents no longer` : `${title} is told of incidents, too`;
  return key === 'within' ? `${title} is told within ${after} instead of ${before}` : undefined;
}
