import { CommanderError } from 'commander';
import { TrackerError } from '../integrations/tickets/errors.ts';
import { secretValues } from './options.ts';
import { type ExitCode, exit, Refusal, type Terminal } from './terminal.ts';

const SHORTEST_SECRET = 6;
/** Of an address, also one with a slash that was not written as `%2F`; not where a message says how one is written. */
const PASSWORD = /(:\/\/[^/\s:@]*:)(?!PASSWORD@)\S*@/g;
/** What stands alone before the host may be a token; of a database it is a user. */
const TOKEN = /((?:https?|smtps?):\/\/)[^/\s:@]+@/g;

/** Tells why a command failed and how it ends; commander has said its part already. */
export function fail(terminal: Terminal, error: unknown): void {
  terminal.end(codeOf(error));
  if (error instanceof CommanderError) return;
  terminal.err(withoutSecrets(error instanceof Error ? error.message : String(error), terminal));
  if (terminal.env.DUTYBOUND_DEBUG && error instanceof Error) terminal.err(withoutSecrets(error.stack ?? '', terminal));
}

function codeOf(error: unknown): ExitCode {
  if (error instanceof Refusal) return error.code;
  if (error instanceof TrackerError && error.fault.kind === 'unauthorised') return exit.credentials;
  return error instanceof CommanderError && error.exitCode === 0 ? exit.fine : exit.failed;
}

/** @returns the text without what no line may carry, in addresses neither: a library's own message may quote what it was given. */
export function withoutSecrets(text: string, terminal: Terminal): string {
  return secretValues(terminal.env)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text)
    .replaceAll(PASSWORD, '$1[secret]@')
    .replaceAll(TOKEN, '$1[secret]@');
}
