import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { when } from '../../page/layout.ts';
import type { Person } from '../../store/model.ts';
import { plainText } from '../adf/document.ts';
import type { Comment, Doc, History, Issue } from '../model.ts';
import { findAccount, type Site } from '../site.ts';
import { documentView } from './document.ts';

/** The description, then comments and changes in the order in which they came. */
export function issueThread(site: Site, issue: Issue, visitor: Person | undefined, base: string): ComponentChild {
  const shown = (doc: Doc) => documentView(doc, (id) => findAccount(site, id)?.name ?? id);
  const entries = [
    ...issue.comments.map((one) => ({
      at: one.createdAt,
      id: one.id,
      view: comment(one, shown(one.body), visitor, base),
    })),
    ...issue.history.map((one) => ({ at: one.at, id: one.id, view: change(one) })),
  ].sort((one, other) => one.at - other.at || one.id - other.id);
  return [description(issue, issue.description && shown(issue.description)), ...entries.map((entry) => entry.view)];
}

function description(issue: Issue, text: ComponentChild): ComponentChild {
  return html`<article>
    <header><strong>${issue.creator.login}</strong><span class="quiet">created, ${when(issue.createdAt)}</span></header>
    <div class="text">${text ?? html`<p class="quiet">No description.</p>`}</div>
  </article>`;
}

function comment(one: Comment, text: ComponentChild, visitor: Person | undefined, base: string): ComponentChild {
  return html`<article id="comment-${one.id}">
    <header>
      <strong>${one.author.login}</strong>
      <a class="quiet" href="#comment-${one.id}">${when(one.createdAt)}</a>
      ${one.updatedAt === one.createdAt ? null : html`<span class="quiet">edited</span>`}
      ${visitor ? edit(one, base) : null}
    </header>
    <div class="text">${text}</div>
  </article>`;
}

function edit(one: Comment, base: string): ComponentChild {
  return html`<details class="quiet"><summary>Edit</summary>
    <form method="post" action="${base}/edit-comment">
      <input type="hidden" name="id" value=${one.id} />
      <textarea name="text" rows="4" aria-label="Text">${plainText({ ...one.body })}</textarea>
      <div class="buttons"><button>Save</button><button formaction="${base}/delete-comment">Delete</button></div>
    </form>
  </details>`;
}

function change({ author, at, items }: History): ComponentChild {
  const words = items.map((item) =>
    item.field === 'description'
      ? item.field
      : `${item.field} from “${item.fromString ?? ''}” to “${item.toString ?? ''}”`,
  );
  return html`<p class="event quiet"><strong>${author.login}</strong> changed ${words.join(', ')}, ${when(at)}</p>`;
}
