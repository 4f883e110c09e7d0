import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { tables } from '../../activities/tables.ts';
import { commandNames } from '../../script/reference/commands.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS =
  'rules|config|register|integrations|activities|workflows|workers|cli|sandbox|bench|script|test|docs|examples';

describe.each(pagesIn())('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  it('links to pages and headings that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map((m) => m[1] ?? '');
    expect(links.filter((link) => !leads(page, link))).toEqual([]);
  });

  it('names files and folders that are there', () => {
    const named = [...text.matchAll(new RegExp(`\`((?:${ROOMS})/[\\w./-]*)\``, 'g'))].map((m) => m[1] ?? '');
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names commands that are there', () => {
    const named = [...text.matchAll(/(?:`|^\$ |script\/)dutybound ((?:nc |register )?[a-z]+)/gm)].map(
      (m) => m[1] ?? '',
    );
    const known = [...commandNames(), 'connect', 'improvement', 'nc', 'pack', 'register'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('what commands print for machines', () => {
  it('stands on its page, command by command', () => {
    const page = readFileSync(join(ROOT, 'docs/reference/json.md'), 'utf8');
    const withoutResult = ['worker', 'intake'];
    expect(commandNames().filter((name) => !withoutResult.includes(name) && !page.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('what a record can be asked for', () => {
  it('stands on the page for auditors, table by table, and no page names another one', () => {
    const named = (page: string) =>
      [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\brecords ([a-z-]+)`/g)].map((m) => m[1] ?? '');
    expect([...new Set(named('docs/auditors.md'))].sort()).toEqual(Object.keys(tables).sort());
    expect(
      pagesIn()
        .flatMap(named)
        .filter((name) => !(name in tables)),
    ).toEqual([]);
  });
});

function pagesIn(): string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  return ['README.md', 'SECURITY.md', 'CHANGELOG.md', ...docs.filter((f) => f.endsWith('.md')).map((f) => `docs/${f}`)];
}

function leads(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? join(ROOT, page) : join(ROOT, dirname(page), path);
  if (!existsSync(target)) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

/** As GitHub makes anchors of headings. */
function headingsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map((m) =>
    (m[1] ?? '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
