import { LONGEST_TITLE } from '../rules/clipped.ts';
import { Refusal } from './terminal.ts';

/** Of whatever takes a sentence or several. */
const LONGEST_TEXT = 4_000;

/** @returns what an option says on one line, without the blanks around it. @throws Refusal for nothing, too much, or several lines. */
export function lineIn(option: string, text: string, longest = LONGEST_TITLE): string {
  return saidIn(option, text, { longest, form: /^\P{Cc}*$/u, allowed: 'one line of' });
}

/** @returns what an option says, without the blanks around it. @throws Refusal for nothing, too much, or control characters. */
export function textIn(option: string, text: string): string {
  return saidIn(option, text, { longest: LONGEST_TEXT, form: /^[\P{Cc}\n\r\t]*$/u, allowed: 'text of' });
}

/** @returns the id. @throws Refusal naming all there are, `none` saying how one that is not there is called. */
export function idIn(option: string, id: string, all: readonly { id: string }[], none: 'nobody' | 'nothing'): string {
  const known = all.map((one) => one.id);
  if (known.includes(id)) return id;
  throw new Refusal(`${option}: ${none} is called "${id}"; there are: ${known.join(', ')}`);
}

/**
 * @param parts each reads one option.
 * @returns what each of them read. @throws Refusal with the messages of all that refused, a line each.
 */
export function allOf<T extends Record<string, () => unknown>>(parts: T): { [K in keyof T]: ReturnType<T[K]> } {
  const messages: string[] = [];
  const read = Object.entries(parts).map(([name, part]) => {
    try {
      return [name, part()];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      messages.push(error.message);
      return [name, undefined];
    }
  });
  if (messages.length > 0) throw new Refusal(messages.join('\n'));
  return Object.fromEntries(read);
}

function saidIn(
  option: string,
  text: string,
  { longest, form, allowed }: { longest: number; form: RegExp; allowed: string },
): string {
  const said = text.trim();
  if (said !== '' && said.length <= longest && form.test(said)) return said;
  const much = said.length > longest ? `found ${said.length} characters` : 'found a line break or control character';
  throw new Refusal(`${option}: ${said === '' ? 'is empty' : much}; allowed: ${allowed} 1 to ${longest} characters`);
}
