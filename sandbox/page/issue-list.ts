import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import type { Person, Repository, Ticket } from '../store/model.ts';
import { fullName } from '../store/store.ts';
import { when } from './layout.ts';

/** The repositories that the visitor can see, each with its open issues. */
export function overview(repositories: readonly Repository[], visitor: Person | undefined): ComponentChild {
  const hint = html`<p class="quiet">Choose who you are, above, to see private repositories and to write.</p>`;
  return html`<h1>Repositories</h1>
    ${visitor ? null : hint}
    ${repositories.map((repository) => issueList(repository, 'open', visitor))}`;
}

/** The issues of a repository in one state, newest first. */
export function issueList(
  repository: Repository,
  state: 'open' | 'closed',
  visitor: Person | undefined,
): ComponentChild {
  const tickets = [...repository.tickets.values()].filter((ticket) => !ticket.gone).reverse();
  const base = `/${fullName(repository)}/issues`;
  const shown = tickets.filter((ticket) => ticket.state === state);
  const closed = tickets.filter((ticket) => ticket.state === 'closed').length;
  return html`<section class="box">
    <header>
      <h2><a href=${base}>${fullName(repository)}</a></h2>
      <span class="quiet">${repository.isPrivate ? 'private' : 'public'}</span>
      <a href=${base}>${tickets.length - closed} open</a> <a href="${base}?state=closed">${closed} closed</a>
    </header>
    ${shown.length === 0 ? html`<div class="quiet">No ${state} issues.</div>` : html`<ul class="rows">${shown.map(row)}</ul>`}
    ${visitor && repository.hasIssues ? newIssue(base) : null}
  </section>`;
}

function row(ticket: Ticket): ComponentChild {
  const kind = ticket.isPullRequest ? 'pull request ' : '';
  const assignees = ticket.assignees.map((person) => person.login).join(', ');
  return html`<li>
    <a href="/${fullName(ticket.repository)}/issues/${ticket.number}"><strong>${ticket.title}</strong></a>
    ${ticket.labels.map((label) => html` <span class="label">${label.name}</span>`)}
    <div class="quiet">${kind}#${ticket.number} by ${ticket.author.login}, ${when(ticket.createdAt)}
      ${assignees ? ` · assigned to ${assignees}` : ''} · ${ticket.comments.length} comments</div>
  </li>`;
}

function newIssue(base: string): ComponentChild {
  return html`<form method="post" action=${base}>
    <details><summary>New issue</summary>
      <label>Title <input type="text" name="title" maxlength="256" required /></label>
      <label>Text <textarea name="body" rows="5"></textarea></label>
      <div class="buttons"><button class="main">Open issue</button></div>
    </details>
  </form>`;
}
