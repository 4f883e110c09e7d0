import { nameOf, type Organisation, personNamed, typed } from './organisation.ts';
import type { Message } from './ticket.ts';

/** How plain text says what each tracker prints in its own way. */
interface Voice {
  command(words: string): string;
  mention(login: string): string;
}

const asWritten: Voice = { command: (words) => `/${words}`, mention: (login) => `@${login}` };

/**
 * @returns how mail and chat write commands and people of a ticket at that tracker: people by name, for a login means little there and an
 * account id nothing.
 */
export function outside(org: Organisation, tracker: string | undefined): Voice {
  return {
    command: (words) => typed(org, words, tracker),
    mention: (login) => {
      const person = tracker === undefined ? undefined : personNamed(org, tracker, `@${login}`);
      return person === undefined ? `@${login}` : nameOf(org, person);
    },
  };
}

/** @returns a message as plain text. */
export function plain(text: Message, voice: Voice = asWritten): string {
  return text
    .map((paragraph) =>
      paragraph
        .map((part) => {
          if (typeof part === 'string') return part;
          if ('strong' in part) return part.strong;
          if ('code' in part) return part.code;
          if ('quoted' in part) return part.quoted;
          if ('command' in part) return voice.command(part.command);
          if ('idiom' in part) return part.idiom;
          if ('mention' in part) return voice.mention(part.mention);
          return part.link;
        })
        .join(''),
    )
    .join('\n\n');
}
