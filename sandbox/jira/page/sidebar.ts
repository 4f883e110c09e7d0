import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { called } from '../../page/layout.ts';
import type { Person } from '../../store/model.ts';
import { partsOf } from '../issues/create.ts';
import type { Issue } from '../model.ts';
import { isAssignableIn, keyOf, type Site } from '../site.ts';

/** Assignee, dates, labels, files and sub-tasks, and what else can be done with the issue. */
export function issueSidebar(site: Site, issue: Issue, visitor: Person | undefined, base: string): ComponentChild {
  const parts = partsOf(site, issue);
  return html`<aside>
    <section><h2>Assignee</h2>
      ${issue.assignee ? removable(called(issue.assignee), `${base}/unassign`, issue.assignee.login, visitor) : 'Nobody'}
      ${visitor ? assign(site, issue, base) : null}
    </section>
    <section><h2>Details</h2>
      <div>Priority: ${issue.priority.name}</div>
      ${issue.dueDate ? html`<div>Due: ${issue.dueDate}</div>` : null}
    </section>
    <section><h2>Labels</h2>
      ${issue.labels.map((label) => removable(html`<span class="label">${label}</span>`, `${base}/unlabel`, label, visitor))}
      ${visitor ? addLabel(base) : null}
    </section>
    ${issue.attachments.length > 0 ? files(issue) : null}
    ${parts.length > 0 ? html`<section><h2>Sub-tasks</h2>${parts.map(part)}</section>` : null}
    ${visitor ? more(base) : null}
  </aside>`;
}

function removable(shown: ComponentChild, action: string, value: string, visitor: Person | undefined): ComponentChild {
  if (!visitor) return html`<div>${shown}</div>`;
  return html`<form method="post" action=${action}>${shown}
    <button class="plain" name="value" value=${value} aria-label="Remove ${value}">✕</button></form>`;
}

function assign(site: Site, issue: Issue, base: string): ComponentChild {
  const free = site.store.people.filter((each) => each !== issue.assignee && isAssignableIn(issue.project, each));
  return html`<form method="post" action="${base}/assign">
    <select name="value" aria-label="Assign">${free.map((each) => html`<option value=${each.login}>${called(each)}</option>`)}</select>
    <button>Assign</button>
  </form>`;
}

function addLabel(base: string): ComponentChild {
  return html`<form method="post" action="${base}/label">
    <input type="text" name="value" aria-label="Label" maxlength="255" required /><button>Add</button>
  </form>`;
}

function files(issue: Issue): ComponentChild {
  return html`<section><h2>Files</h2>${issue.attachments.map(
    ({ id, name, bytes }) =>
      html`<div><a href="/jira/secure/attachment/${id}">${name}</a> <span class="quiet">${bytes.length} bytes</span></div>`,
  )}</section>`;
}

function part(issue: Issue): ComponentChild {
  return html`<div><a href="/jira/browse/${keyOf(issue)}">${keyOf(issue)}</a> ${issue.summary} <span class="quiet">${issue.status.name}</span></div>`;
}

function more(base: string): ComponentChild {
  return html`<section><details><summary>Move, convert or delete</summary>
    <form method="post" action="${base}/transfer">
      <input type="text" name="value" placeholder="Project key" aria-label="Move to" required /><button>Move</button>
    </form>
    <form method="post" action="${base}/convert">
      <input type="text" name="value" placeholder="Parent’s number" aria-label="Sub-task of" required /><button>Convert</button>
    </form>
    <form method="post" action="${base}/delete"><button>Delete this issue</button></form>
  </details></section>`;
}
