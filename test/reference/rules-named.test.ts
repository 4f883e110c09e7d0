import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = 'rules config register integrations activities workflows workers cli sandbox'.split(' ');

const COMMENT = /\/\*[\s\S]*?\*\/|(?:^|\s)\/\/ [^\n]*(?:\n\s*\/\/ [^\n]*)*/g;
/** A quarter, `2027 Q2`, is none. */
const QUESTION = /(?<!\d{4} )\bQ\d+\b/g;
const NUMBERS = String.raw`\d+(?:(?:, | and | to )\d+)*`;

const there = new Set([...rulesOn(read('docs/domain.md')), ...questionsIn(read('test/cli/questions.test.ts'))]);

describe('the rules that comments name', () => {
  it('stand on docs/domain.md or the page that is named, an auditor’s question in its test', () => {
    const files = ROOMS.flatMap(filesIn);
    const named = files.flatMap((file) => namedIn(read(file)).map((rule) => ({ file, rule })));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ rule }) => !isThere(rule))).toEqual([]);
  });

  it.each([
    ['/** Until then (domain, section 9). */', 'section 9'],
    ['/** It is late (9.2;\n * domain, sections 3 and\n * 12). */', 'section 12'],
    ['/** It is late (domain: missed, nowhere; contact rule 7). */', 'nowhere'],
    ['/** It is late (domain, the fourth). */', 'domain, the fourth'],
    ['// Not now (contact rules 7 and 99).', 'contact rule 99'],
    ['/** Told so (7.5; Q6, Q99). */', 'Q99'],
    ['/** Told so (Q12 to\n * Q16). */', 'Q16'],
    ['/** Said so (users, section 4). */', 'users, section 4'],
    ['/** Said so (docs/nowhere.md). */', 'docs/nowhere.md'],
    ['/** Said so (docs/operators.md, "Nowhere"). */', 'docs/operators.md, "Nowhere"'],
  ])('are missed where they do not: %j', (comment, rule) => {
    expect(namedIn(comment).filter((named) => !isThere(named))).toEqual([rule]);
  });
});

/** @returns what the comments of a source name: `section 4`, `missed`, `contact rule 7`, `Q12`, `docs/operators.md, "Be paged"`. */
function namedIn(source: string): string[] {
  const comments = source.match(COMMENT) ?? [];
  return comments.flatMap((comment) => {
    const text = comment.replace(/\n\s*(?:\*|\/\/)?\s*/g, ' ');
    return [
      ...[...text.matchAll(/[(;] ?((?:domain|users|programme|design)[,:;] [^;)]*)/g)].flatMap((m) => parts(m[1] ?? '')),
      ...[...text.matchAll(new RegExp(`[Cc]ontact rules? (${NUMBERS})`, 'g'))].flatMap((m) =>
        numbersIn(m[1]).map((n) => `contact rule ${n}`),
      ),
      ...(text.match(QUESTION) ?? []),
      ...[...text.matchAll(/\((docs\/[\w/.-]+\.md(?:, "[^"]+")?)\)/g)].map((m) => m[1] ?? ''),
    ];
  });
}

/** Of a reference that has neither form, all of it: it leads nowhere. */
function parts(reference: string): string[] {
  const sections = new RegExp(`^domain, sections? (${NUMBERS})`).exec(reference)?.[1];
  if (sections) return numbersIn(sections).map((n) => `section ${n}`);
  return reference.startsWith('domain: ') ? reference.slice('domain: '.length).split(', ') : [reference];
}

function isThere(rule: string): boolean {
  const [, page = '', heading] = /^(docs\/[^,]+)(?:, "(.+)")?$/.exec(rule) ?? [];
  if (page === '') return there.has(rule);
  return existsSync(ROOT + page) && (heading === undefined || new RegExp(`^#+ ${heading}$`, 'm').test(read(page)));
}

/** @returns sections by number, the numbers of section 8, and what stands in bold. */
function rulesOn(page: string): Set<string> {
  const contact = page.slice(page.indexOf('\n## 8. Contact\n'));
  return new Set([
    ...[...page.matchAll(/^## (\d+)\. /gm)].map((m) => `section ${m[1]}`),
    ...[...contact.matchAll(/^(\d+)\. /gm)].map((m) => `contact rule ${m[1]}`),
    ...[...page.matchAll(/\*\*([^*]+)\*\*/g)].map((m) => (m[1] ?? '').replace(/\s+/g, ' ').toLowerCase()),
  ]);
}

/** @returns the numbers by which an auditor's questions are asked there. */
function questionsIn(test: string): string[] {
  return [...test.matchAll(/^ {2}it\('(Q[^:]+):/gm)].flatMap((m) => m[1]?.match(QUESTION) ?? []);
}

function numbersIn(text = ''): string[] {
  return text.match(/\d+/g) ?? [];
}

function filesIn(room: string): string[] {
  const all = readdirSync(ROOT + room, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => file.endsWith('.ts')).map((file) => `${room}/${file}`);
}

function read(file: string): string {
  return readFileSync(ROOT + file, 'utf8');
}
