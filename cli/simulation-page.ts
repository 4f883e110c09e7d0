import { html } from 'htm/preact';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { longDate } from '../rules/calendar/show.ts';
import { findingLine, namedLines, type SimulationReport } from './simulation-text.ts';

const STYLE = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 15px/1.45 system-ui, sans-serif; color: #1c2126; background: #fff; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
p { margin: .3rem 0; } .quiet { color: #58606a; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: #58606a; padding-bottom: .3rem; }
th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #d5d9de; vertical-align: top; }
th { white-space: nowrap; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
table.figures { width: auto; } .figures th, .figures td { padding-right: 1.6rem; }
.bar { display: block; height: .7rem; background: #0b57b7; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
`;

/** Columns of what was owed, the same wherever it is counted. */
const COURSES = [
  ['owed', 'owed'],
  ['on time', 'onTime'],
  ['late', 'late'],
  ['missed', 'missed'],
  ['waived', 'waived'],
  ['open', 'open'],
] as const;
const KEY_TO_COURSES =
  'Owed is on time, late, missed, waived, and open together; missed stays missed, also where it was done afterwards, and open is what was neither done nor missed at the end.';

/** @returns the report as one page that needs nothing else, to read or to print. What comes from the programme is escaped. */
export function simulationPage(report: SimulationReport): string {
  const { organisation, from, years, staff, seed, course, auditor, invariants } = report;
  const title = `${organisation}: ${years} ${years === 1 ? 'year' : 'years'} of its programme, played`;
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title}</title>
      <style dangerouslySetInnerHTML=${{ __html: STYLE }}></style>
    </head>
    <body>
      <h1>${title}</h1>
      <p class="quiet">From ${longDate(from)}, with ${staff} staff, seed ${seed}. Played, not recorded: nobody did any of this.</p>
      <h2>How it went</h2>
      ${figures(COURSES.map(([name, of]) => [name, course[of]]))}
      <h2>Nonconformities</h2>
      ${figures([
        ['raised', report.nonconformities.raised],
        ['minor', report.nonconformities.minor],
        ['major', report.nonconformities.major],
        ['turned major', report.nonconformities.turnedMajor],
        ['past a major’s deadline', report.nonconformities.pastDeadline],
        ['fix did not work', report.nonconformities.ineffective],
        ['closed', report.nonconformities.closed],
      ])}
      <h2>Chased</h2>
      ${figures([
        ['assignee', report.escalations.assignee],
        ['verifier', report.escalations.verifier],
        ['manager', report.escalations.manager],
        ['lead', report.escalations.lead],
        ['top management', report.escalations.top],
        ['comments', report.comments],
        ['messages', report.messages],
      ])}
      <h2>Tickets by month</h2>
      ${months(report)}
      <h2>Who is asked for what</h2>
      ${people(report)}
      <h2>Clauses</h2>
      ${clauses(report)}
      <h2>What an auditor would find</h2>
      ${auditor.length === 0 ? html`<p>Nothing.</p>` : html`<ul>${auditor.map((each) => html`<li>${findingLine(each)}</li>`)}</ul>`}
      <h2>Whether the rules held</h2>
      <ul>${invariants.map(({ name, ok, detail }) => html`<li>${ok ? '✓' : '✗'} ${name}: ${detail}</li>`)}</ul>
    </body>
  </html>`;
  return `<!doctype html>${renderToString(page as VNode)}\n`;
}

function figures(pairs: [name: string, n: number][]): ComponentChild {
  return html`<table class="figures">
    <tr>${pairs.map(([name]) => html`<th class="n">${name}</th>`)}</tr>
    <tr>${pairs.map(([, n]) => html`<td class="n">${n}</td>`)}</tr>
  </table>`;
}

function months({ months, peak, people }: SimulationReport): ComponentChild {
  const most = peak?.tickets ?? 1;
  const nameOf = (id: string) => people.find((each) => each.person === id)?.name ?? id;
  return html`<table>
    ${peak && html`<caption>At most ${peak.tickets}, in ${peak.month}.</caption>`}
    ${months.map(({ month, tickets, byPerson }) => {
      const who = Object.entries(byPerson).sort(([, a], [, b]) => b - a);
      return html`<tr>
        <th>${month}</th>
        <td class="n">${tickets}</td>
        <td style="width: 30%"><span class="bar" style=${`width: ${Math.round((100 * tickets) / most)}%`}></span></td>
        <td>${who.map(([id, n]) => `${nameOf(id)} ${n}`).join(', ')}</td>
      </tr>`;
    })}
  </table>`;
}

function people({ people }: SimulationReport): ComponentChild {
  return html`<table>
    <tr><th>Person</th><th class="n">tickets</th><th class="n">most in a month</th><th class="n">decisions</th><th class="n">messages</th></tr>
    ${people.map(
      (p) => html`<tr>
        <td>${p.name}</td>
        <td class="n">${p.tickets}</td>
        <td class="n">${p.busiest ? `${p.busiest.tickets} (${p.busiest.month})` : '0'}</td>
        <td class="n">${p.decisions}</td>
        <td class="n">${p.messages}</td>
      </tr>`,
    )}
  </table>`;
}

function clauses({ clauses, named }: SimulationReport): ComponentChild {
  return html`${namedLines(named).map((line) => html`<p>${line}.</p>`)}
  <table>
    <caption>${KEY_TO_COURSES} What is owed on several clauses stands under each of them.</caption>
    <tr><th>Clause</th><th>Duties</th>${COURSES.map(([name]) => html`<th class="n">${name}</th>`)}</tr>
    ${clauses.map(
      (c) => html`<tr>
        <td>${c.clause}</td>
        <td>${c.duties.map(({ title }) => title).join('; ')}</td>
        ${COURSES.map(([, of]) => html`<td class="n">${c[of]}</td>`)}
      </tr>`,
    )}
  </table>`;
}
