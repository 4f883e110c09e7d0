import { Command } from 'commander';
import { type Preview, previewProgramme } from '../../activities/preview.ts';
import { localTime, longDate } from '../../rules/calendar/show.ts';
import type { Programme } from '../../rules/programme.ts';
import { spoken } from '../../rules/task/terms.ts';
import { type Deadline, type Instant, instantOf, plusMs } from '../../rules/time.ts';
import { systemClock } from '../../workers/installation.ts';
import { readProgramme, shared, withRegister } from '../options.ts';
import { exit, Refusal, table, type Terminal } from '../terminal.ts';

const AHEAD_MS = 90 * 86_400_000;

interface Options {
  programme: string;
  data: string;
  until?: string;
  json?: boolean;
  exitCode?: boolean;
}

/** `preview`: what `apply` would do, in full; writes nothing. */
export function preview(terminal: Terminal): Command {
  return new Command('preview')
    .description('show what apply would change, open and tell; writes nothing')
    .addOption(shared.programme())
    .addOption(shared.data())
    .option('--until <date>', 'list every occurrence that opens until this date')
    .addOption(shared.json())
    .addOption(shared.exitCode())
    .action(async (options: Options) => {
      const { programme } = readProgramme(terminal, options.programme);
      const now = systemClock();
      const until = options.until ? readDate(options.until) : plusMs(now, AHEAD_MS);
      const found = await withRegister(terminal, options.data, (r) => previewProgramme(r, programme, now, until));
      terminal.out(options.json ? JSON.stringify(forMachines(found), null, 2) : forPeople(found, programme, options.until !== undefined));
      if (options.exitCode && (found.changes.length > 0 || found.from === 0 || found.opensNow > 0)) process.exitCode = exit.pending;
    });
}

/** @returns the stable JSON form (users, section 5). */
export function forMachines(found: Preview): object {
  return {
    plan: found.plan,
    from: found.from,
    to: found.to,
    changes: found.changes,
    weaker: found.weaker.map((c) => ({ path: c.path, what: c.what })),
    occurrences: found.occurrences.map((o) => ({
      duty: o.duty,
      ...(o.subject && { subject: o.subject }),
      period: o.period,
      title: o.title,
      opens: o.opens,
      due: o.due.at,
      ...(o.hardLimit && { hardLimit: o.hardLimit.at }),
      owner: o.owner,
      opensNow: o.opensNow,
    })),
  };
}

/** @returns the preview as people read it. */
export function forPeople(found: Preview, programme: Programme, all: boolean): string {
  const name = (id: string) => programme.people.find((p) => p.id === id)?.name ?? id;
  const day = (d: Deadline) => (d.date ? longDate(d.date) : localTime(programme.zone, d.at));
  const lines = [`Programme ${found.from === 0 ? 'v1' : `v${found.from} -> v${found.to}`} (not applied)      plan ${found.plan}`];
  if (found.from === 0)
    for (const d of programme.duties) lines.push(`+ ${d.id}   ${d.every ? `every ${spoken(d.every)}` : 'once'}, ${name(d.owner)}`);
  for (const c of found.changes) lines.push(`${{ added: '+', changed: '~', removed: '-' }[c.kind]} ${c.path}   ${c.what}`);
  const weaker = found.weaker.length === 0 ? 'nothing (no duty rarer, later, unverified or without evidence)' : '';
  lines.push(`Weaker than before   ${weaker}${found.weaker.map((c) => `\n  ${c.path}: ${c.what}`).join('')}`);
  const now = found.occurrences.filter((o) => o.opensNow);
  const ahead = found.occurrences.filter((o) => !o.opensNow);
  const rows = (list: Preview['occurrences']) => table(list.map((o) => ['  ', o.title, `due ${day(o.due)}`, `-> ${name(o.owner)}`]));
  lines.push(`Opens now            ${now.length}`);
  if (now.length > 0) lines.push(rows(now));
  lines.push(`Opens after that     ${ahead.length}${all ? '' : '   in 90 days; list: preview --until DATE'}`);
  if (all && ahead.length > 0) lines.push(rows(ahead));
  lines.push(`Open tickets         ${found.openTickets}   keep the rules they opened under`);
  lines.push(`Will be told         ${found.told.length === 0 ? 'nobody' : found.told.map(name).join(', ')}`);
  return lines.join('\n');
}

function readDate(text: string): Instant {
  if (Number.isNaN(Date.parse(text))) throw new Refusal(`--until: found "${text}"; write a date such as 2027-06-30`);
  return instantOf(text);
}
