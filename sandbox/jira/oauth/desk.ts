import { randomBytes } from 'node:crypto';
import type { Person } from '../../store/model.ts';
import { findPerson } from '../../store/people.ts';
import type { Store } from '../../store/store.ts';

/** How long an access token is good for, seconds. */
export const lifetime = 3600;

export const scopes = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'manage:jira-webhook',
  'offline_access',
] as const;
export type Scope = (typeof scopes)[number];

/** An app that somebody has let act for them; it starts with a refresh token, as after the consent. */
export interface SeedApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly login: string;
  readonly refreshToken: string;
  readonly scopes?: readonly Scope[] | undefined;
}

export interface Grant {
  readonly clientId: string;
  readonly person: Person;
  readonly scopes: readonly Scope[];
}

export interface OAuthDesk {
  /** Whom an access token lets act, until it expires. */
  holderOf(accessToken: string): Grant | undefined;
  /** Whose secret it is. */
  isApp(clientId: unknown, clientSecret: unknown): boolean;
  /** Trades a refresh token for a pair of tokens; it is worth nothing afterwards. Undefined for one that is not good. */
  refresh(clientId: unknown, refreshToken: unknown): ({ access: string; refresh: string } & Grant) | undefined;
  /** Takes back what the person granted: no token of theirs is good any more. */
  revoke(person: Person): void;
}

/** Hands out tokens. Throws an Error if an app acts for somebody who is not listed. */
export function createOAuthDesk(store: Store, apps: readonly SeedApp[]): OAuthDesk {
  const refreshes = new Map<string, Grant>(apps.map((app) => [app.refreshToken, grantOf(store, app)]));
  const accesses = new Map<string, Grant & { readonly expiresAt: number }>();
  return {
    holderOf(accessToken) {
      const found = accesses.get(accessToken);
      return found && found.expiresAt > store.now() && !found.person.isInactive ? found : undefined;
    },
    isApp: (clientId, clientSecret) =>
      apps.some((app) => app.clientId === clientId && app.clientSecret === clientSecret),
    refresh(clientId, refreshToken) {
      const grant = refreshes.get(String(refreshToken));
      if (grant?.clientId !== clientId || !grant || grant.person.isInactive) return undefined;
      refreshes.delete(String(refreshToken));
      const [access, refresh] = [fresh('access'), fresh('refresh')];
      refreshes.set(refresh, grant);
      accesses.set(access, { ...grant, expiresAt: store.now() + lifetime * 1000 });
      return { access, refresh, ...grant };
    },
    revoke(person) {
      for (const tokens of [refreshes, accesses])
        for (const [token, grant] of tokens) if (grant.person === person) tokens.delete(token);
    },
  };
}

function grantOf(store: Store, app: SeedApp): Grant {
  const person = findPerson(store, app.login);
  if (!person)
    throw new Error(`oauthApps: ${app.clientId} acts for "${app.login}", who is not listed; list the person`);
  return { clientId: app.clientId, person, scopes: app.scopes ?? scopes };
}

function fresh(kind: string): string {
  return `sandbox-${kind}-${randomBytes(24).toString('base64url')}`;
}
