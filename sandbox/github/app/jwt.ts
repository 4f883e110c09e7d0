import { type KeyObject, verify } from 'node:crypto';
import { isRecord } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Apps } from './apps.ts';
import type { App } from './model.ts';

const mostSeconds = 600;
const undecodable = 'A JSON web token could not be decoded';
const badIat = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
const badExp =
  "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";

/**
 * The App that signed the token ("Generating a JSON Web Token (JWT) for a GitHub App"). `now` is epoch ms.
 * 401 for another algorithm, a signature that is not by one of its keys, `iat` in the future, `exp` in the past or more
 * than ten minutes ahead; 404 for an issuer that is no App.
 */
export function provenApp(apps: Apps, token: string, now: number): App {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  const [header, claims] = [decoded(head), decoded(body)];
  if (!header || !claims || rest.length > 0 || header.alg !== 'RS256') throw new Refusal(401, undecodable);
  const app = issuerOf(apps, claims);
  if (!app) throw new Refusal(404, 'Integration not found');
  if (app.keys.length === 0) throw new Refusal(401, 'Integration must generate a public key');
  if (!app.keys.some((key) => isSigned(`${head}.${body}`, key, signature))) throw new Refusal(401, undecodable);
  demandTimes(claims, now / 1000);
  return app;
}

/** The App that the token says it is of, proven or not; undefined where it says nothing of the kind. */
export function claimedApp(apps: Apps, token: string): App | undefined {
  const claims = decoded(token.split('.')[1] ?? '');
  return claims && issuerOf(apps, claims);
}

function demandTimes({ iat, exp }: Record<string, unknown>, seconds: number): void {
  if (!Number.isInteger(iat) || Number(iat) > seconds) throw new Refusal(401, badIat);
  if (typeof exp !== 'number' || exp <= seconds) throw new Refusal(401, badExp);
  if (exp > seconds + mostSeconds) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
}

function issuerOf(apps: Apps, { iss }: Record<string, unknown>): App | undefined {
  return apps.all.find(({ id, clientId }) => iss === id || iss === String(id) || iss === clientId);
}

function isSigned(text: string, key: KeyObject, signature: string): boolean {
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
