import { SPAN_FORMS } from '../../config/span.ts';
import type { Ladder } from '../../rules/programme.ts';
import { code, pageOf, tableOf } from './markdown.ts';
import { defaults, leastProgramme, length } from './programme-defaults.ts';
import { type Key, programmeKeys } from './programme-keys.ts';
import { meanings } from './programme-meanings.ts';

const REFERENCES = [`\${env:NAME}`, `\${file:PATH}`] as const;

/** @returns the page of all keys of `isms.yaml` with what may stand there and what holds without them. */
export function programmePage(): string {
  const programme = leastProgramme();
  const known = defaults(programme);
  const leaves = programmeKeys().filter(({ path }) => path in meanings);
  const sections = [...new Set(leaves.map(sectionOf))].map((section) => {
    const rows = leaves.filter((key) => sectionOf(key) === section).map((key) => row(key, known));
    return [
      section === '' ? '## At the top' : `## ${code(section)}`,
      tableOf(['Key', 'Meaning', 'Allowed', 'Without it'], rows),
    ].join('\n\n');
  });
  return pageOf(
    'The programme: keys of isms.yaml',
    'config/schema.ts',
    [
      '`dutybound validate` finds every mistake at once, with its line. `examples/starter.yaml` is a whole programme for a small company.',
      '`ID` stands for a name of your own: lower-case letters, digits, and hyphens. Secrets are never written here, only referred to:',
      `${code(REFERENCES[0])} or ${code(REFERENCES[1])}.`,
    ].join('\n'),
    `A length of time is written ${SPAN_FORMS}.`,
    ...sections,
    ladderTable(programme.ladders),
  );
}

function sectionOf({ path }: Key): string {
  const [first = '', ...rest] = path.split('.');
  return rest.length === 0 ? '' : first;
}

function row({ path, required, allowed, kinds }: Key, known: Record<string, string>): string[] {
  const meaning = meanings[path] ?? '';
  const [is, without] = typeof meaning === 'string' ? [meaning, undefined] : [meaning.is, meaning.without];
  const otherwise = required ? 'required' : (without ?? code(known[path] ?? ''));
  const only = kinds ? `(${kinds.join(', ')}) ` : '';
  return [code(path), `${only}${is}`, inWords(allowed), otherwise];
}

/** The forms of a length of time stand once above the tables. */
function inWords(allowed: string): string {
  return allowed
    .replace(`: ${SPAN_FORMS}`, ', a length of time')
    .replace(SPAN_FORMS, 'a length of time')
    .replace(/\$\{[^}]*\}/g, '`$&`');
}

function ladderTable(ladders: Ladder[]): string {
  const rows = ladders.map(({ id, lead, rungs, hardLimit, extensions }) => [
    code(id),
    lead.n === 0 ? 'at once' : `${length(lead)} before`,
    rungs
      .map(({ after, to, repeat }) => `${offset(after)}: ${to.join(', ')}${repeat ? `, every ${length(repeat)}` : ''}`)
      .join('<br>'),
    hardLimit ? `${length(hardLimit)} after` : 'never',
    extensions ? 'yes' : 'no',
  ]);
  return [
    '## Ladders that every programme has',
    'A ladder of one’s own with the same name replaces one of these.',
    tableOf(['Ladder', 'Opens', 'Who hears when, counted from the due date', 'Missed', 'May be extended'], rows),
  ].join('\n\n');
}

function offset(span: Ladder['lead']): string {
  if (span.n === 0) return 'due';
  return `${length({ ...span, n: Math.abs(span.n) })} ${span.n < 0 ? 'before' : 'after'}`;
}
