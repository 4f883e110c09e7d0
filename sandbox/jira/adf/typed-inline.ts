import type { Person } from '../../store/model.ts';
import type { Node } from '../model.ts';

/** Who can be mentioned, by login or account id. */
export type Known = (name: string) => Person | undefined;

const pieces =
  /(?<code>`[^`]+`)|(?<strong>\*\*[^*]+\*\*)|(?<date><date:\d{4}-\d{2}-\d{2}>)|(?<url>https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])|(?<mention>(?<![\w@])@[A-Za-z0-9:-]+)/g;

/** One line as the editor's nodes. */
export function inline(line: string, known: Known): Node[] {
  const nodes: Node[] = [];
  let done = 0;
  for (const match of line.matchAll(pieces)) {
    const node = special(match.groups ?? {}, known);
    if (!node) continue;
    if (match.index > done) nodes.push(plain(line.slice(done, match.index)));
    nodes.push(node);
    done = match.index + match[0].length;
  }
  if (done < line.length) nodes.push(plain(line.slice(done)));
  return nodes;
}

function special(
  { code, strong, date, url, mention }: Readonly<Record<string, string>>,
  known: Known,
): Node | undefined {
  if (code) return { ...plain(code.slice(1, -1)), marks: [{ type: 'code' }] };
  if (strong) return { ...plain(strong.slice(2, -2)), marks: [{ type: 'strong' }] };
  if (date) return { type: 'date', attrs: { timestamp: String(Date.parse(date.slice(6, -1))) } };
  if (url) return { type: 'inlineCard', attrs: { url } };
  const person = mention ? known(mention.slice(1)) : undefined;
  return person && { type: 'mention', attrs: { id: person.accountId, text: `@${person.name ?? person.login}` } };
}

function plain(text: string): Node {
  return { type: 'text', text };
}
