import type { LoggedEvent } from '../register/log.ts';
import type { Loaded, RecordName } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import type { Submission } from '../rules/task/state.ts';
import { streamOf } from './records.ts';

const PAGE = 500;

/** A record with everything that happened to it. */
export interface History {
  record: Loaded<unknown>;
  events: LoggedEvent[];
  /** Hashes of handed-in files that were taken out. */
  redacted: string[];
}

/** @returns the record that people mean by `name`, with its events, oldest first; undefined if nothing is called that. */
export async function historyOf(register: Register, name: string): Promise<History | undefined> {
  const found = (await register.resolve(name)) ?? (/^\d+$/.test(name) ? await register.resolve(`#${name}`) : undefined);
  const record = found && (await register.load(found.table, found.key));
  if (!found || !record) return undefined;
  const { submission } = record.state as { submission?: Submission };
  const kept = [...(submission?.items ?? []), ...(submission?.others ?? [])].flatMap((item) => item.kept ?? []);
  return { record, events: await eventsOf(register, found), redacted: [...(await register.redacted(kept))] };
}

async function eventsOf(register: Register, { table, key }: RecordName): Promise<LoggedEvent[]> {
  const all: LoggedEvent[] = [];
  for (;;) {
    const after = all.at(-1)?.sequence;
    const page = await register.events({
      stream: streamOf(table, key),
      limit: PAGE,
      words: 'texts',
      ...(after !== undefined && { after }),
    });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
