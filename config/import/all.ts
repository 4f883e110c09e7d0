import type { Importable } from './importable.ts';
import { risks } from './risks.ts';
import { statement } from './statement.ts';

/** What a table can bring along, by the name that `dutybound import` knows it by. */
export const importables: Record<string, Importable> = { risks, statement };
