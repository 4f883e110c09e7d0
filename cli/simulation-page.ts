import { html } from 'htm/preact';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { longDate } from '../rules/calendar/show.ts';
import { STYLE } from './simulation-page/style.ts';
import { COURSES, clauses, figures, months, people } from './simulation-page/tables.ts';
import { findingLine, monthlyLine, NOT_PLAYED, namedLines, type SimulationReport } from './simulation-text.ts';
import { counted } from './terminal.ts';

/** @returns the report as one page that needs nothing else, to read or to print. What comes from the programme is escaped. */
export function simulationPage(report: SimulationReport): string {
  const { organisation, from, years, staff, seed } = report;
  const title = `${organisation}: ${counted(years, 'year', 'years')} of its programme, played`;
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
      <p class="quiet">Not played: ${NOT_PLAYED}.</p>
      ${sections(report)}
    </body>
  </html>`;
  return `<!doctype html>${renderToString(page as VNode)}\n`;
}

function sections(report: SimulationReport): ComponentChild {
  const { course, nonconformities: n, escalations: e, auditor, invariants } = report;
  return html`
    ${headed('How it went', 'What the plan asked for, and what followed from what happened. Owed is on time, late, missed, waived, and open together: missed stays missed, also where it was done afterwards; open was neither done nor missed at the end.')}
    ${figures(COURSES.map(([name, of]) => [name, course[of]]))}
    ${headed('Nonconformities', 'Raised by what was missed or waived, by audits, and by measurements; minor and major as they stood at the end. A minor turns major where it is not resolved in time; a major past its deadline puts the certificate at risk.')}
    ${figures([
      ['raised', n.raised],
      ['minor', n.minor],
      ['major', n.major],
      ['turned major', n.turnedMajor],
      ['past a major’s deadline', n.pastDeadline],
      ['fix did not work', n.ineffective],
      ['closed', n.closed],
    ])}
    ${headed('Chased', 'How often people were reminded of what is due, or told that it is late: whoever does the work, whoever verifies it, and those who hear beside them.')}
    ${figures([
      ['assignee', e.assignee],
      ['verifier', e.verifier],
      ['manager', e.manager],
      ['lead', e.lead],
      ['top management', e.top],
    ])}
    ${headed('Said', 'All that the engine wrote, chases among it: comments in tickets, and messages by mail.')}
    ${figures([
      ['comments', report.comments],
      ['messages', report.messages],
    ])}
    ${headed('Tickets by month', `${counted(report.tickets, 'ticket', 'tickets')}, ${monthlyLine(report)}. By the month in which they opened, with who got them: duties, their stages and parts, nonconformities, actions, and reviews.`)}
    ${months(report)}
    ${headed('Who is asked for what', 'Tickets that each person got; verifications, approvals, and judgements that they gave; messages that reached them.')}
    ${people(report)}
    ${headed('Clauses', 'What the duties that name a clause or control owed. What is owed on several clauses stands under each of them, so that these rows add up to more than was owed.')}
    ${namedLines(report.named).map((line) => html`<p>${line}.</p>`)}
    ${clauses(report)}
    ${headed('What an auditor would find', 'What the record would show if people worked like this; what weighs most stands first.')}
    ${auditor.length === 0 ? html`<p>Nothing.</p>` : html`<ul>${auditor.map((each) => html`<li>${findingLine(each)}</li>`)}</ul>`}
    ${headed('Whether the rules held', 'Checks of the engine itself, with what each looked at; one that does not hold is a defect to report.')}
    <ul>${invariants.map(({ name, ok, detail }) => html`<li>${ok ? '✓' : '✗'} ${name}: ${detail}</li>`)}</ul>
  `;
}

function headed(heading: string, counts: string): ComponentChild {
  return html`<h2>${heading}</h2><p class="quiet">${counts}</p>`;
}
