import type { Fault, FaultKind } from '../faults/fault.ts';
import type { Person } from '../store/model.ts';
import type { WriteKind } from '../store/write-log.ts';
import type { Issue, Json, Project } from './model.ts';
import type { Scope } from './oauth/desk.ts';
import type { Permission } from './permissions.ts';
import type { Site } from './site.ts';
import type { Urls } from './urls.ts';
import type { World } from './world.ts';

/** One authenticated request, with all that a route needs to answer it. */
export interface Call {
  readonly world: World;
  readonly site: Site;
  readonly urls: Urls;
  readonly person: Person;
  /** The app through which the person acts, if they do. */
  readonly clientId: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json;
  /** The whole body, where it is not an object. */
  readonly rawBody: unknown;
  /** A header of the request, by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The files of a multipart body's field. */
  readonly files: (name: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array }[]>;
  /** Whether the caller may do that in the project, faults considered. */
  readonly may: (permission: Permission, project: Project) => boolean;
  /** The active fault of that kind which hits this request. */
  readonly fault: (kind: FaultKind, project?: Project) => Fault | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The issue that was written to, for the write log. */
  readonly issue?: Issue;
  /** What was written, where it differs from the route's usual kind; null if nothing was. */
  readonly wrote?: WriteKind | null;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/rest/api/3`, in fastify's notation. */
  readonly path: string;
  /** What a success writes; absent on reads. */
  readonly writes?: WriteKind;
  /** What an app must have been granted; by default to read or to write work. */
  readonly scope?: Scope;
  /** Also for callers without credentials. */
  readonly open?: boolean;
  /** Answers or throws a `Refusal`. */
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}
