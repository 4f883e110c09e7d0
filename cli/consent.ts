import type { Preview } from '../activities/programme/preview.ts';
import type { Programme } from '../rules/programme.ts';
import { saidWithPlace } from '../rules/wording/difference.ts';
import { textIn } from './given.ts';
import { previewText } from './preview-text.ts';
import { exit, Refusal, type Terminal } from './terminal.ts';

/** What was agreed to on the command line. */
export interface Agreed {
  plan?: string;
  because?: string;
  yes?: boolean;
  /** False with `--no-input`. */
  input: boolean;
}

/**
 * Shows what will happen and asks for a yes, and for the purpose of what gets weaker, unless both were given.
 * @returns the purpose. @throws Refusal naming the missing flag where nobody can be asked.
 */
export async function consent(
  terminal: Terminal,
  { plan, because, yes, input }: Agreed,
  found: Preview,
  programme: Programme,
): Promise<string | undefined> {
  const asks = terminal.interactive && input;
  const agreed = yes === true || plan !== undefined;
  const unexplained = found.unexplained.map(saidWithPlace);
  const purpose = because?.trim() ? textIn('--because', because) : undefined;
  const needsPurpose = unexplained.length > 0 && purpose === undefined;
  if (needsPurpose && !asks) throw purposeMissing(unexplained);
  if (!agreed && !asks)
    throw new Refusal('Nobody can be asked here: agree with --yes, or with --plan ID from preview.', exit.refused);
  if (!agreed) await askForYes(terminal, found, programme);
  if (!needsPurpose) return purpose;
  const answer = await terminal.ask(`What are these changes for? ${unexplained.join('; ')}\n> `);
  if (answer.trim() === '') throw purposeMissing(unexplained);
  return textIn('--because', answer);
}

function purposeMissing(unexplained: string[]): Refusal {
  return new Refusal(
    `These changes need top management: ${unexplained.join('; ')}. Say what they are for with --because.`,
    exit.refused,
  );
}

async function askForYes(terminal: Terminal, found: Preview, programme: Programme): Promise<void> {
  terminal.err(previewText(found, programme, undefined));
  const answer = await terminal.ask('Apply this? [y/N] ');
  if (!/^y(es)?$/i.test(answer)) throw new Refusal('Nothing was changed.', exit.refused);
}
