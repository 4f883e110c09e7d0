import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import type { Person, Ticket } from '../store/model.ts';
import { called } from './layout.ts';

/** Assignees, labels, milestone, and what else can be done with the ticket. */
export function sidebar(
  ticket: Ticket,
  visitor: Person | undefined,
  assignable: readonly Person[],
  base: string,
): ComponentChild {
  const free = assignable.filter((person) => !ticket.assignees.includes(person));
  return html`<aside>
    <section><h2>Assignees</h2>
      ${ticket.assignees.map((person) => removable(called(person), `${base}/unassign`, person.login, visitor))}
      ${visitor && free.length > 0 ? assign(free, base) : null}
    </section>
    <section><h2>Labels</h2>
      ${ticket.labels.map((label) => removable(html`<span class="label">${label.name}</span>`, `${base}/unlabel`, label.name, visitor))}
      ${visitor ? addLabel(base) : null}
    </section>
    ${ticket.milestone ? html`<section><h2>Milestone</h2>${ticket.milestone.title}</section>` : null}
    ${visitor ? more(base) : null}
  </aside>`;
}

function removable(shown: ComponentChild, action: string, value: string, visitor: Person | undefined): ComponentChild {
  if (!visitor) return html`<div>${shown}</div>`;
  return html`<form method="post" action=${action}>${shown}
    <button class="plain" name="value" value=${value} aria-label="Remove ${value}">✕</button></form>`;
}

function assign(free: readonly Person[], base: string): ComponentChild {
  return html`<form method="post" action="${base}/assign">
    <select name="value" aria-label="Assign">${free.map((person) => html`<option value=${person.login}>${called(person)}</option>`)}</select>
    <button>Assign</button>
  </form>`;
}

function addLabel(base: string): ComponentChild {
  return html`<form method="post" action="${base}/label">
    <input type="text" name="value" aria-label="Label" maxlength="50" required /><button>Add</button>
  </form>`;
}

function more(base: string): ComponentChild {
  return html`<section><details><summary>Transfer or delete</summary>
    <form method="post" action="${base}/transfer">
      <input type="text" name="value" placeholder="owner/name" aria-label="Transfer to" required /><button>Transfer</button>
    </form>
    <form method="post" action="${base}/delete"><button>Delete this issue</button></form>
  </details></section>`;
}
