import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface KeyPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export const newKey = (): KeyPair => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The public half as an App's settings keep it. */
export function publicPem({ publicKey }: KeyPair): string {
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** A JWT with exactly these claims and this header, signed with RS256 whatever the header says. */
export function jwt(key: KeyPair, claims: object, header: object = { alg: 'RS256', typ: 'JWT' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), key.privateKey).toString('base64url')}`;
}
