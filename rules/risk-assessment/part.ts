import { riskOf } from '../risk/cause.ts';
import { criteriaVersion, type RiskCriteria } from '../risk/criteria.ts';
import type { Risk } from '../risk/state.ts';
import { NEW } from '../risk/terms.ts';
import type { StageView } from '../stage.ts';
import type { Item } from '../task/state.ts';
import { dutyOf, titleOf } from '../task/terms.ts';

/** @returns the criteria in force. @throws Error if the programme has none, which `apply` does not let through. */
export function criteriaOf({ org, version }: Pick<StageView, 'org' | 'version'>): RiskCriteria {
  const criteria = org.programme.riskCriteria ?? version.riskCriteria;
  if (criteria) return criteria;
  throw new Error('The programme has duties about risks and no risk_criteria.');
}

/** @returns the criteria to rate by: those in force once management approved them, until then the ones that it approved last (6.1.2 a). */
export function approvedCriteria(view: Pick<StageView, 'org' | 'version' | 'documented'>): RiskCriteria {
  const inForce = criteriaOf(view);
  const approved = view.documented.filter((d) => d.noun === 'criteria');
  if (approved.some(({ id }) => id === criteriaVersion(inForce))) return inForce;
  const [last] = approved.sort((a, b) => (a.approved.at < b.approved.at ? 1 : -1));
  return last?.criteria ?? inForce;
}

/** Whether one risk is assessed anew, beside the interval. */
export function isAlone({ occurrence }: StageView): boolean {
  return riskOf(occurrence.cause) !== undefined;
}

/** @returns the risks that have not been retired. */
export function risksIn({ documented }: StageView): Risk[] {
  return documented.filter((d) => d.noun === 'risk').filter((risk) => !risk.retired);
}

/** @returns what the tickets of an assessment are called, such as `Risk assessment, 2027`. */
export function title(view: StageView): string {
  return titleOf(dutyOf(view), view.occurrence);
}

/** What nobody thought of before; that there is nothing is an answer, too (6.1.2 c). */
export function newItem(text: string, how: string): Item {
  return { ...itemOf(NEW, `${text}; or risk none because …`), word: 'risk', form: { how } };
}

/** @returns something to be said; no file is needed. */
export function itemOf(id: string, text: string): Item {
  return { id, text: { text }, file: false, kept: false };
}
