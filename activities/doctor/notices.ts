import type { Notices } from '../../integrations/notices/notices.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Finding, Locate } from './finding.ts';

export const CHANNELS = ['mail', 'chat'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Looks whether a channel takes notices. Sends nothing. */
export async function examineChannel(name: Channel, notices: Notices, locate: Locate): Promise<Finding[]> {
  const shortcoming = (await notices.check()).find((s) => s.what === name);
  if (!shortcoming) return [{ name, level: 'ok', found: 'takes notices' }];
  const { found, fix, allowed, blocks } = shortcoming;
  const place = locate('notices', name);
  return [{ name, level: blocks ? 'problem' : 'note', what: name, place, found, fix, ...(allowed && { allowed }) }];
}

/** @returns a note where people hear in their tickets only. */
export function withoutChannels({ notices }: Programme): Finding[] {
  if (CHANNELS.some((channel) => notices[channel] !== undefined)) return [];
  const found = 'neither mail nor chat is set up: people hear in their tickets only';
  return [{ name: 'notices', level: 'note', what: 'no-notices', found }];
}
