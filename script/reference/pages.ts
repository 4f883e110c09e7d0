import { commandsPage } from './commands.ts';
import { metricsPage } from './metrics.ts';
import { programmePage } from './programme.ts';
import { wordsPage } from './words.ts';

/** A page of the reference that is made from source. */
export interface Page {
  file: string;
  text: string;
}

/** @returns every generated page; the committed files must equal them. */
export function pages(): Page[] {
  return [
    { file: 'commands.md', text: commandsPage() },
    { file: 'metrics.md', text: metricsPage() },
    { file: 'programme.md', text: programmePage() },
    { file: 'words.md', text: wordsPage() },
  ];
}
