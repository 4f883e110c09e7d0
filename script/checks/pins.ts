import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { checkLock, type Pinned } from './packages.ts';

/** @returns one line for each package whose bytes are not pinned: without SHA-512, or from anywhere but a registry. */
export function unpinned(pinned: Pinned[]): string[] {
  return pinned.flatMap(({ place, integrity, resolved }) => {
    const faults = [];
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
      faults.push(`${place}: integrity ${integrity ?? 'missing'}; allowed: sha512-…. Write package-lock.json anew.`);
    if (resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved))
      faults.push(`${place}: resolved from ${resolved}; allowed: an archive of a registry, over https.`);
    return faults;
  });
}

/** @returns one line for each server that is not pinned to one version and to the bytes of its archive. */
export function unpinnedServers(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[\w.-]+==[\w.]+( --hash=sha256:[0-9a-f]{64})+$/.test(line))
    .map((line) => `script/servers.txt: "${line}"; allowed: NAME==VERSION --hash=sha256:….`);
}

/** @returns one line for each habit of `script/bootstrap` that keeps strange code from running, if it lost it. */
export function unguarded(bootstrap: string): string[] {
  const needed: [string, RegExp][] = [
    ['pip install … --require-hashes', /pip install[^|;&]*--require-hashes/],
    ['pip install … --only-binary :all:', /pip install[^|;&]*--only-binary :all:/],
    ['pip install … --no-deps', /pip install[^|;&]*--no-deps/],
    ['npm-cli.js" ci --ignore-scripts', /npm-cli\.js" ci [^|;&]*--ignore-scripts/],
  ];
  const lines = bootstrap.replaceAll('\\\n', ' ');
  return needed.flatMap(([what, form]) =>
    form.test(lines) ? [] : [`script/bootstrap: expected "${what}"; it is not there.`],
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const others = [
    ...unpinnedServers(readFileSync('script/servers.txt', 'utf8')),
    ...unguarded(readFileSync('script/bootstrap', 'utf8')),
  ];
  checkLock((pinned) => [...unpinned(pinned), ...others]);
}
