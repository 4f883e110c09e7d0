import type { ChaseLine } from '../../../rules/effect.ts';
import type { NewEvent } from '../../../rules/event.ts';
import { advanceNonconformity, type NonconformityDecision } from '../../../rules/nonconformity/advance.ts';
import { evolveNonconformity } from '../../../rules/nonconformity/evolve.ts';
import type { Finding } from '../../../rules/nonconformity/finding.ts';
import type { ActionOutcome } from '../../../rules/nonconformity/outcome.ts';
import { raiseFinding } from '../../../rules/nonconformity/raise.ts';
import { repeating } from '../../../rules/nonconformity/repeats.ts';
import type { Seen } from '../../../rules/nonconformity/seen.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import type { Organisation } from '../../../rules/organisation.ts';
import { plain } from '../../../rules/plain.ts';
import type { Attachment, Comment, Ticket, TicketChange, TicketRef } from '../../../rules/ticket.ts';
import type { Instant } from '../../../rules/time.ts';

const ref: TicketRef = {
  tracker: 'main',
  id: 'i-1',
  number: '#230',
  url: 'https://github.com/example/isms/issues/230',
};

const finding: Finding = {
  by: 'mara',
  title: 'leavers kept VPN access',
  nature: 'Two of nine leavers still had VPN access, up to 19 days after leaving.',
  evidence: 'Access ends on the last working day (access policy 4.2). [Evidence](https://isms.example.com/e/3f9a)',
  clauses: ['A.5.18'],
  process: 'joiners',
  grade: 'minor',
};

/** The rules under test: the real ones, or a mutant's. */
export interface Rules {
  advanceNonconformity: typeof advanceNonconformity;
  evolveNonconformity: typeof evolveNonconformity;
  raiseFinding: typeof raiseFinding;
  repeating: typeof repeating;
}

export const real: Rules = { advanceNonconformity, evolveNonconformity, raiseFinding, repeating };

/** One nonconformity with its ticket: people comment, time passes, steps are taken, and what was decided is kept. */
export class Story {
  readonly org: Organisation;
  readonly rules: Rules;
  state: NonconformityState;
  events: NewEvent[];
  comments: Comment[] = [];
  changes: TicketChange[] = [];
  category: Ticket['category'] = 'open';
  closed: Ticket['closed'];
  assignees = ['priya'];
  actions: ActionOutcome[] = [];
  /** Letters that the tracker handed over, by address. */
  letters: NonNullable<Seen['letters']> = {};
  /** The due date that the ticket shows, and the one that was last written there. */
  due: string | null | undefined;
  writtenDue: string | undefined;
  /** The tracker's instant through which it was read before. */
  readThrough: Instant | undefined;
  last: NonconformityDecision | undefined;
  /** By effect key, as an outbox keeps them. */
  readonly effects = new Map<string, NonconformityDecision['effects'][number]>();

  constructor(org: Organisation, now: Instant, changes: Partial<Finding> = {}, rules = real) {
    this.org = org;
    this.rules = rules;
    const raising = { key: 'nc1', display: 'NC-2027-014', org, version: 2, now };
    this.events = this.rules.raiseFinding(raising, { ...finding, ...changes });
    this.events.push({
      stream: 'nonconformity/nc1',
      kind: 'opened',
      actor: 'engine',
      at: now,
      body: { ref: { ...ref } },
    });
    this.state = this.folded();
  }

  /** A comment, written at an instant, with what is attached to it. */
  say(who: string, at: Instant, text: string, attachments: Attachment[] = []): void {
    const id = `c${this.comments.length + 1}`;
    this.comments.push({ id, author: { id: `u-${who}`, login: who }, at, edited: false, text, attachments });
  }

  close(who: string, at: Instant): void {
    this.category = 'done';
    this.closed = { by: { id: `u-${who}`, login: who }, at };
  }

  /** One step at `now`; the ticket is read as it stands then, unless something else was found. */
  step(now: Instant, reading?: Seen['reading'], asOf: Instant = now): NonconformityDecision {
    const seen: Seen = {
      reading: reading ?? this.ticket(asOf),
      othersReadable: true,
      actions: this.actions,
      letters: this.letters,
      ...(this.writtenDue && { writtenDue: this.writtenDue }),
      ...(this.readThrough && { readThrough: this.readThrough }),
    };
    const decision = this.rules.advanceNonconformity(this.state, this.events.length, seen, this.org, now);
    this.events.push(...decision.events);
    for (const effect of decision.effects) if (!this.effects.has(effect.key)) this.effects.set(effect.key, effect);
    this.state = decision.state;
    this.last = decision;
    return decision;
  }

  ticket(asOf: Instant): Ticket {
    return {
      ref,
      asOf,
      updated: asOf,
      createdAt: this.events[1]?.at ?? asOf,
      title: '',
      labels: [],
      category: this.category,
      ...(this.closed && { closed: this.closed }),
      ...(this.due !== undefined && { due: this.due }),
      assignees: this.assignees.map((login) => ({ id: `u-${login}`, login })),
      comments: this.comments.filter((c) => c.at <= asOf),
      changes: this.changes.filter((c) => c.at <= asOf),
      fence: 'intact',
    };
  }

  /** The state as the log alone tells it. */
  folded(): NonconformityState {
    const state = this.events.reduce<NonconformityState | undefined>(
      (s, e) => this.rules.evolveNonconformity(s, e),
      undefined,
    );
    if (!state) throw new Error('no events');
    return state;
  }

  kinds(): string[] {
    return this.events.map((e) => e.kind);
  }

  of(kind: string): NewEvent[] {
    return this.events.filter((e) => e.kind === kind);
  }

  /** What was written in comments, as plain text. */
  said(): string[] {
    return [...this.effects.values()].flatMap((e) => (e.kind === 'comment' ? [plain(e.text)] : []));
  }

  /** Who got notices, and their subjects. */
  notices(): { to: string; subject: string; digest: boolean; chase?: ChaseLine; notBefore: Instant }[] {
    return [...this.effects.values()].flatMap((e) => {
      if (e.kind !== 'notice') return [];
      const { to, subject, digest, chase, notBefore } = e;
      return [{ to, subject, digest, ...(chase && { chase }), notBefore }];
    });
  }
}

/** @returns an agreed action's task with its ticket, read at `readAt`. */
export function task(changes: Partial<ActionOutcome> = {}): ActionOutcome {
  return {
    key: 't1',
    slot: 'r1-a1',
    round: 1,
    display: 'ACT-1A',
    number: '#233',
    url: 'https://github.com/example/isms/issues/233',
    stage: 'open',
    stood: [],
    assignee: 'sam',
    implementers: [],
    ...changes,
  };
}

/** Writes the whole plan with one action of Sam's, and has Mara agree it. */
export function planned(story: Story, at: Instant, agreedAt: Instant, actionDue = '2027-05-14'): void {
  story.say('priya', at, '/correction both accounts disabled');
  story.say('priya', at, '/extent two accounts, no sign-in after leaving');
  story.say('priya', at, '/similar none, because all other systems use one directory');
  story.say('priya', at, '/cause HR tells IT by mail, and mails get lost');
  story.say('priya', at, `/action @sam ${actionDue} have the HR system disable accounts`);
  story.say('priya', at, '/criterion no leaver with access at the next two samples');
  story.say('mara', agreedAt, '/approve reviewer @jonas');
}
