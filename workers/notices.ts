import { createNotices as joined } from '../integrations/notices/channels.ts';
import { createChat } from '../integrations/notices/chat.ts';
import { createMail } from '../integrations/notices/mail.ts';
import type { Notices } from '../integrations/notices/notices.ts';
import type { Programme, SecretRef } from '../rules/programme.ts';
import { systemClock } from './installation.ts';
import { type Environment, secretOf } from './secrets.ts';

/** @returns the channels that the programme names; without a programme none. @throws Error for a secret that cannot be read. */
export function createNotices(programme: Programme | undefined, env: Environment, now = systemClock): Notices {
  const { mail, chat } = programme?.notices ?? {};
  const plainly = (address: SecretRef | string) => (typeof address === 'string' ? address : secretOf(address, env));
  return joined({
    ...(mail && { mail: createMail({ url: plainly(mail.smtp), from: mail.from, now }) }),
    ...(chat && { chat: createChat({ url: plainly(chat.webhook), now }) }),
  });
}
