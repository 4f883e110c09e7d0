import { Interrupted, Refusal } from '../terminal.ts';
import type { Given } from './questions.ts';

/** What `init` was called with, as far as the answers say nothing of it. */
interface Called extends Given {
  data: string;
  programme: string;
  adopt?: string;
}

/**
 * Does work that asks. @param said what was answered so far, as options. @throws Refusal that says with which command it goes on where it
 * stopped: each answer is an option, and no question that one answers is put again.
 */
export async function resumable<T>(called: Called, said: Given, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof Interrupted ? 'Stopped. Nothing was made.' : undefined;
    const isTyped = Object.entries(said).some(([name, value]) => called[name as keyof Given] !== value);
    if (!isTyped || !(error instanceof Refusal)) throw why === undefined ? error : new Refusal(why);
    throw new Refusal(
      `${why ?? error.message}\nTo go on with what was answered:\n  ${commandFor(called, said)}`,
      error.code,
    );
  }
}

function commandFor({ data, programme, adopt }: Called, said: Given): string {
  const options = { ...said, data, programme, adopt };
  const typed = Object.entries(options).flatMap(([name, value]) => (value ? `--${name} ${quoted(value)}` : []));
  return ['dutybound init', ...typed].join(' ');
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
