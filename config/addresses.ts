import type { SecretRef } from '../rules/programme.ts';
import { field } from './fields.ts';
import { readSecretRef } from './secrets.ts';

/** What is said where a secret stands in the file itself. */
export const LITERAL =
  'a secret is only ever referred to, never written here; put it into the environment or a file and name that';
const REFERENCES = `\${env:NAME}, \${file:PATH}`;

/** A secret that must be a reference. */
export const secret = field(REFERENCES, readSecretRef, LITERAL);

/** A secret address: a reference, or written out where it leads to this machine and carries no credentials. */
export function secretAddress(scheme: 'smtp' | 'http') {
  const allowed = `${REFERENCES}, or ${scheme}://127.0.0.1:PORT without credentials`;
  const read = (text: string): SecretRef | string | undefined =>
    readSecretRef(text) ?? (isBareLoopback(text, scheme) ? text : undefined);
  return field(allowed, read, LITERAL);
}

function isBareLoopback(text: string, scheme: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === `${scheme}:` && isLoopback(url) && url.port !== '' && isBare(url);
}

/** The base address of a web service, without trailing slash: https, or http on this machine. */
export const baseAddress = field('https://HOST…, or http://127.0.0.1:PORT…, without credentials, ? and #', (text) => {
  const url = URL.parse(text);
  if (url === null || !isBare(url)) return undefined;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) return undefined;
  return text.replace(/\/+$/, '');
});

function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

function isBare(url: URL): boolean {
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** A mail address. */
export const mail = field('a mail address such as sam@example.com', (text) =>
  /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(text) ? text : undefined,
);
