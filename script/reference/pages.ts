import { programmeSchema } from '../../config/json-schema.ts';
import { commandsPage } from './commands.ts';
import { findingsPage } from './findings.ts';
import { metricsPage } from './metrics.ts';
import { programmePage } from './programme.ts';
import { wordsPage } from './words.ts';

/** A page that is made from source. */
export interface Page {
  /** As seen from docs/reference/. */
  file: string;
  text: string;
}

/** @returns every generated page; the committed files must equal them. */
export function pages(): Page[] {
  return [
    { file: '../doctor.md', text: findingsPage() },
    { file: 'commands.md', text: commandsPage() },
    { file: 'isms.schema.json', text: `${JSON.stringify(programmeSchema(), null, 2)}\n` },
    { file: 'metrics.md', text: metricsPage() },
    { file: 'programme.md', text: programmePage() },
    { file: 'words.md', text: wordsPage() },
  ];
}
