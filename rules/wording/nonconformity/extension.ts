import { textOf } from '../../event.ts';
import { extensionsAllowed } from '../../nonconformity/clock.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { nameOf, type Organisation, typed } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import type { ExtensionRequest } from '../../task/state.ts';
import type { Message } from '../../ticket.ts';
import type { Notice } from '../chase.ts';
import { beforeEndOf, day, dayAt, mentions, quoted } from '../phrases.ts';

/** @returns the request to those who decide it, with what stands until they do. */
export function extensionAsked(state: NonconformityState, org: Organisation, deciders: PersonId[]): Message {
  const { extension, terms } = state;
  if (!extension) return [];
  const stands = day(org, state.clocks.resolve);
  return [
    [
      ...mentions(org, terms.tracker, deciders),
      `${nameOf(org, extension.by)} asks for ${day(org, extension.to)} instead of ${stands}: `,
      quoted(extension.reason),
      '. ',
      { command: 'approve extension' },
      ' or ',
      { command: 'deny extension because …' },
      ` ${beforeEndOf(org, state.clocks.resolve)}; until then ${stands} stands.`,
    ],
  ];
}

/** @returns what whoever was asked reads of an extension that waits, in mail or chat. */
export function extensionWaits(state: NonconformityState, org: Organisation, { by, at, to }: ExtensionRequest): Notice {
  const { terms, clocks, thread } = state;
  const [approve, deny] = ['approve extension', 'deny extension because …'].map((word) =>
    typed(org, word, terms.tracker),
  );
  const title = `${terms.display} (${textOf(terms.title)})`;
  const wish = `asks for ${day(org, to)} instead of ${day(org, clocks.resolve)}`;
  const line = `${title}: ${nameOf(org, by)} ${wish}, and waits for your ${approve} or ${deny} since ${dayAt(org, at, clocks.resolve)}.`;
  const url = thread.ref?.url ?? '';
  return {
    subject: `To decide: ${title}`,
    lines: [line, url],
    chase: { line, due: clocks.resolve, url, asks: 'extension', own: true },
  };
}

/** @returns `Now to be resolved by 30 July, approved by Mara Lindt (1 of 1).`. */
export function extensionGiven(state: NonconformityState, org: Organisation): Message {
  const last = state.extended.at(-1);
  if (!last) return [];
  const used = state.extended.filter((e) => e.grade === state.grade).length;
  const count = `${used} of ${extensionsAllowed(state)}`;
  return [[`Now to be resolved by ${day(org, last.to)}, approved by ${nameOf(org, last.by)} (${count}).`]];
}

/** @returns `Not extended: "…". Still to be resolved by 5 July.`. */
export function extensionDenied(state: NonconformityState, org: Organisation, reason: string): Message {
  return [['Not extended: ', { quoted: reason }, `. Still to be resolved by ${day(org, state.clocks.resolve)}.`]];
}
