import { setTimeout as pause } from 'node:timers/promises';
import { openDue } from '../../activities/openings/open-due.ts';
import { raiseFound } from '../../activities/openings/raise.ts';
import { trigger } from '../../activities/openings/trigger.ts';
import { currentProgramme, organisationOf } from '../../activities/organisation.ts';
import { REPO } from '../engine/harness/company.ts';
import { announceTo } from '../engine/harness/hook.ts';
import { eventually, said, ticketOf, waiting } from '../engine/harness/looking.ts';
import { duty } from '../engine/harness/programme.ts';
import type { Site } from '../engine/harness/site.ts';
import { handIn, titled, verified } from './acting.ts';
import { lives } from './lives/all.ts';

type Dependencies = Awaited<ReturnType<Site['work']>>['deps'];

/** No plan opens it: its workflow is started by whoever wakes it here. */
const beside = duty({ id: 'keys', verifier: 'mara' }).replace(/every: .*\n *first: .*/, 'on: leaver');

/** The workflow ends a second after its last drain. */
const QUIET_MS = 3_000;

/** Keys of the records whose lives were led to the end. */
export interface Lived {
  occurrence: string;
  task: string;
  nonconformity: string;
  /** An occurrence whose workflow had to ask for its kind. */
  asked: string;
  /** Occurrences of duties that are led in stages, by name of the history. */
  led: Record<string, string>;
}

/**
 * A duty comes back once and is then done and verified; a nonconformity goes through all its steps to its closing; a duty of
 * each kind with stages of its own is led to its end.
 */
export async function live(site: Site): Promise<Lived> {
  const needed = Object.values(lives).flatMap((life) => life.more ?? []);
  const more = ['clocks: { effectiveness: 3 s }', ...needed].join('\n');
  const duties = [duty({ id: 'aws', verifier: 'mara' }), beside, ...Object.values(lives).map((life) => life.text)];
  await site.apply({ duties: duties.join('\n'), more });
  await announceTo(site, await site.intake());
  const { deps, engine } = await site.work();
  await engine.ensureSchedule(2_000);
  await engine.startSweep('github');
  const [task, nonconformity, asked] = await Promise.all([
    leadDuty(site),
    leadNonconformity(site, deps),
    leadUnknown(site, deps),
    ...Object.values(lives).map((life) => life.lead(site)),
  ]);
  await openDue(deps);
  await engine.drain('github');
  await eventually(site, 'an empty outbox', async () => (await waiting(site.register)).length === 0);
  const occurrenceOf = async (id: string) =>
    (await site.register.rows('occurrence', { duty: id }, { limit: 1 }))[0]?.key;
  const led = Object.entries(lives).map(async ([name, { id }]) => [name, (await occurrenceOf(id)) ?? '']);
  return {
    task,
    nonconformity,
    asked,
    occurrence: (await occurrenceOf('aws')) ?? '',
    led: Object.fromEntries(await Promise.all(led)),
  };
}

/** The tracker is away for a while: its breaker opens, is checked, and closes. */
export async function outlast(site: Site): Promise<void> {
  const { engine } = await site.crew();
  const fault = site.sandbox.faults.add({ kind: 'unreachable' });
  const [task] = await site.register.rows('task', { duty: 'aws' }, { limit: 1 });
  await site.register.write((tx) => tx.addEffects([comment(task?.key ?? '')]));
  await engine.drain('github');
  await eventually(site, 'the breaker to open', async () => (await site.register.breaker('github')) !== undefined);
  await eventually(site, 'a check in vain', async () => ((await site.register.breaker('github'))?.pause ?? 0) > 4_000);
  site.sandbox.faults.lift(fault);
  await eventually(site, 'the breaker to close', async () => (await site.register.breaker('github')) === undefined);
  await eventually(site, 'an empty outbox', async () => (await waiting(site.register)).length === 0);
  await pause(QUIET_MS);
}

function comment(record: string) {
  const body = { kind: 'comment', key: 'outlast', priority: 1, text: [['A word.']], told: [] };
  return { key: 'outlast', record, tracker: 'github', kind: 'comment' as const, priority: 1, body };
}

async function leadDuty(site: Site): Promise<string> {
  const { act } = site.sandbox;
  const ticket = await ticketOf(site, 'aws');
  act.close('sam-okoro', REPO, ticket.number, 'completed');
  await eventually(site, 'the ticket to come back', () => said(ticket).length === 1);
  handIn(site, ticket, 'export.csv');
  await verified(site, ticket);
  const [row] = await site.register.rows('task', { duty: 'aws' }, { limit: 1 });
  return row?.key ?? '';
}

/** Woken by somebody who knows only its key, as the planner does: its workflow asks what leads it. */
async function leadUnknown(site: Site, deps: Dependencies): Promise<string> {
  const asked = { duty: 'keys', because: 'a key was lost', actor: 'sam@host' };
  const { table, key } = await trigger(site.register, asked, new Date().toISOString());
  await deps.wake([{ table, key }]);
  const ticket = await ticketOf(site, 'keys');
  handIn(site, ticket, 'export.csv');
  await verified(site, ticket);
  return key;
}

async function leadNonconformity(site: Site, deps: Dependencies): Promise<string> {
  const { act } = site.sandbox;
  const found = await raised(site);
  await deps.wake([found]);
  const ticket = await titled(site, 'leavers kept access');
  act.comment('priya-nair', REPO, ticket.number, PLAN);
  await eventually(site, 'the plan to be read', () => ticket.body?.includes('✓ Corrective actions'));
  act.comment('mara-lindt', REPO, ticket.number, '/approve reviewer @dana-roth');
  const action = await titled(site, 'Fix the off-boarding');
  handIn(site, action, 'proof.txt');
  await verified(site, action);
  const review = await titled(site, 'did the fix work');
  act.comment('dana-roth', REPO, review.number, '/effective no leaver had access since');
  await eventually(site, 'the nonconformity to be closed', () => ticket.state === 'closed');
  return found.key;
}

const PLAN = `/correction both accounts disabled
/extent two of nine leavers
/similar none, because everything else signs in centrally
/cause HR does not tell IT who leaves
/criterion no leaver with access for 30 days
/action @sam-okoro ${new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)} Fix the off-boarding script`;

async function raised({ register }: Site) {
  const current = await currentProgramme(register);
  if (!current) throw new Error('nothing is applied');
  const now = new Date().toISOString();
  const org = await organisationOf(register, current.programme, now);
  const finding = {
    by: 'mara',
    title: 'leavers kept access',
    nature: 'Two of nine leavers still had access.',
    evidence: 'Access ends on the last working day (access policy 4.2).',
    clauses: ['A.5.18'],
    process: 'access',
    grade: 'minor' as const,
  };
  return register.write((tx) => raiseFound({ tx, org, version: current.version, now }, finding));
}
