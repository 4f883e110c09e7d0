import { listedOf } from '../../documented.ts';
import type { PackSources, Section } from '../pack.ts';
import { lastDoneLine, lastDoneTable, rowsOfNoun, tableOf, tally } from './telling.ts';

const CLAUSES = ['6.1', '8.2', '8.3'];

/** Input f: results of risk assessment and status of risk treatment (9.3.2 f). */
export function risks(sources: PackSources): Section {
  const { documented } = sources;
  const states = documented.filter((d) => String(d.noun) === 'risk').map((d) => ({ state: listedOf(d).state }));
  const known = states.length > 0 ? `${states.length} risks: ${tally(states, 'state')}; ` : '';
  return {
    line: `${known}${lastDoneLine(sources, CLAUSES)}`,
    tables: [
      ...lastDoneTable(sources, 'Risk assessments and treatments (6.1, 8.2, 8.3)', CLAUSES),
      ...tableOf('Risks', rowsOfNoun(documented, 'risk')),
    ],
  };
}
