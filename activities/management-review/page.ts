import { html } from 'htm/preact';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { dateAt, isDay, isInstant } from '../../rules/calendar/local-day.ts';
import { localTime, shortDate } from '../../rules/calendar/show.ts';
import type { TableRow } from '../../rules/documented.ts';
import type { Pack, PackTable, Section } from '../../rules/management-review/pack.ts';
import { INPUTS, TOPICS } from '../../rules/management-review/topics.ts';
import { nameOf, type Organisation, personById } from '../../rules/organisation.ts';
import { listed } from '../../rules/wording/phrases.ts';

const STYLE = `
body { margin: 2em auto; max-width: 70em; padding: 0 1em; font: 15px/1.5 system-ui, sans-serif; color: #111; background: #fff; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin: 2em 0 .3em; } h3 { font-size: 1em; margin: 1.2em 0 .3em; }
h2 + p::first-letter { text-transform: uppercase; }
table { border-collapse: collapse; width: 100%; font-size: .8em; }
th, td { border: 1px solid #bbb; padding: .25em .45em; text-align: left; vertical-align: top; overflow-wrap: break-word; }
time, td a { white-space: nowrap; }
thead { display: table-header-group; } tr { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; } a { color: inherit; text-decoration: none; } }
`;
/** Nothing is loaded, whatever somebody wrote. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** @returns the pack as a page that stands alone and prints: no scripts, nothing loaded, everything that people wrote inert. */
export function packPage(pack: Pack, org: Organisation): string {
  const { zone, organisation } = org.programme;
  const { sequence, head, made, since } = pack;
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content=${POLICY} />
      <title>Management review: ${organisation}</title>
      <style dangerouslySetInnerHTML=${{ __html: STYLE }}></style>
    </head>
    <body>
      <h1>Management review: inputs (ISO/IEC 27001, 9.3.2), ${organisation}</h1>
      <p>What is new since ${localTime(zone, since)}, as the register said on ${localTime(zone, made)}.</p>
      <p>Register: event ${sequence}, head <code>${head}</code></p>
      ${INPUTS.map((input) => sectionOf(`${input}. ${TOPICS[input]}`, pack.sections[input], org))}
    </body>
  </html>`;
  return `<!doctype html>${renderToString(page as VNode)}\n`;
}

function sectionOf(title: string, { line, tables }: Section, org: Organisation): ComponentChild {
  return html`<h2>${title}</h2><p>${linked(line)}</p>${tables.map((table) => tableOf(table, org))}`;
}

/** Without the columns that are empty everywhere. */
function tableOf({ title, rows }: PackTable, org: Organisation): ComponentChild {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
  return html`<h3>${title} (${rows.length})</h3>
    <table>
      <thead><tr>${columns.map((column) => html`<th>${column.replaceAll('_', ' ')}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td>${cell(column, row[column], org)}</td>`)}</tr>`)}</tbody>
    </table>`;
}

/** Columns that hold people by their ids. */
const PEOPLE = /(^|_)(by|owner|auditor)$/;

function cell(column: string, value: TableRow[string], org: Organisation): ComponentChild {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const written = String(value ?? '');
  if (PEOPLE.test(column)) return namesIn(written, org);
  if (/^https?:\/\/[^\s"'<>]+$/.test(written))
    return anchor(written, column === 'ticket' ? ticketIn(written) : written);
  const day = isInstant(written) ? dateAt(org.programme.zone, written) : written;
  return isDay(day) ? html`<time datetime=${written}>${shortDate(day)} ${day.slice(0, 4)}</time>` : written;
}

/** Whoever is not in the programme any more stays as written. */
function namesIn(written: string, org: Organisation): string {
  const people = written.split(' ').map((actor) => actor.replace(/^person:/, ''));
  return people.every((id) => personById(org, id)) ? listed(people.map((id) => nameOf(org, id))) : written;
}

/** @returns `#19` of `…/issues/19`, `ISMS-88` of `…/browse/ISMS-88`. */
function ticketIn(address: string): string {
  const last = address.split('/').at(-1) || address;
  return /^\d+$/.test(last) ? `#${last}` : last;
}

/** The links of a line, as the ticket has them. */
function linked(line: string): ComponentChild[] {
  return line.split(/(\[[^\]]+\]\(https?:\/\/[^)\s]+\))/).map((part) => {
    const [, name, href] = /^\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)$/.exec(part) ?? [];
    return name !== undefined && href !== undefined ? anchor(href, name) : part;
  });
}

function anchor(href: string, name: string): ComponentChild {
  return html`<a href=${href}>${name}</a>`;
}
