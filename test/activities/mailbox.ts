import type { Dependencies } from '../../activities/dependencies.ts';
import { NoticeError } from '../../integrations/notices/error.ts';
import type { Notice } from '../../integrations/notices/notices.ts';
import type { Scene } from '../cli/scene.ts';

/** Takes a scene's messages, unless it is full. */
export interface Mailbox {
  sent: Notice[];
  state: 'open' | 'full';
  /** The scene's dependencies, its messages taken here. */
  deps(over?: Partial<Dependencies>): Dependencies;
}

/** @returns an empty one. */
export function mailboxOf(scene: Scene): Mailbox {
  const mailbox: Mailbox = {
    sent: [],
    state: 'open',
    deps: (over = {}) => ({ ...scene.deps, notices: { check: async () => [], send }, ...over }),
  };
  async function send(notice: Notice): Promise<{ accepted: string }> {
    if (mailbox.state === 'full') throw new NoticeError('the mailbox is full', 'unreachable');
    mailbox.sent.push(notice);
    return { accepted: scene.now() };
  }
  return mailbox;
}
