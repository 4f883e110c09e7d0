/** What stands in a ticket for people to read. Staff know nothing else of it. */
export interface Paper {
  /** Last day in time, `YYYY-MM-DD`. */
  due?: string;
  /** Last day before it counts as missed. */
  limit?: string;
  /** By when a nonconformity has to be resolved. */
  resolve?: string;
  /** Items that still have to be handed in. */
  items: PaperItem[];
  /** Who is to check what was handed in, by name. */
  checks: string[];
  /** Whose turn it is in a nonconformity, by name, and at which of its steps. */
  next?: { who: string[]; step: number };
}

/** Something to hand in. `kept`: a file dragged into a comment is not enough, it has to lie in the repository. */
export interface PaperItem {
  id: string;
  mayBeNone: boolean;
  kept: boolean;
  /** The word that alone gives it, and its text, which may name a number to reach. */
  word?: string;
  text: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = '(?:\\w{3} )?(\\d{1,2}) (\\w{3})';
const DUE = new RegExp(`Due ${DAY} (\\d{4})`);
const LIMIT = new RegExp(`after ${DAY}(?: (\\d{4}))? it counts as missed`);
const RESOLVE = new RegExp(`resolved by ${DAY} (\\d{4})`, 'i');
const ITEM = /^- [○✗] \*\*([\w-]+)\*\*: ?(.*)$/gm;
const KEPT = /\(to be kept\b/i;
const WORD = /\(`[/!]([a-z-]+)[^`]*`\)/;
const CHECKS = / · ([^·\n]+) (?:checks|signs) it by /;
const NEXT = /^Next: \*\*(.+), step (\d)(?:, round \d+)?\*\*/m;

/** Reads a ticket's text. */
export function readPaper(body: string): Paper {
  const due = dateIn(body, DUE);
  const limit = dateIn(body, LIMIT, due?.slice(0, 4));
  const resolve = dateIn(body, RESOLVE);
  const [, checks] = CHECKS.exec(body) ?? [];
  const [, who, step] = NEXT.exec(body) ?? [];
  return {
    ...(due && { due }),
    ...(limit && { limit }),
    ...(resolve && { resolve }),
    items: [...body.matchAll(ITEM)].map(([, id = '', text = '']) => itemOf(id, text)),
    checks: checks === undefined ? [] : namesIn(checks),
    ...(who !== undefined && { next: { who: namesIn(who), step: Number(step) } }),
  };
}

function itemOf(id: string, text: string): PaperItem {
  const [, word] = WORD.exec(text) ?? [];
  return { id, mayBeNone: /none needed/i.test(text), kept: KEPT.test(text), text, ...(word !== undefined && { word }) };
}

/** `Mara Lindt`, `Mara Lindt or Jonas Weber`. */
function namesIn(text: string): string[] {
  return text.split(/, | or /).map((name) => name.trim());
}

function dateIn(text: string, form: RegExp, year?: string): string | undefined {
  const [, day = '', month = '', own = year] = form.exec(text) ?? [];
  const n = MONTHS.indexOf(month) + 1;
  return n === 0 || own === undefined ? undefined : `${own}-${String(n).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
