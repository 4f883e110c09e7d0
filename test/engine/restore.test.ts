import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { raiseFound } from '../../activities/openings/raise.ts';
import { loadOrganisation } from '../../activities/organisation.ts';
import { statusOf } from '../../activities/status.ts';
import { openInstalled, systemClock } from '../../workers/installation.ts';
import { REPO } from './harness/company.ts';
import {
  commentKeys,
  eventually,
  keysOf,
  quiet,
  repeated,
  said,
  ticketOf,
  tickets,
  waiting,
} from './harness/looking.ts';
import { onSite } from './harness/on-site.ts';
import { duty } from './harness/programme.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const DUTIES = ['kept', 'accepted'].map((id) => duty({ id, verifier: 'mara' })).join('');
const LOST = duty({ id: 'lost-version' });
/** Two engines one after the other, each waited for on a slow machine. */
const TEST_MS = 900_000;
const open = onSite();

/** Runs a command on the site's data folder. @param killWhen it is killed when this becomes true. */
async function command(args: string[], killWhen?: () => boolean): Promise<{ code: number | null; out: string }> {
  const here = open();
  const child = spawn(process.execPath, [MAIN, ...args, '--data', here.installation.folder], { env: here.env() });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (out += String(data)));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  let running = true;
  ended.then(() => {
    running = false;
  });
  while (killWhen && running && !killWhen()) await pause(2);
  if (killWhen) child.kill('SIGKILL');
  return { code: await ended, out };
}

async function raise(title: string): Promise<string> {
  const { register } = open();
  const now = systemClock();
  const org = await loadOrganisation(register, now);
  const finding = {
    by: 'mara',
    title,
    nature: 'Access was left.',
    clauses: ['A.5.18'],
    process: 'access',
    grade: 'minor' as const,
  };
  return (await register.write((tx) => raiseFound({ tx, org, version: 1, now }, finding))).display;
}

const titled = (words: string) => tickets(open()).find((t) => t.title.includes(words));

describe('a register that is lost and restored while its tickets live on', () => {
  it(
    'ends with one ticket for each key, no comment twice, and every state that people caused',
    async () => {
      const began = performance.now();
      const note = (what: string) => console.info(`${what}: ${Math.round((performance.now() - began) / 1000)} s`);
      const here = open();
      const { act } = here.sandbox;
      const file = join(here.installation.folder, 'backup.sqlite');
      await here.apply({ duties: DUTIES });
      const worker = here.child();
      await worker.runs;
      const { engine } = await here.crew();
      const ring = async () =>
        engine.wake((await here.register.openRecords()).map(({ table, key }) => ({ table, key })));
      const accepted = await ticketOf(here, 'accepted');
      await ticketOf(here, 'kept');
      const known = await raise('known finding');
      const finding = await eventually(here, 'the ticket of the finding', () => titled('known finding'));
      await quiet(here);
      note('to back up');
      expect(await command(['backup', file])).toMatchObject({ code: 0 });

      act.attach('sam-okoro', REPO, accepted.number, 'export.csv', Buffer.from('user,role\n'));
      act.close('sam-okoro', REPO, accepted.number, 'completed');
      await eventually(here, 'the verifier to be asked', async () => {
        await ring();
        return said(accepted).at(-1)?.includes('handed this in');
      });
      act.comment('mara-lindt', REPO, accepted.number, '/accept');
      act.comment('mara-lindt', REPO, finding.number, '/regrade major because it is systematic');
      await eventually(here, 'thanks and a major', async () => {
        await ring();
        return said(accepted).at(-1)?.startsWith('Verified') && finding.title.includes('major');
      });
      await here.apply({ duties: DUTIES + LOST });
      const inLostVersion = await ticketOf(here, 'lost-version');
      const forgotten = await raise('forgotten finding');
      const stray = await eventually(here, 'the ticket of the other finding', () => titled('forgotten finding'));
      await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);
      await quiet(here);
      const before = { keys: keysOf(tickets(here)), said: tickets(here).map((t) => [t.number, said(t)]) };

      note('to lose the register');
      worker.kill();
      await worker.gone;
      await here.register.close();
      const place = here.installation.registerUrl.slice('sqlite:'.length);
      for (const side of ['', '-wal', '-shm']) rmSync(`${place}${side}`, { force: true });
      await command(['restore', file], () => existsSync(place));
      const { code, out } = await command(['restore', file]);
      // Killed after its last step, the first one was whole.
      expect([code, out]).toEqual(
        out.includes('has a register already') ? [1, out] : [0, expect.stringContaining('proved intact')],
      );
      note('restored');
      here.register = await openInstalled(here.installation);
      await here.child().runs;
      await here.apply({ duties: DUTIES + LOST });

      const stateOf = async (id: string) => (await here.register.rows('task', { duty: id }, { limit: 1 }))[0]?.columns;
      await eventually(here, 'the states from before', async () => {
        const [row] = await here.register.rows('nonconformity', {}, { limit: 5 });
        return (
          (await stateOf('accepted'))?.state === 'verified' &&
          (await stateOf('lost-version'))?.ticket_number === `#${inLostVersion.number}` &&
          row?.columns.grade === 'major'
        );
      });
      note('states as before');
      const next = await raise('a new finding');
      await eventually(here, 'the ticket of the new finding', () => titled('a new finding'));
      await eventually(here, 'the lead to be told of the stray', async () => {
        const told = await here.register.events({ kinds: ['strays-told'], limit: 5 });
        return told.length > 0 || undefined;
      });
      await eventually(here, 'an empty outbox', async () => (await waiting(here.register)).length === 0);
      await quiet(here);

      const after = tickets(here);
      expect(keysOf(after.filter((t) => !t.title.includes('a new finding')))).toEqual(before.keys);
      expect(repeated(keysOf(after))).toEqual([]);
      expect(repeated(commentKeys(after))).toEqual([]);
      expect(after.filter((t) => !t.title.includes('a new finding')).map((t) => [t.number, said(t)])).toEqual(
        before.said,
      );
      expect(accepted.state).toBe('closed');
      expect(finding.title).toContain('major');
      expect(next).not.toBe(forgotten);
      expect(next).not.toBe(known);
      const { engine: status } = await statusOf(here.register, systemClock());
      expect(status.gaps).toMatchObject([{ kind: 'restored', file }]);
      expect(status.strays.map((s) => s.number)).toEqual([`#${stray.number}`]);
      expect(await here.register.verify()).toMatchObject({ ok: true });
      const mails = here.sandbox.mailbox
        .mails()
        .filter((m) => /restored from a backup|known to no record/.test(m.subject));
      expect(mails.map((m) => m.subject).sort()).toEqual([
        '1 ticket is known to no record any more',
        'The record of duties was restored from a backup',
      ]);
    },
    TEST_MS,
  );
});
