import { type Improvement, improvementRow } from '../../improvement/record.ts';
import type { PackSources, Section } from '../pack.ts';
import { dated, tableOf } from './telling.ts';

/** Input g: opportunities for continual improvement (9.3.2 g; 10.1). */
export function improvements(sources: PackSources): Section {
  const { documented, since } = sources;
  const all = documented.filter((d): d is Improvement => d.noun === 'improvement');
  const now = all.filter((i) => i.state === 'raised');
  const decided = (what: string) => all.filter((i) => i.evaluated?.decision === what && i.evaluated.at >= since).length;
  const helped = all.filter((i) => i.benefit && i.benefit.at >= since).length;
  const shown = all.filter((i) => i.state === 'raised' || i.state === 'adopted' || latest(i) >= since);
  return {
    line: `${now.length} to be decided; since ${dated(sources, since)} ${decided('adopted')} adopted, ${decided('declined')} declined, ${helped} checked for their benefit`,
    tables: tableOf('Opportunities for improvement', shown.map(improvementRow)),
  };
}

/** Input e: feedback from interested parties (9.3.2 e). The register cannot know what was said to people. */
export function feedback(): Section {
  return { line: 'no record holds it: say what customers, staff, suppliers, and authorities told you', tables: [] };
}

function latest({ benefit, acted, evaluated, raised }: Improvement): string {
  return benefit?.at ?? acted ?? evaluated?.at ?? raised.at;
}
