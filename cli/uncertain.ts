import { currentProgramme, organisationOf } from '../activities/organisation.ts';
import { NotUncertain, type Opening, openingOf } from '../activities/tickets/link.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Register } from '../register/register.ts';
import { systemClock } from '../workers/installation.ts';
import { createTrackers } from '../workers/trackers.ts';
import { agree } from './agree.ts';
import { wakeRunning } from './engine.ts';
import { actorOf, installationOf, withRegister } from './options.ts';
import { exit, Refusal, type Terminal } from './terminal.ts';

/** Options of the commands that end an opening whose outcome is unknown. */
export interface UncertainOptions {
  data: string;
  as?: string;
  yes?: boolean;
  input: boolean;
  json?: boolean;
}

/** One way to end it. */
export interface Ending<T> {
  /** Looks whether it can be ended so; @throws NotUncertain, TrackerError. */
  look(register: Register, tickets: Tickets, opening: Opening): Promise<T>;
  /** What whoever types has to agree to. */
  question(opening: Opening, found: T): string;
  end(register: Register, opening: Opening, found: T, actor: string): Promise<void>;
}

/** Ends an opening whose outcome is unknown, once somebody agreed; the engine, if it runs, goes on with it at once. */
export async function endUncertain<T>(
  terminal: Terminal,
  name: string,
  options: UncertainOptions,
  ending: Ending<T>,
): Promise<{ opening: Opening; found: T; running: boolean }> {
  const { opening, found } = await withRegister(terminal, options.data, async (register) => {
    const actor = await actorOf(register, options.as);
    const opening = await openingOf(register, name, systemClock());
    const tickets = await trackerOf(terminal, register, opening, installationOf(terminal, options.data).folder);
    const found = await ending.look(register, tickets, opening);
    await agree(terminal, options, ending.question(opening, found));
    await ending.end(register, opening, found, actor);
    return { opening, found };
  }).catch((error) => {
    throw error instanceof NotUncertain ? new Refusal(error.message) : error;
  });
  const { table, key } = opening.record.row;
  return { opening, found, running: await wakeRunning(terminal, options.data, [{ table, key }]) };
}

async function trackerOf(
  terminal: Terminal,
  register: Register,
  { record }: Opening,
  folder: string,
): Promise<Tickets> {
  const current = await currentProgramme(register);
  const id = record.row.state.terms.tracker;
  const tracker = current?.programme.trackers.find((t) => t.id === id);
  if (!current || !tracker)
    throw new Refusal(`The programme no longer has the tracker ${id}. Put it back, apply, and try again.`);
  const { self } = await organisationOf(register, current.programme, systemClock());
  try {
    const made = createTrackers(
      { ...current.programme, trackers: [tracker] },
      terminal.env,
      Date.now,
      self,
      folder,
    ).get(id);
    if (made) return made;
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), exit.credentials);
  }
  throw new Refusal(`Tracker ${id} cannot be reached: dutybound doctor.`);
}
