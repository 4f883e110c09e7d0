import { isIP } from 'node:net';
import { shown } from '../config/found.ts';
import { exit, Refusal } from './terminal.ts';

/**
 * @param option as it was written, for the message.
 * @returns the address, if it is loopback or somebody agreed that others may reach it.
 * @throws Refusal otherwise, or if it is no address.
 */
export function listeningAt(option: string, host: string, agreed: boolean): string {
  if (isIP(host) === 0)
    throw new Refusal(`${option}: found ${shown(host, [])}; allowed: an address of this machine, such as 127.0.0.1`);
  if (agreed || isLoopback(host)) return host;
  throw new Refusal(
    `${option} ${host} is not loopback: whoever reaches it can use what listens there. Agree with --yes, or leave it out.`,
    exit.refused,
  );
}

function isLoopback(host: string): boolean {
  return host === '::1' || host.startsWith('127.');
}
