import type { Hook } from '../hooks/hook.ts';
import type { Call } from './call.ts';
import { optionalNames, optionalText } from './input.ts';
import { isRecord } from './json.ts';
import { invalid } from './refusal.ts';

/** The fields of a hook that the body names. 422 for an address that is not http or https, or another content type. */
export function hookIn(call: Call): Partial<Pick<Hook, 'url' | 'secret' | 'contentType' | 'events' | 'active'>> {
  const config = isRecord(call.body.config) ? call.body.config : {};
  const inner: Call = { ...call, body: config };
  const url = optionalText(inner, 'Hook', 'url');
  if (url !== undefined && !isWebAddress(url)) throw invalid('Hook', 'url', 'invalid', 'allowed are http and https');
  const secret = optionalText(inner, 'Hook', 'secret');
  const contentType = optionalText(inner, 'Hook', 'content_type');
  if (contentType !== undefined && contentType !== 'json' && contentType !== 'form')
    throw invalid('Hook', 'content_type', 'invalid', 'allowed are json and form');
  const events = optionalNames('Hook', 'events', call.body.events);
  const active = call.body.active;
  return {
    ...(url === undefined ? {} : { url }),
    ...(secret === undefined ? {} : { secret: secret === '' ? null : secret }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(events ? { events } : {}),
    ...(typeof active === 'boolean' ? { active } : {}),
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
