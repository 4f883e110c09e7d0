import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import type { Person } from '../../store/model.ts';
import { transitionsOf } from '../issues/move-status.ts';
import { resolutions } from '../kinds/site-wide.ts';
import type { Issue, Transition } from '../model.ts';
import { keyOf, type Site } from '../site.ts';
import { issueSidebar } from './sidebar.ts';
import { issueThread } from './thread.ts';

/** An issue with its thread, and for visitors who said who they are the forms to act on it. */
export function issuePage(site: Site, issue: Issue, visitor: Person | undefined): ComponentChild {
  const base = `/jira/browse/${keyOf(issue)}`;
  const { project, status, resolution } = issue;
  const isDone = status.category === 'done';
  return html`<div>
      <p class="quiet"><a href="/jira/projects/${project.key}">${project.name}</a>
        ${issue.parent ? html` / <a href="/jira/browse/${keyOf(issue.parent)}">${keyOf(issue.parent)}</a>` : null}</p>
      <h1>${issue.summary} <span class="quiet">${keyOf(issue)}</span></h1>
      <div class="buttons">
        <span class="state ${isDone ? 'closed' : ''}">${status.name}${resolution ? ` (${resolution.name})` : ''}</span>
        ${
          visitor
            ? transitionsOf(issue)
                .filter(({ to }) => to !== status)
                .map((each) => transitionForm(each, base))
            : null
        }
      </div>
    </div>
    <div class="columns">
      <div class="thread">
        ${issueThread(site, issue, visitor, base)}
        ${visitor ? [commentForm(base), editForm(issue, base)] : html`<p class="quiet">Choose who you are to write.</p>`}
      </div>
      ${issueSidebar(site, issue, visitor, base)}
    </div>`;
}

/** A button, with the fields of the transition's screen. */
function transitionForm(transition: Transition, base: string): ComponentChild {
  const choice = transition.screen.map(
    (field) => html`<select name=${field.id} aria-label=${field.name} required=${field.isRequired}>
      <option value="">${field.name}…</option>
      ${resolutions.map((each) => html`<option value=${each.id}>${each.name}</option>`)}
    </select>`,
  );
  return html`<form method="post" action="${base}/transition">${choice}
    <button name="value" value=${transition.id}>${transition.name}</button></form>`;
}

function commentForm(base: string): ComponentChild {
  return html`<section class="box"><form method="post" action="${base}/comment" enctype="multipart/form-data">
    <label>Comment <textarea name="text" rows="5"></textarea></label>
    <label>Files <input type="file" name="files" multiple /></label>
    <div class="buttons"><button class="main">Save</button></div>
  </form></section>`;
}

function editForm(issue: Issue, base: string): ComponentChild {
  return html`<section class="box"><form method="post" action="${base}/edit">
    <details><summary>Edit summary, or write below the description</summary>
      <label>Summary <input type="text" name="title" value=${issue.summary} maxlength="255" required /></label>
      <label>Text at the end of the description <textarea name="below" rows="5"></textarea></label>
      <div class="buttons"><button class="main">Save</button></div>
    </details>
  </form></section>`;
}
