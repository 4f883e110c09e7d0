import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import type { Person, Ticket } from '../store/model.ts';
import { fullName } from '../store/store.ts';
import { sidebar } from './sidebar.ts';
import { thread } from './thread.ts';

/** A ticket with its thread, and for visitors who said who they are the forms to act on it. */
export function issuePage(ticket: Ticket, visitor: Person | undefined, assignable: readonly Person[]): ComponentChild {
  const repo = fullName(ticket.repository);
  const base = `/${repo}/issues/${ticket.number}`;
  return html`<div>
      <p class="quiet"><a href="/${repo}/issues">${repo}</a></p>
      <h1>${ticket.title} <span class="quiet">#${ticket.number}</span></h1>
      <p><span class="state ${ticket.state} ${ticket.reason ?? ''}">${stateWords(ticket)}</span></p>
    </div>
    <div class="columns">
      <div class="thread">
        ${thread(ticket, visitor, base)}
        ${visitor ? [commentForm(ticket, base), editForm(ticket, base)] : html`<p class="quiet">Choose who you are to write.</p>`}
      </div>
      ${sidebar(ticket, visitor, assignable, base)}
    </div>`;
}

function stateWords({ state, reason }: Ticket): string {
  if (state === 'open') return 'Open';
  return `Closed as ${(reason ?? 'completed').replace('_', ' ')}`;
}

function commentForm(ticket: Ticket, base: string): ComponentChild {
  const closing = html`<button name="next" value="completed">Close as completed</button>
    <button name="next" value="not_planned">Close as not planned</button>`;
  return html`<section class="box"><form method="post" action="${base}/comment" enctype="multipart/form-data">
    <label>Comment <textarea name="text" rows="5"></textarea></label>
    <label>Files <input type="file" name="files" multiple /></label>
    <div class="buttons">
      <button class="main" name="next" value="">Comment</button>
      ${ticket.state === 'open' ? closing : html`<button name="next" value="reopen">Reopen</button>`}
    </div>
  </form></section>`;
}

function editForm(ticket: Ticket, base: string): ComponentChild {
  return html`<section class="box"><form method="post" action="${base}/edit">
    <details><summary>Edit title and text</summary>
      <label>Title <input type="text" name="title" value=${ticket.title} maxlength="256" required /></label>
      <label>Text <textarea name="body" rows="16">${ticket.body ?? ''}</textarea></label>
      <div class="buttons"><button class="main">Save</button></div>
    </details>
  </form></section>`;
}
