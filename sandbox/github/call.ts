import type { Fault, FaultKind } from '../faults/fault.ts';
import type { HookDesk } from '../hooks/desk.ts';
import type { Access, Person, Repository } from '../store/model.ts';
import type { Store } from '../store/store.ts';
import type { WriteKind } from '../store/write-log.ts';
import type { Apps } from './app/apps.ts';
import type { App, Grant } from './app/model.ts';
import type { Allowance } from './headers.ts';
import type { Urls } from './shapes/urls.ts';

/** One authenticated request, with all that a route needs to answer it. */
export interface Call {
  readonly store: Store;
  readonly hooks: HookDesk;
  readonly apps: Apps;
  readonly urls: Urls;
  readonly person: Person;
  /** Where an App calls for itself, or one of its installations does. */
  readonly app: App | undefined;
  readonly grant: Grant | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The whole body, where it is not an object (`["bug"]` for labels). */
  readonly rawBody: unknown;
  readonly accept: string;
  /** Address of this request, for links to other pages. */
  readonly url: URL;
  readonly maxPageSize: number;
  /** What the caller may do there, faults considered. */
  readonly access: (repository: Repository) => Access;
  /** What the caller has left in this hour. */
  readonly allowance: () => Allowance;
  /** The active fault of that kind which hits this request. */
  readonly fault: (kind: FaultKind, repository: Repository) => Fault | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The ticket that was written to, for the write log. */
  readonly number?: number;
  /** What was written, where it differs from the route's usual kind; null if nothing was. */
  readonly wrote?: WriteKind | null;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the API's root, in fastify's notation. */
  readonly path: string;
  /** What a success writes; absent on reads. */
  readonly writes?: WriteKind;
  /** Also for callers without a token. */
  readonly open?: boolean;
  /** Only for Apps, by JWT. */
  readonly isForApps?: boolean;
  /** Answers or throws a `Refusal`. */
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}
