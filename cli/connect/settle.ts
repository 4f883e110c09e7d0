import type { Edit, Value } from '../../config/edit/value.ts';
import type { TrackerKind } from '../../config/trackers.ts';
import type { Asking, Choice } from './asking.ts';
import { leaving, placedDuties } from './duties.ts';
import { accountEdits, trackerEdits } from './edits.ts';
import { finish } from './finish.ts';
import type { SharedOptions } from './options.ts';
import { completed, matchPeople, showPeople } from './people.ts';
import { type ProgrammeText, peopleIn } from './programme-text.ts';

/** A tracker that was logged in to and looked at. */
export interface Looked {
  kind: TrackerKind;
  /** The engine's own account. */
  self: Choice;
  /** Keys of the tracker; undefined: not to stand there. */
  keys: { [key: string]: Value | undefined };
  /** Somebody's account by mail address. */
  find(mail: string): Promise<Choice | undefined>;
  isAccount(text: string): boolean;
  /** How an account is written there, in words. */
  account: string;
  /** The page that says more. */
  guide: string;
}

/** Finds the people's accounts, says where duties go, and writes it all, tried first. */
export async function settle(
  asking: Asking,
  file: ProgrammeText,
  looked: Looked,
  options: SharedOptions,
): Promise<void> {
  const { kind, self, keys, guide, isAccount } = looked;
  const people = peopleIn(file, kind);
  const matched = await matchPeople(people, looked.find);
  showPeople(asking.terminal, people, matched, kind);
  const own = people.find(
    ({ id, account }) => (matched.found.get(id) ?? account)?.toLowerCase() === self.id.toLowerCase(),
  );
  if (own)
    asking.terminal.err(
      `  ! ${own.id} has the engine's own account: what ${own.name} writes there is taken for the engine's. Give the engine one of its own.`,
    );
  const given = options.person ?? {};
  const complete = await completed(asking, people, matched, { given, isAccount, allowed: looked.account });
  const placing = { ...options, insteadOf: await leaving(asking, file, options) };
  const edits: Edit[] = [
    ...trackerEdits(file, options.tracker, keys, placing.insteadOf),
    ...(await placedDuties(asking, file, placing)),
    ...accountEdits(kind, complete.found),
  ];
  await finish(asking, file, { tracker: options.tracker, self, edits, people: complete, options, guide });
}
