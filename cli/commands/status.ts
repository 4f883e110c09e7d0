import { Command } from 'commander';
import { type Status, type StatusLine, statusOf } from '../../activities/status.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared, withRegister } from '../options.ts';
import { exit, table, type Terminal } from '../terminal.ts';

/** `status`: what needs somebody, what is late or blocked, the year, the engine. */
export function status(terminal: Terminal): Command {
  return new Command('status')
    .description('how things stand: what needs you, what is late, what is blocked')
    .addOption(shared.data())
    .addOption(shared.json())
    .addOption(shared.exitCode())
    .option('--all', 'list every open ticket')
    .action(async (options: { data: string; json?: boolean; exitCode?: boolean; all?: boolean }) => {
      const found = await withRegister(terminal, options.data, (register) => statusOf(register, systemClock()));
      terminal.out(options.json ? JSON.stringify(found, null, 2) : forPeople(found, options.all === true));
      const attention = found.needsYou.length + found.late.length + found.blocked.length > 0;
      if (options.exitCode && attention) process.exitCode = exit.pending;
    });
}

function forPeople(s: Status, all: boolean): string {
  const { year, engine, nonconformities: ncs } = s;
  const tick = engine.sinceTick === undefined ? 'no tick yet' : `tick ${ago(engine.sinceTick)} ago`;
  const done = `${year.done} on time, ${year.late} late, ${year.open} open, ${year.waived} waived, ${year.missed} missed`;
  const lines = [
    `${s.organisation}  v${s.version}  ${s.now.slice(0, 16).replace('T', ' ')} UTC   ${tick}`,
    section('Needs you', s.needsYou),
    section('Late', s.late),
    section('Blocked', s.blocked),
    `Open        ${s.open.length}`,
    ...(all ? [rows(s.open)] : []),
    `NCs         ${ncs.lines.length}   minor ${ncs.minor}, major ${ncs.major}`,
    ...(ncs.lines.length > 0 ? [rows(ncs.lines)] : []),
    `${s.now.slice(0, 4)}        ${year.owed} owed: ${done}`,
    `Engine      ${engine.downtime.length === 0 ? 'never down' : `down ${engine.downtime.length} times`}, ${engine.waiting} messages waiting`,
  ];
  return lines.join('\n');
}

function section(name: string, list: StatusLine[]): string {
  return [`${name.padEnd(10)}  ${list.length}`, ...(list.length > 0 ? [rows(list)] : [])].join('\n');
}

function rows(list: StatusLine[]): string {
  const due = (l: StatusLine) => (l.due ? `due ${l.due.slice(0, 16).replace('T', ' ')}` : '');
  return table(list.map((l) => ['  ', l.ticket ?? '-', l.display, l.title, l.assignee ?? '', l.state, due(l), l.why ?? '']));
}

function ago(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
