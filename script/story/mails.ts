import { nameOf } from './company.ts';
import type { Scene } from './scene.ts';
import { until } from './until.ts';

const TOP = 'elena@example.com';

/** Tells each mail as it comes. Ends once top management was told of the major nonconformity. */
export async function mails({ story, sandbox, signal }: Scene): Promise<void> {
  let told = 0;
  const look = async () => {
    const all = await sandbox.mailbox.mails();
    for (const { to, subject } of all.slice(told)) {
      const role = to.includes(TOP) ? 'Top management is told: mail' : 'Mail';
      story.tell(`${role} to ${to.map((address) => nameOf(address.split('@')[0] ?? '')).join(', ')}: "${subject}"`);
    }
    told = all.length;
    return all.some(({ to, subject }) => to.includes(TOP) && subject.includes('now major')) || undefined;
  };
  await until('the mail that tells top management', look, signal, 120);
}
