import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { ON_EVENTS, type SimulationReport } from '../simulation-text.ts';

/** Columns of what was owed, the same wherever it is counted. */
export const COURSES = [
  ['owed', 'owed'],
  ['on time', 'onTime'],
  ['late', 'late'],
  ['missed', 'missed'],
  ['waived', 'waived'],
  ['open', 'open'],
] as const;

/** @returns figures side by side, each under its name. */
export function figures(pairs: [name: string, n: number][]): ComponentChild {
  return html`<dl>${pairs.map(([name, n]) => html`<div><dt>${name}</dt><dd>${n}</dd></div>`)}</dl>`;
}

/** @returns a row a month, with who got the tickets that opened in it. */
export function months({ months, peak, people }: SimulationReport): ComponentChild {
  const most = peak?.tickets ?? 1;
  const nameOf = (id: string) => people.find((each) => each.person === id)?.name ?? id;
  return html`<table>
    ${months.map(({ month, tickets, byPerson }) => {
      const who = Object.entries(byPerson).sort(([, a], [, b]) => b - a);
      return html`<tr>
        <th>${month}</th>
        <td class="n">${tickets}</td>
        <td class="share" style="width: 30%"><span class="bar" style=${`width: ${Math.round((100 * tickets) / most)}%`}></span></td>
        <td>${who.map(([id, n]) => `${nameOf(id)}\u00a0${n}`).join(', ')}</td>
      </tr>`;
    })}
  </table>`;
}

/** @returns a row a person. */
export function people({ people }: SimulationReport): ComponentChild {
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

/** @returns a row a clause, its figures adding up to what was owed; where nothing was, why. */
export function clauses({ clauses }: SimulationReport): ComponentChild {
  return html`<table class="courses">
    <tr><th>Clause</th><th class="what">Duties</th>${COURSES.map(([name]) => html`<th class="n">${name}</th>`)}</tr>
    ${clauses.map(
      (c) => html`<tr>
        <td>${c.clause}</td>
        <td class="what">${[...new Set(c.duties.map(({ title }) => title))].join('; ')}</td>
        ${c.owed === 0 ? nothingOwed(c.onEvents) : COURSES.map(([, of]) => html`<td class="n">${c[of]}</td>`)}
      </tr>`,
    )}
  </table>`;
}

function nothingOwed(onEvents: boolean): ComponentChild {
  return html`<td class="quiet none" colspan=${COURSES.length}>${onEvents ? ON_EVENTS : 'not due in this time'}</td>`;
}
