import { localTime } from '../../rules/calendar/show.ts';
import type { TableRow } from '../../rules/documented.ts';
import type { Pack, PackTable, Section } from '../../rules/management-review/pack.ts';
import { INPUTS, TOPICS } from '../../rules/management-review/topics.ts';
import type { Organisation } from '../../rules/organisation.ts';

const STYLE = [
  'body{font:15px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em;color:#111}',
  'h1{font-size:1.5em}h2{font-size:1.15em;margin:2em 0 .3em}h3{font-size:1em;margin:1.2em 0 .3em}',
  'table{border-collapse:collapse;width:100%;font-size:.8em}',
  'th,td{border:1px solid #bbb;padding:.25em .45em;text-align:left;vertical-align:top;overflow-wrap:anywhere}',
  'thead{display:table-header-group}tr{break-inside:avoid}',
  '@media print{body{margin:0;max-width:none}a{color:inherit;text-decoration:none}}',
].join('');

/** @returns the pack as a page that stands alone and prints: no scripts, nothing loaded, everything that people wrote inert. */
export function packPage(pack: Pack, org: Organisation): string {
  const { zone, organisation } = org.programme;
  const { sequence, head, made, since } = pack;
  const inputs = INPUTS.map((input) => sectionOf(`${input}. ${TOPICS[input]}`, pack.sections[input])).join('\n');
  const when = `What is new since ${localTime(zone, since)}, as the register said on ${localTime(zone, made)}.`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(`Management review: ${organisation}`)}</title><style>${STYLE}</style></head>
<body>
<h1>${text(`Management review: inputs (ISO/IEC 27001, 9.3.2), ${organisation}`)}</h1>
<p>${text(when)}</p>
<p>Register: event ${sequence}, head <code>${text(head)}</code></p>
${inputs}
</body>
</html>
`;
}

function sectionOf(title: string, { line, tables }: Section): string {
  return `<h2>${text(title)}</h2>\n<p>${linked(line)}</p>\n${tables.map(tableOf).join('\n')}`;
}

function tableOf({ title, rows }: PackTable): string {
  const columns = Object.keys(rows[0] ?? {});
  const heads = columns.map((c) => `<th>${text(c.replaceAll('_', ' '))}</th>`).join('');
  const lines = rows.map((row) => `<tr>${columns.map((c) => `<td>${cell(row[c])}</td>`).join('')}</tr>`).join('\n');
  return `<h3>${text(title)} (${rows.length})</h3>\n<table><thead><tr>${heads}</tr></thead><tbody>\n${lines}\n</tbody></table>`;
}

function cell(value: TableRow[string]): string {
  if (value === undefined) return '';
  const written = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return /^https?:\/\/[^\s"'<>]+$/.test(written) ? anchor(written, written) : text(written);
}

/** The links of a line, as the ticket has them. */
function linked(line: string): string {
  const parts = line.split(/(\[[^\]]+\]\(https?:\/\/[^)\s]+\))/);
  return parts
    .map((part) => {
      const [, name, href] = /^\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)$/.exec(part) ?? [];
      return name !== undefined && href !== undefined ? anchor(href, name) : text(part);
    })
    .join('');
}

function anchor(href: string, name: string): string {
  return `<a href="${text(href)}">${text(name)}</a>`;
}

function text(value: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return value.replace(/[&<>"']/g, (c) => entities[c] ?? c);
}
