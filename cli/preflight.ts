import { currentProgramme } from '../activities/organisation.ts';
import type { Installation } from '../workers/installation.ts';
import { createNotices } from '../workers/notices.ts';
import { locateServer } from '../workers/servers/locate.ts';
import { createTrackers } from '../workers/trackers.ts';
import { openExisting } from './options.ts';
import { exit, Refusal, type Terminal } from './terminal.ts';

/**
 * What `up` needs before it makes or starts anything: a register that can be used, the servers' binaries, and the secrets of the
 * programme in force.
 * @throws Refusal, RegisterError, ServerError; nothing was written then.
 */
export async function preflight(terminal: Terminal, { folder }: Installation): Promise<void> {
  const register = await openExisting(terminal, folder);
  const current = await currentProgramme(register).finally(() => register.close());
  for (const server of ['temporal', 'valkey-server'] as const) locateServer(server, terminal.env, false);
  if (!current) return;
  try {
    createTrackers(current.programme, terminal.env, Date.now, {}, folder);
    createNotices(current.programme, terminal.env);
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), exit.credentials);
  }
}
