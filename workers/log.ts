import { type DestinationStream, destination as fileDescriptor, type Logger, pino } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LogOptions {
  level: LogLevel;
  /** Values that must never be printed, wherever they turn up; asked at each line, for they may become more. */
  secrets: () => string[];
  /** Where lines go; standard error if not given. */
  destination?: DestinationStream;
  /** One line of text for a person instead of JSON. If not given: whether standard error is a terminal. */
  readable?: boolean;
}

const STDERR = 2;
const SHORTEST_SECRET = 4;

/**
 * Makes the process's log: one line of JSON an entry, on standard error, since standard output belongs to commands' results. Times are
 * ISO 8601 in UTC.
 */
export function createLog(options: LogOptions): Logger {
  const { level, secrets, destination = fileDescriptor({ dest: STDERR, sync: true }) } = options;
  const readable = options.readable ?? (!options.destination && process.stderr.isTTY === true);
  const redact = redactor(secrets);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => destination.write(redact(readable ? asText(line) : line)) },
  );
}

/** Replaces each secret as it is, as JSON writes it, and percent-encoded. Values under four characters would blot out ordinary words. */
function redactor(secrets: () => string[]): (line: string) => string {
  let known: string[] = [];
  let forms: string[] = [];
  return (line) => {
    const now = secrets();
    if (now.length !== known.length) {
      known = now;
      forms = formsOf(now);
    }
    return forms.reduce((text, form) => text.replaceAll(form, '[secret]'), line);
  };
}

function formsOf(secrets: string[]): string[] {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length);
}

function asText(line: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${word(value)}`);
  const cause = messageOf(err);
  const text = [String(time).slice(11, 19), String(level).padEnd(5), word(msg ?? cause), ...rest].join(' ');
  return `${text}${cause && cause !== msg ? `: ${cause}` : ''}`.replaceAll('\n', ' ').trimEnd().concat('\n');
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}
