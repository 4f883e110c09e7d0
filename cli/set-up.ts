import type { Finding, Locate } from '../activities/doctor/finding.ts';
import { secretAt } from '../activities/doctor/login.ts';
import { CHANNELS, type Channel } from '../activities/doctor/notices.ts';
import { type Examination, examine } from '../activities/doctor.ts';
import type { Notices } from '../integrations/notices/notices.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { HookNotes } from '../register/hooks.ts';
import type { Account } from '../register/trackers.ts';
import type { Programme, Tracker } from '../rules/programme.ts';
import { systemClock } from '../workers/installation.ts';
import { createNotices } from '../workers/notices.ts';
import { type Environment, secretOf } from '../workers/secrets.ts';
import { createTrackers } from '../workers/trackers.ts';

/** What the register knows of a set-up. */
export interface Remembered {
  /** Accounts as resolved before. */
  known: Account[];
  /** By tracker, what the engine saw of its webhook. */
  hooks?: ReadonlyMap<string, HookNotes>;
}

/** What a programme's trackers and channels are, and how it is with them. */
export interface SetUpFound extends Examination {
  trackers: ReadonlyMap<string, Tickets>;
}

/** How a set-up is looked at. */
interface Looking {
  /** The data folder, where logins keep what changes. */
  folder: string;
  /** The channels of notices that are looked at, too; default all. */
  channels?: readonly Channel[];
}

/** Constructs what a programme names and looks at it; a secret that is missing in one place hides nothing in another. */
export async function examineSetUp(
  programme: Programme,
  env: Environment,
  remembered: Remembered,
  locate: Locate,
  { folder, channels = CHANNELS }: Looking,
): Promise<SetUpFound> {
  const missing: Finding[] = [];
  const tried = <T>(name: string, place: string, make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      missing.push(unreadable(name, place, error));
      return undefined;
    }
  };
  const constructed = (tracker: Tracker): [string, Tickets][] => {
    const { id, webhook } = tracker;
    const secret = webhook && tried(id, locate('trackers', id, 'webhook_secret'), () => secretOf(webhook.secret, env));
    const { webhook: _, ...silent } = tracker;
    const usable = { ...programme, trackers: [secret === undefined ? silent : tracker] };
    return [
      ...(tried(id, locate('trackers', id, ...secretAt(tracker)), () =>
        createTrackers(usable, env, Date.now, {}, folder),
      ) ?? []),
    ];
  };
  const joined = (name: Channel): [Channel, Notices][] => {
    const set = programme.notices[name];
    if (!set) return [];
    const alone = { ...programme, notices: { [name]: set } };
    const notices = tried(name, locate('notices', name), () => createNotices(alone, env));
    return notices ? [[name, notices]] : [];
  };
  const trackers = new Map(programme.trackers.flatMap(constructed));
  const notices = channels.length === 0 ? undefined : new Map(channels.flatMap(joined));
  const { findings, accounts } = await examine({
    programme,
    trackers,
    notices,
    ...remembered,
    locate,
    now: systemClock(),
  });
  return { findings: [...missing, ...findings], accounts, trackers };
}

function unreadable(name: string, place: string, error: unknown): Finding {
  const found = error instanceof Error ? error.message : String(error);
  const fix = 'put it there, or name another variable or file';
  const allowed = `\${env:NAME} that is set, or \${file:PATH} that can be read`;
  return { name, level: 'problem', what: 'missing-secret', place, found, fix, allowed, credentials: true };
}
