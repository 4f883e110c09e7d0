import { allEvents } from '../register/events.ts';
import type { LoggedEvent } from '../register/log.ts';
import type { Loaded } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import type { Submission } from '../rules/task/state.ts';
import { streamOf } from './records.ts';

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
  const events = await allEvents(register, { stream: streamOf(found.table, found.key), words: 'texts' });
  return { record, events, redacted: [...(await register.redacted(kept))] };
}
