import { obstaclesIn } from '../../activities/doctor/finding.ts';
import type { Edit } from '../../config/edit/value.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import { agree } from '../agree.ts';
import { withoutSecrets } from '../failure.ts';
import { exitCodeOf, findingLines } from '../findings.ts';
import { installationOf } from '../options.ts';
import { examineSetUp } from '../set-up.ts';
import { Refusal } from '../terminal.ts';
import { type Asking, isAgreed } from './asking.ts';
import { difference } from './difference.ts';
import type { Matched } from './people.ts';
import { type ProgrammeText, replaceProgramme, withEdits } from './programme-text.ts';
import { tryTicket } from './test-ticket.ts';

/** What was found out, ready to be tried and written. */
export interface Found {
  tracker: string;
  /** The engine's own account. */
  self: { id: string; name: string };
  edits: Edit[];
  people: Matched;
  /** Options of the command line. */
  options: { data: string; test?: boolean; json?: boolean };
  /** The page that says more. */
  guide: string;
}

/**
 * Looks whether the programme as it would be works at its tracker, tries a ticket where that is wanted, and writes it.
 * @throws Refusal with nothing written otherwise.
 */
export async function finish(asking: Asking, file: ProgrammeText, found: Found): Promise<void> {
  const { terminal } = asking;
  const next = withEdits(file, found.edits);
  const tracker = next.programme.trackers.find(({ id }) => id === found.tracker);
  if (!tracker) throw new Error(`trackers.${found.tracker} is not in the programme that was just written.`);
  const alone = { ...next.programme, trackers: [tracker] };
  const locate = (...path: (string | number)[]) => path.join('.');
  const { findings, trackers } = await examineSetUp(alone, terminal.env, { known: [] }, locate, {
    folder: installationOf(terminal, found.options.data).folder,
    channels: [],
  });
  terminal.err(withoutSecrets(findingLines(findings).join('\n'), terminal));
  // The webhook comes afterwards: it needs an engine that runs.
  const problems = obstaclesIn(findings).filter(({ place }) => !place?.endsWith('.webhook_secret'));
  if (problems.length > 0)
    throw new Refusal(
      `It would not work like this; see above. Nothing was written to ${file.file}.`,
      exitCodeOf(problems),
    );
  const tickets = trackers.get(found.tracker);
  const isTried = tickets !== undefined && (await wantsTest(asking, found.options.test));
  const { organisation, instance } = next.programme;
  const today = new Date().toISOString().slice(0, 10);
  const ticket = isTried
    ? await tryTicket(terminal, tickets, { organisation, instance, target: tracker.target, today })
    : undefined;
  const changes = difference(file.text, next.text);
  if (changes.length > 0) {
    terminal.err(`${file.file} will have:\n${changes.map((line) => `  ${line}`).join('\n')}`);
    await agree(terminal, asking, `Write this to ${file.file}?`);
    replaceProgramme(file, next.text);
  }
  terminal.out(found.options.json ? json(found, ticket, changes) : text(file.file, found, ticket, changes));
}

async function wantsTest(asking: Asking, test: boolean | undefined): Promise<boolean> {
  if (test !== undefined) return test;
  if (asking.yes) return false;
  return isAgreed(asking, 'Open one test ticket there, read it back, comment, and close it?', '--test or --no-test');
}

function json({ tracker, self, people }: Found, ticket: TicketRef | undefined, changes: string[]): string {
  return JSON.stringify({
    tracker,
    self,
    people: { found: Object.fromEntries(people.found), missing: people.missing.map(({ id }) => id) },
    ...(ticket && { ticket: { number: ticket.number, url: ticket.url } }),
    changed: changes.length > 0,
  });
}

function text(file: string, { tracker, guide }: Found, ticket: TicketRef | undefined, changes: string[]): string {
  return [
    changes.length > 0
      ? `${file} now has trackers.${tracker}.`
      : `${file} has all of this already; it was not touched.`,
    ...(ticket ? [`The test ticket is closed: ${ticket.url}`] : []),
    `Next: dutybound doctor, preview, apply. To hear of changes at once instead of asking for them, set up a webhook: ${guide}.`,
  ].join('\n');
}
