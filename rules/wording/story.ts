import { accountIn, assertionIn, personIn } from '../actor.ts';
import { localTime } from '../calendar/show.ts';
import type { RecordedEvent } from '../event.ts';
import type { NonconformityEvents } from '../nonconformity/events.ts';
import type { OccurrenceEvents } from '../occurrence-state.ts';
import { nameOf, type Organisation } from '../organisation.ts';
import type { TaskEvents } from '../task/events.ts';
import { nonconformityPhrases } from './story/nonconformity.ts';
import { occasionPhrases } from './story/occasion.ts';
import { type Body, type Phrase, said } from './story/phrase.ts';
import { riskPhrases } from './story/risk.ts';
import { taskPhrases } from './story/task.ts';
import { threadPhrases } from './story/thread.ts';

/** Kinds of events that a record's story may hold. */
type StoryKind =
  | keyof TaskEvents
  | keyof NonconformityEvents
  | keyof OccurrenceEvents
  | keyof typeof riskPhrases
  | keyof typeof occasionPhrases
  | 'triggered'
  | 'taken-back';

/** How each kind of event reads in a record's story; whoever did it stands before. */
const phrases: Record<StoryKind, Phrase> = {
  ...threadPhrases,
  ...taskPhrases,
  ...nonconformityPhrases,
  ...riskPhrases,
  ...occasionPhrases,
  'taken-back': (b) => `took it back: ${said(b.because)}`,
  triggered: (b) => `started it beside its interval: ${said(b.because)}`,
};

/** @returns what an event says, without when and who; an event of another stream is named by its kind. */
export function phraseOf(event: Pick<RecordedEvent, 'kind' | 'body'>, org: Organisation): string {
  const phrase = Object.hasOwn(phrases, event.kind) ? phrases[event.kind as StoryKind] : undefined;
  return phrase?.(event.body as Body, org) ?? event.kind.replaceAll('-', ' ');
}

/** @returns one line of a record's story: when, who, what; and when it was noticed, where that was a minute or more later. */
export function storyLine(event: RecordedEvent, org: Organisation): string {
  const { zone } = org.programme;
  const late = Date.parse(event.noticed) - Date.parse(event.at) >= 60_000;
  const noticed = late ? ` (noticed ${localTime(zone, event.noticed)})` : '';
  return `${localTime(zone, event.at)}  ${subjectOf(event, org)}  ${phraseOf(event, org)}${noticed}`;
}

/** By hand in the tracker: their body has the login, which tells more of a stranger than the id. */
const BY_HAND: readonly StoryKind[] = ['put-open', 'reopened-by-hand'];

/** @returns whose act an event tells of: whoever acted; where the engine answered a word or a close, whoever wrote it or closed. */
export function subjectOf(
  { kind, actor, body }: Pick<RecordedEvent, 'kind' | 'actor' | 'body'>,
  org: Organisation,
): string {
  if (kind === 'answered' && typeof body.by === 'string') return nameOf(org, body.by);
  if (kind === 'answered' && typeof body.account === 'string') return `account ${body.account}`;
  const who = whoIs(actor, org);
  const isStranger = BY_HAND.some((k) => k === kind) && actor.startsWith('account:');
  return isStranger ? `${who} (${String(body.by)})` : who;
}

/** @returns who acted, by name where it is somebody of the programme. */
export function whoIs(actor: string, org: Organisation): string {
  const person = personIn(actor);
  if (person !== undefined) return `${nameOf(org, person)}${assertionIn(actor)}`;
  const trackers = org.programme.trackers.map(({ id }) => id);
  const stranger = accountIn(actor, trackers);
  if (!stranger) return actor;
  return `account ${stranger.id}${stranger.tracker === undefined ? '' : ` at ${stranger.tracker}`}`;
}
