import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Check, table } from './check/check.ts';
import { type Facts, readRegister } from './check/facts.ts';
import { gradesRight } from './check/grades.ts';
import { ledgerComplete } from './check/ledger.ts';
import { crashSurvived, underWay, untouched } from './check/outbox.ts';
import { authorityKept, evidenceAsked, topTold } from './check/people.ts';
import { commentsOnce, ticketsOnce } from './check/tickets.ts';
import { addressesIn } from './folder.ts';
import { runNode } from './processes.ts';
import { trackerAt } from './tracker.ts';

const DUTYBOUND = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const SETTLING_TRIES = 20;
const SETTLING_MS = 500;

const { values } = parseArgs({
  options: { folder: { type: 'string' }, data: { type: 'string' }, json: { type: 'boolean' } },
});
const folder = resolve(values.folder ?? '.');
const facts = await settled(folder, resolve(values.data ?? join(folder, '.dutybound')));
const checks: Check[] = [
  ticketsOnce(facts),
  commentsOnce(facts),
  ledgerComplete(facts),
  evidenceAsked(facts),
  authorityKept(facts),
  gradesRight(facts),
  topTold(facts),
  crashSurvived(facts),
  untouched(facts),
];
process.stdout.write(`${values.json ? JSON.stringify(checks) : table(checks)}\n`);
process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;

/** What is just being written is waited for. */
async function settled(run: string, data: string): Promise<Facts> {
  for (let tried = 1; ; tried += 1) {
    const found = await gather(run, data);
    if (underWay(found).length === 0 || tried === SETTLING_TRIES) return found;
    await pause(SETTLING_MS);
  }
}

async function gather(run: string, data: string): Promise<Facts> {
  const { sandbox, ...address } = addressesIn(run);
  const tracker = trackerAt(address);
  const { out, err, code } = await runNode(
    [DUTYBOUND, 'verify', '--data', data],
    process.env,
    run,
    new AbortController().signal,
  );
  return {
    ...readRegister(join(data, 'register.sqlite')),
    now: new Date().toISOString(),
    issues: await tracker.issues(),
    comments: await tracker.comments(),
    mails: await mailsAt(sandbox),
    verified: { ok: code === 0, said: (out || err).replaceAll('\n', ' ') },
  };
}

async function mailsAt(sandbox: string): Promise<Facts['mails']> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox}/sandbox/mailbox/mails`, { method: 'POST', headers, body: '[]' });
  return ((await answer.json()) as { result: Facts['mails'] }).result;
}
