import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../script/story/until.ts';
import type { Stage } from '../stage.ts';
import { ENGINE, HOMES, LOGINS } from './company.ts';
import type { Site } from './site.ts';

const WITHIN = 120;
/** Whatever a webhook announces is looked at within this, ms. */
const QUIET_MS = 5_000;

/** Sam attaches the evidence and closes. @returns when the close was done, epoch ms. */
export async function handIn({ sandbox }: Site, number: number): Promise<number> {
  const { act } = sandbox.client;
  const { place } = HOMES[sandbox.at];
  await act.attach(LOGINS.sam, place, number, 'export.csv', Buffer.from('user,role\nsam,admin\n'), '');
  await act.close(LOGINS.sam, place, number, 'completed');
  return Date.now();
}

/** Mara accepts what was handed in. */
export async function accept({ sandbox }: Site, number: number): Promise<void> {
  const { place, prefix } = HOMES[sandbox.at];
  await sandbox.client.act.comment(LOGINS.mara, place, number, `${prefix}accept`);
}

/** @returns when the engine commented on each ticket, by its number, epoch ms, the oldest first. */
export async function answers({ sandbox }: Site): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  for (const { kind, login, number, at } of await sandbox.client.writeLog.writes())
    if (kind === 'comment' && login === ENGINE && number !== undefined)
      found.set(number, [...(found.get(number) ?? []), at]);
  return found;
}

/** Waits until the engine has commented so often on a ticket. */
export async function answered({ signal }: Stage, site: Site, number: number, times: number): Promise<void> {
  const look = async () => ((await answers(site)).get(number) ?? []).length >= times || undefined;
  await until(`answer ${times} on #${number}`, look, signal, WITHIN);
}

/** Waits until nobody calls the tracker any more. */
export async function quiet({ signal }: Stage, { sandbox }: Site): Promise<void> {
  const look = async () => {
    const before = await calls(sandbox.client);
    await pause(QUIET_MS, undefined, { signal }).catch(() => undefined);
    return (await calls(sandbox.client)) === before || undefined;
  };
  await until('the tracker to be left alone', look, signal, WITHIN);
}

/** @returns how often the tracker was called. */
export async function calls(client: Site['sandbox']['client']): Promise<number> {
  return (await client.writeLog.calls()).reduce((sum, { count }) => sum + count, 0);
}
