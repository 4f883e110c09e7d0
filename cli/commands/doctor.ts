import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { type Finding, type Locate, problemsIn } from '../../activities/doctor/finding.ts';
import { examineRegister } from '../../activities/doctor/register.ts';
import { parseProgramme } from '../../config/programme.ts';
import type { Account } from '../../register/trackers.ts';
import type { Programme } from '../../rules/programme.ts';
import { systemClock } from '../../workers/installation.ts';
import { engineFindings } from '../engine-findings.ts';
import { exitCodeOf, findingLines } from '../findings.ts';
import { installationOf, openExisting, readText, shared } from '../options.ts';
import { placesIn } from '../places.ts';
import { examineSetUp } from '../set-up.ts';
import { counted, type Terminal } from '../terminal.ts';

interface Options {
  programme: string;
  data: string;
  json?: boolean;
}

/** `doctor`: everything that `apply` relies on, and how the installation is; writes nothing and sends nothing. */
export function doctor(terminal: Terminal): Command {
  return new Command('doctor')
    .description('check everything that apply relies on: trackers, people, mail, register; writes nothing')
    .addOption(shared.programme())
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (options: Options) => {
      const findings = await examineAll(terminal, options);
      const problems = problemsIn(findings).length;
      const notes = findings.filter((f) => f.level === 'note').length;
      if (options.json) terminal.out(JSON.stringify({ ok: problems === 0, problems, notes, findings }, null, 2));
      else terminal.out([...findingLines(findings), summary(problems, notes)].join('\n'));
      terminal.end(exitCodeOf(findings));
    });
}

async function examineAll(terminal: Terminal, options: Options): Promise<Finding[]> {
  const file = readProgrammeFile(terminal, options.programme);
  const register = await withKnown(terminal, options.data, file.programme);
  const outside = file.programme
    ? await examineSetUp(file.programme, terminal.env, register.known, file.locate)
    : undefined;
  const installation = installationOf(terminal, options.data);
  return [
    ...file.findings,
    ...(outside?.findings ?? []),
    ...register.findings,
    ...(await engineFindings(installation, terminal.env)),
  ];
}

interface FileFound {
  findings: Finding[];
  programme?: Programme;
  locate: Locate;
}

/** Every mistake is a problem of its own, with its place. */
function readProgrammeFile(terminal: Terminal, file: string): FileFound {
  const name = 'programme';
  const locate = () => file;
  if (!existsSync(resolve(terminal.cwd, file)))
    return {
      findings: [
        { name, level: 'problem', place: file, found: 'does not exist', fix: 'dutybound init, or --programme FILE' },
      ],
      locate,
    };
  const source = readText(terminal, file);
  const parsed = parseProgramme(source, file);
  if ('mistakes' in parsed) {
    const findings = parsed.mistakes.map((m): Finding => {
      const found = [m.path, m.message, m.found && `(found ${m.found})`].filter(Boolean).join(' ');
      return { name, level: 'problem', place: `${file}:${m.line}`, found, ...(m.allowed && { allowed: m.allowed }) };
    });
    return { findings, locate };
  }
  const { programme } = parsed;
  const { duties, people } = programme;
  const found = `${file} valid: ${counted(duties.length, 'duty', 'duties')}, ${counted(people.length, 'person', 'people')}`;
  return { findings: [{ name, level: 'ok', place: file, found }], programme, locate: placesIn(source, file) };
}

async function withKnown(
  terminal: Terminal,
  data: string,
  programme: Programme | undefined,
): Promise<{ findings: Finding[]; known: Account[] }> {
  const installation = installationOf(terminal, data);
  try {
    const register = await openExisting(terminal, data);
    try {
      return { findings: await examineRegister(register, programme, systemClock()), known: await register.accounts() };
    } finally {
      await register.close();
    }
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { findings: [{ name: 'register', level: 'problem', place: installation.folder, found }], known: [] };
  }
}

function summary(problems: number, notes: number): string {
  const count = `${counted(problems, 'problem', 'problems')}, ${counted(notes, 'note', 'notes')}.`;
  if (problems === 0) return count;
  return `${count} apply refuses until the ${problems === 1 ? 'problem is' : 'problems are'} gone.`;
}
