import { Command } from 'commander';
import { type Finding, problemsIn } from '../../activities/doctor/finding.ts';
import { findingsOf } from '../../activities/doctor/look.ts';
import { type Apart, engineFindings } from '../engine-findings.ts';
import { withoutSecrets } from '../failure.ts';
import { exitCodeOf, findingLines, summaryOf } from '../findings.ts';
import { folderFindings } from '../folder-findings.ts';
import { apart, installationOf, shared } from '../options.ts';
import { examineFile } from '../programme-file.ts';
import { registerFindings } from '../register-findings.ts';
import { examineSetUp } from '../set-up.ts';
import type { Terminal } from '../terminal.ts';

/** Longer than the looks at Temporal and Redis within. */
const ENGINE_MS = 60_000;

interface Options extends Apart {
  programme: string;
  data: string;
  json?: boolean;
}

/** `doctor`: everything that `apply` relies on, and how the installation is; writes nothing and sends nothing. */
export function doctor(terminal: Terminal): Command {
  return new Command('doctor')
    .description(
      'check everything that apply and the engine rely on: trackers, people, mail, register, servers; writes nothing',
    )
    .addOption(shared.programme())
    .addOption(shared.data())
    .addOption(apart.temporal(false))
    .addOption(apart.namespace())
    .addOption(apart.redis(false))
    .addOption(shared.json())
    .action(async (options: Options) => {
      const findings = await examineAll(terminal, options);
      const problems = problemsIn(findings).length;
      const notes = findings.filter((f) => f.level === 'note').length;
      const text = options.json
        ? JSON.stringify({ ok: problems === 0, problems, notes, findings }, null, 2)
        : [...findingLines(findings), summaryOf(findings)].join('\n');
      terminal.out(withoutSecrets(text, terminal));
      terminal.end(exitCodeOf(findings));
    });
}

async function examineAll(terminal: Terminal, options: Options): Promise<Finding[]> {
  const installation = installationOf(terminal, options.data);
  const file = examineFile(terminal, options.programme);
  const of = { name: 'engine', place: installation.folder, ms: ENGINE_MS, operational: true } as const;
  const engine = findingsOf(of, () => engineFindings(installation, options, terminal.env));
  const register = await registerFindings(terminal, installation, {
    name: options.programme,
    programme: file.programme,
  });
  const outside = file.programme
    ? await examineSetUp(file.programme, terminal.env, register.remembered, file.locate, installation)
    : undefined;
  return [
    ...file.findings,
    ...(outside?.findings ?? []),
    ...register.findings,
    ...folderFindings(installation),
    ...(await engine),
  ];
}
