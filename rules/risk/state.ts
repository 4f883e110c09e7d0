import type { Brought } from '../brought.ts';
import type { Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { TakenBack } from '../taken-back.ts';
import type { Deadline, Instant, LocalDate } from '../time.ts';
import type { Rated } from './criteria.ts';

/** How a risk is treated (6.1.3 a); an opportunity is taken. */
export const OPTIONS = ['modify', 'retain', 'avoid', 'share', 'take'] as const;
export type Option = (typeof OPTIONS)[number];

/** A level by the criteria of its time. */
export interface Level {
  level: number;
  /** Highest level that could be retained then. */
  limit: number;
  /** Version of the criteria, as `criteriaVersion` has it. */
  criteria: string;
}

/** Who rated a risk how, and why (6.1.2 d). */
export interface Rating extends Rated, Level {
  /** Of what was brought along only where its file says it. */
  by?: PersonId;
  at: Instant;
  because?: Words;
  /** The occurrence in whose course it was rated; none for what was brought along from before. */
  occurrence?: string;
  task?: string;
  /** Nobody rated it here: a file says so. */
  brought?: Brought;
}

/** What its owner decided to do about a risk (6.1.3), and what came of it. */
export interface Treatment {
  occurrence: string;
  option: Option;
  controls: string[];
  text: Words;
  /** Who carries it out, and until when; nobody where the risk is retained. */
  action?: { owner: PersonId; due: Deadline };
  by: PersonId;
  at: Instant;
  task: string;
  done?: { by: PersonId; at: Instant; verifiedBy?: PersonId; evidence: Words[]; task: string };
  residual?: Rating;
  failed?: { by: PersonId | 'engine'; at: Instant; because: Words };
  /** What was carried out and rejected after all. `since`: when the statement of applicability had it. */
  takenBack?: (NonNullable<Treatment['done']> & { since: Instant; undone: TakenBack })[];
}

/** A risk accepted by its owner (6.1.3 f); above the criteria a concession, which management approved and which runs out. */
export interface Acceptance extends Level {
  occurrence: string;
  by: PersonId;
  at: Instant;
  because?: Words;
  /** Its last day. */
  expires?: LocalDate;
  approved?: { by: PersonId; at: Instant };
  /** Since when it has run out, once its treatment was begun anew. */
  expired?: Instant;
  task: string;
}

/** A risk as the log tells it. */
export interface Risk {
  noun: 'risk';
  /** What people call it: `R-7`. */
  id: string;
  title: Words;
  /** What it is about: assets, processes, sites. */
  scope?: Words;
  owner: PersonId;
  identified: Instant;
  /** It stood in a file; without it it was found here. */
  brought?: Brought;
  ratings: Rating[];
  treatments: Treatment[];
  acceptances: Acceptance[];
  retired?: { by: PersonId; at: Instant; because: Words };
}

/** Bodies of a risk's events, by kind. */
export interface RiskEvents {
  identified: { title: Words; scope?: Words; owner: PersonId; brought?: Brought };
  /** Somebody else owns it from now on. */
  'handed-over': { owner: PersonId };
  rated: Omit<Rating, 'at'>;
  retired: { by: PersonId; because: Words };
  'treatment-decided': Omit<Treatment, 'at' | 'done' | 'residual' | 'failed' | 'takenBack'>;
  'treatment-done': Omit<NonNullable<Treatment['done']>, 'at'> & { occurrence: string };
  'treatment-taken-back': { occurrence: string; since: Instant; by: PersonId; because: Words };
  'residual-rated': Omit<Rating, 'at'> & { occurrence: string };
  'treatment-failed': { occurrence: string; by: PersonId | 'engine'; because: Words };
  'risk-accepted': Omit<Acceptance, 'at' | 'expired'>;
  /** Its last acceptance has run out. */
  'acceptance-expired': { expires: LocalDate };
}
