import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import type { Comment, Happening, Person, Reaction, Ticket, TicketEvent } from '../store/model.ts';
import { fullName } from '../store/store.ts';
import { when } from './layout.ts';
import { markdown } from './markdown.ts';

const faces: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
  rocket: '🚀',
  eyes: '👀',
};

/** The ticket's text, then comments and events in the order in which they came. */
export function thread(ticket: Ticket, visitor: Person | undefined, base: string): ComponentChild {
  const entries = [
    ...ticket.comments.map((one) => ({ at: one.createdAt, id: one.id, view: comment(one, visitor, base) })),
    ...ticket.events.map((one) => ({ at: one.at, id: one.id, view: event(one) })),
  ].sort((one, other) => one.at - other.at || one.id - other.id);
  return [opening(ticket), ...entries.map((entry) => entry.view)];
}

function opening(ticket: Ticket): ComponentChild {
  return html`<article>
    <header><strong>${ticket.author.login}</strong><span class="quiet">opened, ${when(ticket.createdAt)}</span></header>
    <div class="text">${ticket.body ? markdown(ticket.body) : html`<p class="quiet">No text.</p>`}${given(ticket.reactions)}</div>
  </article>`;
}

function comment(one: Comment, visitor: Person | undefined, base: string): ComponentChild {
  const isEdited = one.updatedAt !== one.createdAt;
  return html`<article id="issuecomment-${one.id}">
    <header>
      <strong>${one.author.login}</strong>
      <a class="quiet" href="#issuecomment-${one.id}">${when(one.createdAt)}</a>
      ${isEdited ? html`<span class="quiet">edited</span>` : null}
      ${visitor ? edit(one, base) : null}
    </header>
    <div class="text">${markdown(one.body)}${given(one.reactions)}</div>
  </article>`;
}

function edit(one: Comment, base: string): ComponentChild {
  return html`<details class="quiet"><summary>Edit</summary>
    <form method="post" action="${base}/edit-comment">
      <input type="hidden" name="id" value=${one.id} />
      <textarea name="text" rows="4" aria-label="Text">${one.body}</textarea>
      <div class="buttons"><button>Save</button><button formaction="${base}/delete-comment">Delete</button></div>
    </form>
  </details>`;
}

function given(reactions: readonly Reaction[]): ComponentChild {
  if (reactions.length === 0) return null;
  const who = (content: string) =>
    reactions.filter((each) => each.content === content).map((each) => each.person.login);
  const contents = [...new Set(reactions.map((each) => each.content))];
  return html`<p class="reactions">${contents.map(
    (content) => html`<span title=${who(content).join(', ')}>
    ${faces[content] ?? content} ${who(content).length}</span>`,
  )}</p>`;
}

function event(one: TicketEvent): ComponentChild {
  return html`<p class="event quiet"><strong>${one.actor.login}</strong> ${words(one.what)}, ${when(one.at)}</p>`;
}

function words(what: Happening): string {
  switch (what.kind) {
    case 'closed':
      return `closed this as ${what.reason.replace('_', ' ')}`;
    case 'reopened':
      return 'reopened this';
    case 'assigned':
    case 'unassigned':
      return `${what.kind} ${what.person.login}`;
    case 'labeled':
    case 'unlabeled':
      return `${what.kind === 'labeled' ? 'added' : 'removed'} the label ${what.label.name}`;
    case 'milestoned':
    case 'demilestoned':
      return `${what.kind === 'milestoned' ? 'added this to' : 'removed this from'} ${what.milestone.title}`;
    case 'renamed':
      return `changed the title from “${what.from}” to “${what.to}”`;
    case 'transferred':
      return `transferred this from ${fullName(what.from)}`;
  }
}
