import type { KeyObject } from 'node:crypto';
import type { Person } from '../../store/model.ts';

/** What may be done with a kind of thing, by its name (`issues`). */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** A GitHub App. Instants are epoch ms. */
export interface App {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  /** A login, or an organisation's name. */
  readonly owner: string;
  readonly url: string;
  readonly setupUrl: string | undefined;
  readonly since: number;
  /** Who acts where an installation does: `SLUG[bot]`. */
  readonly bot: Person;
  /** Public halves. A private key is shown once and never kept. */
  keys: readonly KeyObject[];
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly hook: { readonly url: string; readonly secret: string | null; readonly isActive: boolean };
}

/** An App in the repositories of one account. */
export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: string;
  readonly since: number;
  /** `owner/name` of each, or all that the account has. */
  repositories: 'all' | readonly string[];
  permissions: Permissions;
  suspendedAt: number | null;
}

/** What a token of an installation may do until it expires (epoch ms). */
export interface Grant {
  readonly token: string;
  readonly installation: Installation;
  readonly expiresAt: number;
  readonly permissions: Permissions;
  /** Narrower than the installation: `owner/name` of each. */
  readonly only: readonly string[] | undefined;
}

/** A registration that waits to be fetched, once, with the secrets that are shown only then. */
export interface Registration {
  readonly app: App;
  readonly pem: string;
  readonly clientSecret: string;
  /** Epoch ms. */
  readonly until: number;
}
