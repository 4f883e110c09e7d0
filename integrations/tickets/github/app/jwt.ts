import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { TrackerError } from '../../errors.ts';

/** GitHub refuses a JWT from its future, or for more than ten minutes from its now: a minute is left on either side for clocks. */
const BACK_S = 60;
const AHEAD_S = 540;

/**
 * @param pem an RSA key as GitHub hands it out (PKCS#1) or as other tools keep it (PKCS#8); `\n` may stand for line breaks.
 * @throws TrackerError `unauthorised` if it is none; the message carries nothing of it.
 */
export function privateKeyOf(pem: string, app: string): KeyObject {
  const key = keyIn(pem.replaceAll('\\n', '\n').trim());
  if (key?.asymmetricKeyType === 'rsa') return key;
  throw new TrackerError(
    `GitHub, App ${app}: its private key is ${key ? `of type ${key.asymmetricKeyType}` : 'not readable'}; allowed is an RSA key in PEM, ` +
      'without a password. Put the .pem file of the App’s settings, Private keys, where private_key points.',
    { kind: 'unauthorised' },
  );
}

/** @returns a JWT of the App, and when it expires. `now` is GitHub's clock as far as it is known, epoch ms. */
export function signedJwt(app: string, key: KeyObject, now: number): { jwt: string; expiresAt: string } {
  const seconds = Math.floor(now / 1000);
  const claims = { iat: seconds - BACK_S, exp: seconds + AHEAD_S, iss: app };
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  const signature = sign('sha256', Buffer.from(text), key).toString('base64url');
  return { jwt: `${text}.${signature}`, expiresAt: new Date(claims.exp * 1000).toISOString() };
}

function keyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
