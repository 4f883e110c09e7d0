import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { when } from '../../page/layout.ts';
import type { Person } from '../../store/model.ts';
import type { Issue, Project } from '../model.ts';
import { keyOf, type Site } from '../site.ts';

/** The projects that the visitor can see, each with its open issues. */
export function projectOverview(site: Site, seen: readonly Project[], visitor: Person | undefined): ComponentChild {
  if (site.projects.length === 0) return null;
  const hint = html`<p class="quiet">Choose who you are, above, to see projects and to write.</p>`;
  return html`<h1>Jira projects</h1>${visitor ? null : hint}${seen.map((project) => issueList(site, project, false, visitor))}`;
}

/** The issues of a project, open or done, newest first. */
export function issueList(site: Site, project: Project, isDone: boolean, visitor: Person | undefined): ComponentChild {
  const issues = [...site.issues.values()].filter((each) => each.project === project && !each.isDeleted).reverse();
  const shown = issues.filter((each) => (each.status.category === 'done') === isDone);
  const done = issues.filter((each) => each.status.category === 'done').length;
  const base = `/jira/projects/${project.key}`;
  return html`<section class="box">
    <header>
      <h2><a href=${base}>${project.name}</a></h2>
      <span class="quiet">${project.key}</span>
      <a href=${base}>${issues.length - done} open</a> <a href="${base}?state=done">${done} done</a>
    </header>
    ${shown.length === 0 ? html`<div class="quiet">No ${isDone ? 'done' : 'open'} issues.</div>` : html`<ul class="rows">${shown.map(row)}</ul>`}
    ${visitor ? newIssue(base) : null}
  </section>`;
}

function row(issue: Issue): ComponentChild {
  const assignee = issue.assignee ? ` · assigned to ${issue.assignee.name ?? issue.assignee.login}` : '';
  const due = issue.dueDate ? ` · due ${issue.dueDate}` : '';
  return html`<li>
    <a href="/jira/browse/${keyOf(issue)}"><strong>${issue.summary}</strong></a>
    ${issue.labels.map((label) => html` <span class="label">${label}</span>`)}
    <div class="quiet">${keyOf(issue)} · ${issue.status.name} · by ${issue.creator.login}, ${when(issue.createdAt)}${assignee}${due}
      · ${issue.comments.length} comments</div>
  </li>`;
}

function newIssue(base: string): ComponentChild {
  return html`<form method="post" action=${base}>
    <details><summary>New issue</summary>
      <label>Summary <input type="text" name="title" maxlength="255" required /></label>
      <label>Description <textarea name="body" rows="5"></textarea></label>
      <div class="buttons"><button class="main">Create</button></div>
    </details>
  </form>`;
}
