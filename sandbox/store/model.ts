/** What a person may do in a repository, weakest first. */
export const accessLevels = ['none', 'read', 'triage', 'push', 'admin'] as const;
export type Access = (typeof accessLevels)[number];
export type Reason = 'completed' | 'not_planned' | 'duplicate';

/** Instants in this store are epoch milliseconds. */
export interface Person {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly mail: string | null;
  token: string | null;
  readonly kind: 'User' | 'Bot';
  readonly since: number;
  /** As Atlassian knows the person. */
  readonly accountId: string;
  /** The account is no longer there; what it wrote is. */
  isRemoved?: true;
  /** The account is still there, but nobody can sign in with it, and nothing can be assigned to it. */
  isInactive?: boolean;
}

export interface Label {
  readonly id: number;
  name: string;
  color: string;
  description: string | null;
}

export interface Milestone {
  readonly id: number;
  readonly number: number;
  title: string;
  description: string | null;
  dueOn: string | null;
  state: 'open' | 'closed';
  readonly creator: Person;
  readonly createdAt: number;
  updatedAt: number;
}

/** One state of the files: each commit holds the whole tree, path to blob hash. */
export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly author: Person;
  readonly at: number;
  readonly tree: ReadonlyMap<string, string>;
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly isPrivate: boolean;
  hasIssues: boolean;
  readonly since: number;
  readonly access: Map<string, Access>;
  readonly labels: Label[];
  readonly milestones: Milestone[];
  readonly commits: Commit[];
  readonly blobs: Map<string, Uint8Array>;
  /** By number. */
  readonly tickets: Map<number, Ticket>;
  nextNumber: number;
}

export interface Reaction {
  readonly id: number;
  readonly person: Person;
  readonly content: string;
  readonly at: number;
}

export interface Ticket {
  readonly id: number;
  readonly repository: Repository;
  readonly number: number;
  readonly author: Person;
  readonly isPullRequest: boolean;
  readonly createdAt: number;
  updatedAt: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  reason: Reason | 'reopened' | null;
  closedAt: number | null;
  closedBy: Person | null;
  labels: Label[];
  assignees: Person[];
  milestone: Milestone | null;
  parent: Ticket | null;
  readonly reactions: Reaction[];
  /** Oldest first. */
  readonly comments: Comment[];
  /** Oldest first. */
  readonly events: TicketEvent[];
  gone: { readonly kind: 'deleted' } | { readonly kind: 'moved'; readonly to: Ticket } | null;
}

export interface Comment {
  readonly id: number;
  ticket: Ticket;
  readonly author: Person;
  readonly createdAt: number;
  updatedAt: number;
  body: string;
  readonly reactions: Reaction[];
}

/** A file dragged into a comment; `path` is where the page serves it. */
export interface Attachment {
  readonly path: string;
  readonly name: string;
  readonly repository: Repository;
  readonly bytes: Uint8Array;
}

/** What stays in a ticket's history. */
export type Happening =
  | { readonly kind: 'closed'; readonly reason: Reason }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'assigned' | 'unassigned'; readonly person: Person }
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: Label }
  | { readonly kind: 'milestoned' | 'demilestoned'; readonly milestone: Milestone }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'transferred'; readonly from: Repository };

/** What is only announced, and found in the ticket or its comments afterwards. */
export type Announcement =
  | { readonly kind: 'opened'; readonly movedFrom?: Ticket }
  | { readonly kind: 'edited'; readonly title?: string; readonly body?: string | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'moved'; readonly to: Ticket }
  | { readonly kind: 'commented' | 'comment-deleted'; readonly comment: Comment }
  | { readonly kind: 'comment-edited'; readonly comment: Comment; readonly from: string };

export interface TicketEvent {
  readonly id: number;
  readonly ticket: Ticket;
  readonly actor: Person;
  readonly at: number;
  readonly what: Happening;
}

export interface Change {
  readonly ticket: Ticket;
  readonly actor: Person;
  readonly at: number;
  readonly what: Happening | Announcement;
}
