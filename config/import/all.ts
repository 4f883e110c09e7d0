import { acknowledgements } from './acknowledgements.ts';
import { actions } from './actions.ts';
import { audits } from './audits.ts';
import { documents } from './documents.ts';
import type { Importable } from './importable.ts';
import { measurements } from './measurements.ts';
import { nonconformities } from './nonconformities.ts';
import { risks } from './risks.ts';
import { statement } from './statement.ts';

/** What a table can bring along, by the name that `dutybound import` knows it by. */
export const importables: Record<string, Importable> = {
  risks,
  statement,
  documents,
  measurements,
  acknowledgements,
  audits,
  actions,
  nonconformities,
};
