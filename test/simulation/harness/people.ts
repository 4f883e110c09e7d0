import { type Told, tell } from '../../../activities/openings/occasion.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import type { OccasionKind } from '../../../rules/programme.ts';
import type { Scene } from './scene.ts';

/** Something that happens outside the engine. */
export type Act = (scene: Scene) => unknown;

/** One line of a script: when it happens, `YYYY-MM-DDTHH:MM` on clocks in Berlin, or an instant with Z or an offset. */
export interface Line {
  at: string;
  acts: Act[];
}

/** @returns a line of a script. */
export function at(when: string, ...acts: Act[]): Line {
  return { at: when, acts };
}

const leavers = {
  title: 'leavers kept VPN access',
  nature: 'Two of nine leavers still had VPN access, up to 19 days after leaving.',
  clauses: ['A.5.18'],
  process: 'access',
  grade: 'minor' as const,
};

/** Somebody with a mouse. `on` is the end or a part of the ticket's title; the newest such ticket is meant, without it the first one. */
function person(login: string, id: string) {
  const touching = (what: (scene: Scene, place: string, n: number) => unknown, on?: string): Act => {
    return (scene) => {
      const { place, number } = scene.ticket(on);
      return what(scene, place, number);
    };
  };
  const unassign = (scene: Scene, place: string, n: number, on?: string) => {
    for (const each of scene.ticket(on).assignees) scene.act.unassign(login, place, n, each);
  };
  return {
    login,
    id,
    /** Commands stand with `/` here, and are typed as the tracker prints them. */
    says: (text: string, on?: string) =>
      touching(
        ({ act, board }, place, n) => act.comment(login, place, n, text.replace(/^\/(?=[a-z])/gm, board.prefix)),
        on,
      ),
    /** Drags a file into a comment. */
    attaches: (name: string, text = '', on?: string) =>
      touching(({ act }, place, n) => act.attach(login, place, n, name, Buffer.from(`content of ${name}`), text), on),
    closes: (on?: string) => touching(({ act }, place, n) => act.close(login, place, n, 'completed'), on),
    /** Closes as not planned. */
    drops: (on?: string) => touching(({ act }, place, n) => act.close(login, place, n, 'not_planned'), on),
    /** Opens a ticket of their own, with a label. */
    opens:
      (title: string, label: string): Act =>
      ({ act, board }) =>
        act.createIssue(login, board.places.home, { title, labels: [label] }),
    reopens: (on?: string) => touching(({ act }, place, n) => act.reopen(login, place, n), on),
    assigns: (to: string, on?: string) =>
      touching((scene, place, n) => {
        unassign(scene, place, n, on);
        scene.act.assign(login, place, n, to);
      }, on),
    unassigns: (on?: string) => touching((scene, place, n) => unassign(scene, place, n, on), on),
    /** Writes the last own comment anew. */
    edits: (text: string, on?: string) =>
      touching((scene, place) => {
        const last = scene.board.lastComment(scene.ticket(on).number, login);
        scene.act.editComment(login, place, last, text.replace(/^\/(?=[a-z])/gm, scene.board.prefix));
      }, on),
    deletes: (on?: string) => touching(({ act }, place, n) => act.deleteIssue(login, place, n), on),
    /** `nc raise`, today, for the process `access`, which Priya Nair owns. */
    raises:
      (what: Partial<Finding> = {}): Act =>
      (scene) =>
        scene.raise({ ...leavers, by: id, ...what }),
    /** Moves it where the engine may not look. */
    hides: (on?: string) =>
      touching(({ act, board }, place, n) => act.transfer(login, place, n, board.places.sealed), on),
    /** Moves it where the engine works, too. */
    moves: (on?: string) =>
      touching(({ act, board }, place, n) => act.transfer(login, place, n, board.places.elsewhere), on),
  };
}

export const sam = person('sam-okoro', 'sam');
export const mara = person('mara-lindt', 'mara');
export const priya = person('priya-nair', 'priya');
export const dana = person('dana-roth', 'dana');
export const elena = person('elena-costa', 'elena');
/** Sees the repository, and is nobody in the programme. */
export const stranger = person('some-contractor', '');

/** The tracker does not answer the engine until `recovers`. People can still work in it. */
export const tracker = {
  fails: ((scene) => scene.faults.add({ kind: 'unreachable', login: scene.engine })) as Act,
  locksOut: ((scene) => scene.faults.add({ kind: 'permission-removed', login: scene.engine })) as Act,
  recovers: ((scene) => scene.faults.clear()) as Act,
};

/** Somebody applies another programme. */
export function applies(programme: string, because?: string): Act {
  return (scene) => scene.apply(programme, because);
}

/** Somebody tells the engine of an incident, a change, or the like, now; `at` is since when it holds. */
export function happens(kind: OccasionKind, title: string, more: Partial<Told> = {}): Act {
  return async ({ clock, deps }) => {
    const now = clock.now();
    const told = { kind, title, id: now, actor: 'person:mara (asserted at the command line by mara@desk)', ...more };
    const { opened } = (await tell(deps.register, told, now)) ?? { opened: [] };
    await deps.wake(opened);
  };
}
