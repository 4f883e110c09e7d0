import { Command } from 'commander';
import { type Preview, previewProgramme } from '../../activities/programme/preview.ts';
import { deadlineNamed } from '../../rules/calendar/named.ts';
import type { Instant } from '../../rules/time.ts';
import { systemClock } from '../../workers/installation.ts';
import { readProgramme, shared, withRegister } from '../options.ts';
import { previewText } from '../preview-text.ts';
import { exit, Refusal, type Terminal } from '../terminal.ts';

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
    .option('--until <date>', 'list every occurrence that opens until the end of this date')
    .addOption(shared.json())
    .addOption(shared.exitCode())
    .action(async (options: Options) => {
      const { programme } = readProgramme(terminal, options.programme);
      const now = systemClock();
      const until = options.until ? readDate(options.until, programme.zone) : undefined;
      const found = await withRegister(terminal, options.data, (r) => previewProgramme(r, programme, now, until));
      terminal.out(
        options.json ? JSON.stringify(forMachines(found), null, 2) : previewText(found, programme, options.until),
      );
      const pending = found.changes.length > 0 || found.from === 0 || found.opensNow > 0;
      if (options.exitCode && pending) terminal.end(exit.pending);
    });
}

/** @returns the stable JSON form (docs/reference/json.md). */
function forMachines({ occurrences, weaker, changes, ...rest }: Preview): object {
  return {
    ...rest,
    changes,
    weaker: weaker.map((c) => ({ path: c.path, what: c.what })),
    occurrences: occurrences.map((o) => ({
      duty: o.duty,
      ...(o.subject && { subject: o.subject }),
      period: o.period,
      title: o.title,
      opens: o.opens,
      due: o.due.at,
      ...(o.hardLimit && { hardLimit: o.hardLimit.at }),
      owner: o.owner,
      opensNow: o.opensNow,
      tickets: o.tickets.map(({ title, assignee, due }) => ({ title, assignee, due: due.at })),
    })),
  };
}

/** A day ends with its last moment in the organisation's zone; an instant is itself. */
function readDate(text: string, zone: string): Instant {
  const named = deadlineNamed(zone, text);
  if (named) return named.at;
  throw new Refusal(`--until: found "${text}"; write a date such as 2027-06-30`);
}
