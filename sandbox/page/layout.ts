import { html } from 'htm/preact';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Person } from '../store/model.ts';

export interface Frame {
  readonly title: string;
  readonly visitor: Person | undefined;
  readonly people: readonly Person[];
  /** Path of this page, to come back to. */
  readonly path: string;
}

/** A whole page around its content. */
export function layout(frame: Frame, content: ComponentChild): string {
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${frame.title} · sandbox tracker</title>
      <link rel="stylesheet" href="/style.css" />
    </head>
    <body>
      <header><div>
        <a href="/"><strong>Sandbox tracker</strong></a>
        <nav><a href="/mail">Mail</a> · <a href="/chat">Chat</a></nav>
        ${chooser(frame)}
      </div></header>
      <main>${content}</main>
    </body>
  </html>`;
  return `<!doctype html>${renderToString(page as VNode)}`;
}

function chooser({ visitor, people, path }: Frame): ComponentChild {
  return html`<form method="post" action="/you">
    <input type="hidden" name="back" value=${path} />
    <span>You are </span>
    <select name="login" aria-label="You are">
      ${visitor ? null : html`<option value="">nobody yet</option>`}
      ${people.map((person) => html`<option value=${person.login} selected=${person === visitor}>${called(person)}</option>`)}
    </select> <button>Change</button>
  </form>`;
}

/** Name and login of a person. */
export function called(person: Person): string {
  return person.name === null ? person.login : `${person.name} (${person.login})`;
}

/** An instant (epoch ms) as people read it, UTC. */
export function when(at: number): ComponentChild {
  const text = new Date(at).toISOString();
  return html`<time datetime=${text}>${text.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
