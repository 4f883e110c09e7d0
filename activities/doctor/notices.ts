import type { Notices } from '../../integrations/notices/notices.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Finding, Locate } from './finding.ts';

/** Looks whether mail and chat can be handed over. Sends nothing. */
export async function examineNotices(
  { notices: set }: Programme,
  notices: Notices,
  locate: Locate,
): Promise<Finding[]> {
  const channels = (['mail', 'chat'] as const).filter((channel) => set[channel] !== undefined);
  if (channels.length === 0)
    return [
      { name: 'notices', level: 'note', found: 'neither mail nor chat is set up: people hear in their tickets only' },
    ];
  const lacking = await notices.check();
  return channels.map((name): Finding => {
    const shortcoming = lacking.find((s) => s.what === name);
    if (!shortcoming) return { name, level: 'ok', found: 'takes notices' };
    const { found, fix, blocks } = shortcoming;
    return { name, level: blocks ? 'problem' : 'note', place: locate('notices', name), found, fix };
  });
}
