import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { addressesIn } from '../folder.ts';
import { runNode } from '../processes.ts';
import { trackerAt } from '../tracker/at.ts';
import type { Ticket, TicketComment, TrackerAddress } from '../tracker/tracker.ts';
import { type Facts, readRegister } from './facts.ts';
import { underWay } from './outbox.ts';

const DUTYBOUND = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));
const TRIES = 20;
const PAUSE_MS = 500;

/**
 * Reads the tracker, the mailbox, and the register of a run afresh; what is just being written is waited for.
 * @param folder of the run. @param data its data folder, or a copy of it.
 */
export async function gatherFacts(folder: string, data: string): Promise<Facts> {
  const register = join(data, 'register.sqlite');
  for (let tried = 1; ; tried += 1) {
    const isLast = tried === TRIES;
    if (isLast || underWay({ ...readRegister(register), now: nowOf() }).length === 0) {
      const found = await gather(folder, data);
      if (isLast || underWay(found).length === 0) return found;
    }
    await pause(PAUSE_MS);
  }
}

function nowOf(): string {
  return new Date().toISOString();
}

async function gather(folder: string, data: string): Promise<Facts> {
  const { sandbox, trackers } = addressesIn(folder);
  const verify = [DUTYBOUND, 'verify', '--data', data];
  const { out, err, code } = await runNode(verify, process.env, folder, new AbortController().signal);
  return {
    ...readRegister(join(data, 'register.sqlite')),
    now: nowOf(),
    ...(await read(trackers)),
    mails: await mailsAt(sandbox),
    verified: { ok: code === 0, said: (out || err).replaceAll('\n', ' ') },
  };
}

async function read(addresses: TrackerAddress[]): Promise<{ tickets: Ticket[]; comments: TicketComment[] }> {
  const [tickets, comments]: [Ticket[], TicketComment[]] = [[], []];
  for (const tracker of addresses.map(trackerAt))
    for (const ticket of await tracker.tickets()) {
      tickets.push(ticket);
      comments.push(...(await tracker.commentsOn(ticket)));
    }
  return { tickets, comments };
}

async function mailsAt(sandbox: string): Promise<Facts['mails']> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox}/sandbox/mailbox/mails`, { method: 'POST', headers, body: '[]' });
  return ((await answer.json()) as { result: Facts['mails'] }).result;
}
