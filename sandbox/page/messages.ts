import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import type { Chat, Mail } from '../messages/mailbox.ts';
import { when } from './layout.ts';

/** Caught mails, newest first. */
export function mailPage(mails: readonly Mail[]): ComponentChild {
  return html`<h1>Mail</h1>${empty(mails)}
    ${mails.toReversed().map(
      (mail) => html`<article>
      <header><strong>${mail.subject}</strong><span class="quiet">${mail.from} to ${mail.to.join(', ')}, ${when(mail.at)}</span></header>
      <div class="text"><pre>${mail.text}</pre></div>
    </article>`,
    )}`;
}

/** Caught chat messages, newest first. */
export function chatPage(chats: readonly Chat[]): ComponentChild {
  return html`<h1>Chat</h1>${empty(chats)}
    ${chats.toReversed().map(
      (chat) => html`<article>
      <header><strong>#${chat.channel}</strong><span class="quiet">${when(chat.at)}</span></header>
      <div class="text"><pre>${chat.text}</pre></div>
    </article>`,
    )}`;
}

function empty(list: readonly unknown[]): ComponentChild {
  return list.length === 0 ? html`<p class="quiet">Nothing yet.</p>` : null;
}
