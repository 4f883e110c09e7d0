import type { Finding, Locate } from '../activities/doctor/finding.ts';
import { type Examination, examine } from '../activities/doctor.ts';
import type { Notices } from '../integrations/notices/notices.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Account } from '../register/trackers.ts';
import type { Programme } from '../rules/programme.ts';
import { createNotices } from '../workers/notices.ts';
import type { Environment } from '../workers/secrets.ts';
import { createTrackers } from '../workers/trackers.ts';

/** What a programme's trackers and channels are, and how it is with them. */
export interface SetUpFound extends Examination {
  trackers: ReadonlyMap<string, Tickets>;
}

/** Constructs what a programme names and looks at it; a secret that is missing in one place hides nothing in another. */
export async function examineSetUp(
  programme: Programme,
  env: Environment,
  known: Account[],
  locate: Locate,
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
  const made = programme.trackers.map((t) =>
    tried(t.id, locate('trackers', t.id, 'token'), () =>
      createTrackers({ ...programme, trackers: [t] }, env, Date.now),
    ),
  );
  const trackers = new Map(made.flatMap((found) => [...(found ?? [])]));
  const notices: Notices | undefined = tried('notices', locate('notices'), () => createNotices(programme, env));
  const { findings, accounts } = await examine({ programme, trackers, notices, known, locate });
  return { findings: [...missing, ...findings], accounts, trackers };
}

function unreadable(name: string, place: string, error: unknown): Finding {
  const found = error instanceof Error ? error.message : String(error);
  return { name, level: 'problem', place, found, credentials: true };
}
