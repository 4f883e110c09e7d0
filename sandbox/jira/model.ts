import type { Access, Person } from '../store/model.ts';

/** Instants are epoch milliseconds, as in the store. */
export type Json = Readonly<Record<string, unknown>>;

/** A document in Atlassian's format: `{type: 'doc', version: 1, content}`. */
export interface Doc {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly Node[];
}

export interface Node {
  readonly type: string;
  readonly attrs?: Json;
  readonly content?: readonly Node[];
  readonly marks?: readonly { readonly type: string; readonly attrs?: Json }[];
  readonly text?: string;
}

export type CategoryKey = 'new' | 'indeterminate' | 'done';

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly category: CategoryKey;
}

/** A priority or resolution. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly isSubtask: boolean;
}

export interface Option {
  readonly id: string;
  readonly value: string;
  readonly children?: readonly Option[];
}

export type FieldType =
  | 'summary'
  | 'description'
  | 'labels'
  | 'assignee'
  | 'duedate'
  | 'priority'
  | 'parent'
  | 'project'
  | 'issuetype'
  | 'resolution'
  | 'select'
  | 'cascading'
  | 'text'
  | 'date'
  | 'user';

/** A field that can be set, and whether it must be. */
export interface Field {
  readonly id: string;
  readonly name: string;
  readonly type: FieldType;
  readonly isRequired: boolean;
  readonly options?: readonly Option[];
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  /** Ids of the statuses from which it leads; 'any' status else. */
  readonly from: 'any' | readonly string[];
  readonly to: Status;
  /** What its screen shows. */
  readonly screen: readonly Field[];
}

/** What projects of one kind have in common. */
export interface Kind {
  readonly types: readonly IssueType[];
  readonly statuses: readonly [Status, ...Status[]];
  readonly transitions: readonly Transition[];
  /** What create and edit screen show. */
  readonly fields: readonly Field[];
}

export interface Project {
  readonly id: number;
  key: string;
  /** They still find it. */
  readonly formerKeys: string[];
  readonly name: string;
  readonly kind: Kind;
  readonly since: number;
  readonly access: Map<string, Access>;
  /** Who gets what nobody is named for. */
  usualAssignee?: Person;
  nextNumber: number;
}

export interface Issue {
  readonly id: number;
  project: Project;
  number: number;
  type: IssueType;
  readonly creator: Person;
  readonly createdAt: number;
  updatedAt: number;
  summary: string;
  description: Doc | null;
  status: Status;
  resolution: Named | null;
  resolvedAt: number | null;
  statusSince: number;
  priority: Named;
  labels: readonly string[];
  assignee: Person | null;
  /** YYYY-MM-DD */
  dueDate: string | null;
  parent: Issue | null;
  readonly custom: Map<string, unknown>;
  readonly properties: Map<string, unknown>;
  readonly watchers: Set<Person>;
  /** Oldest first. */
  readonly comments: Comment[];
  readonly attachments: Attachment[];
  readonly history: History[];
  /** What the index knows, oldest first: a search that lags reads an older one. */
  readonly indexed: Indexed[];
  isDeleted: boolean;
}

/** What searches compare, as it stood at an instant. */
export interface Indexed {
  readonly at: number;
  readonly project: Project;
  readonly labels: readonly string[];
}

export interface Comment {
  readonly id: number;
  readonly issue: Issue;
  readonly author: Person;
  editor: Person;
  readonly createdAt: number;
  updatedAt: number;
  body: Doc;
  readonly properties: Map<string, unknown>;
}

export interface Attachment {
  readonly id: number;
  readonly issue: Issue;
  readonly author: Person;
  readonly createdAt: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** One changed field. The two values are ids, the two texts what people read. */
export interface Item {
  readonly field: string;
  readonly fieldId?: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export interface History {
  readonly id: number;
  readonly author: Person;
  readonly at: number;
  readonly items: readonly Item[];
}

/** Something that happened to an issue. `quietly`: nobody gets a mail. */
export interface Event {
  readonly issue: Issue;
  readonly actor: Person;
  readonly at: number;
  readonly quietly: boolean;
  readonly what:
    | { readonly kind: 'created' | 'deleted' }
    | { readonly kind: 'updated'; readonly history: History | null; readonly name: string }
    | { readonly kind: 'commented' | 'comment-edited' | 'comment-deleted'; readonly comment: Comment };
}

/** The mails that one change sends. */
export interface Notice {
  readonly at: number;
  /** The issue's. */
  readonly key: string;
  readonly what: Event['what']['kind'];
  /** Logins, sorted. */
  readonly to: readonly string[];
}
