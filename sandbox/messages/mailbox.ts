export interface Mail {
  /** Epoch ms. */
  readonly at: number;
  /** Its Message-ID, angle brackets included; empty without one. */
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface Chat {
  /** Epoch ms. */
  readonly at: number;
  readonly channel: string;
  readonly text: string;
}

export interface Mailbox {
  /** Caught mails, oldest first; the last 10,000. */
  mails(): readonly Mail[];
  /** Caught chat messages, oldest first; the last 10,000. */
  chats(): readonly Chat[];
  /** Forgets all. */
  clear(): void;
  /** Keeps a mail. */
  addMail(mail: Mail): void;
  /** Keeps a chat message. */
  addChat(chat: Chat): void;
}

const kept = 10_000;

/** An empty mailbox. */
export function createMailbox(): Mailbox {
  const mails: Mail[] = [];
  const chats: Chat[] = [];
  return {
    mails: () => [...mails],
    chats: () => [...chats],
    clear() {
      mails.length = 0;
      chats.length = 0;
    },
    addMail: (mail) => void (mails.push(mail) > kept && mails.shift()),
    addChat: (chat) => void (chats.push(chat) > kept && chats.shift()),
  };
}
