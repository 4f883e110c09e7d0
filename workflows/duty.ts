import { sleep } from '@temporalio/workflow';
import type { Activities } from '../activities/create.ts';
import { activities } from './activities.ts';
import { change } from './change.ts';
import { incident } from './incident.ts';
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
  'risk-assessment': riskAssessment,
  'risk-treatment': riskTreatment,
  incident,
  change,
  certification: single,
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
