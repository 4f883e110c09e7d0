import { sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/create.ts';
import { activities } from './activities.ts';
import { campaign } from './campaign.ts';
import { certification } from './certification.ts';
import { change } from './change.ts';
import { documentReview } from './document-review.ts';
import { improvement } from './improvement.ts';
import { incident } from './incident.ts';
import { internalAudit } from './internal-audit.ts';
import { managementReview } from './management-review.ts';
import { measurement } from './measurement.ts';
import { patiently } from './patience.ts';
import { riskAssessment } from './risk-assessment.ts';
import { riskTreatment } from './risk-treatment.ts';
import { single } from './single.ts';

type Kind = NonNullable<Awaited<ReturnType<Activities['kindOf']>>['kind']>;

/** What leads an occurrence of each kind of duty (domain, section 5). */
const kinds: Record<Kind, (key: string) => Promise<void>> = {
  'evidence-request': single,
  review: single,
  measurement,
  'document-review': documentReview,
  campaign,
  'management-review': managementReview,
  improvement,
  'failed-treatment': single,
  'risk-assessment': riskAssessment,
  'risk-treatment': riskTreatment,
  'internal-audit': internalAudit,
  incident,
  change,
  certification,
};

/** An occurrence of a duty, led as its kind is. @param known its kind, where whoever woke it knew. */
export async function duty(key: string, known?: Kind): Promise<void> {
  if (known) return kinds[known](key);
  for (;;) {
    const found = await patiently(() => activities.kindOf(key));
    if (!('wakeAt' in found)) return found.kind && kinds[found.kind](key);
    await sleep(Date.parse(found.wakeAt) - Date.now());
  }
}
