import { pathToFileURL } from 'node:url';
import { checkLock, type Pinned } from './packages.ts';

/** What may be shipped with a product under Apache-2.0 without further duties than naming it. */
const PERMISSIVE = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
  ...['PSF-2.0', 'Python-2.0', 'Unlicense'],
];

/** Looked at by hand: terms that are no licence of programs, or that the package does not name where npm looks. */
const LOOKED_AT: Record<string, string> = {
  // Tables of facts, which are used and not changed; asks to name where they come from.
  'caniuse-lite': 'CC-BY-4.0',
  'date-holidays': '(ISC AND CC-BY-3.0)',
  // Its file LICENSE is the Unlicense.
  unionfs: 'none named',
};

/** @returns one line for each package that is shipped under terms that are not permissive, or that names none. */
export function licenceFaults(pinned: Pinned[]): string[] {
  return pinned
    .filter(({ dev, name, license = 'none named' }) => !dev && LOOKED_AT[name] !== license && !isPermissive(license))
    .map(
      ({ place, version, license }) =>
        `${place}@${version}: licence ${license ?? 'none named'}; allowed: ${PERMISSIVE.join(', ')}. Replace it, or look at its text and name it in script/checks/licences.ts.`,
    );
}

/** An expression of SPDX: one choice of `OR` suffices, `AND` asks for all. */
function isPermissive(licence: string): boolean {
  const words = licence.replaceAll(/[()]/g, ' ').trim();
  if (/\sOR\s/.test(words)) return words.split(/\s+OR\s+/).some(isPermissive);
  return words.split(/\s+AND\s+/).every((word) => PERMISSIVE.includes(word));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) checkLock(licenceFaults);
