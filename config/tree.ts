/** What a YAML text says, every scalar as it was written: numbers, `true`, and dates are read by the field that expects them. */
export type Tree = string | Tree[] | { [key: string]: Tree };

/** From the root: keys, and positions in lists. */
export type Path = readonly (string | number)[];

/** @returns what stands at the path, undefined if nothing does. */
export function branch(tree: Tree | undefined, ...path: Path): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const step of path) {
    if (typeof here !== 'object') return undefined;
    if (Array.isArray(here)) here = here[Number(step)];
    else here = Object.hasOwn(here, step) ? here[step] : undefined;
  }
  return here;
}

/** @returns the keys of the map at the path, in the order of the file; none if no map stands there. */
export function keysAt(tree: Tree | undefined, ...path: Path): string[] {
  const here = branch(tree, ...path);
  return typeof here === 'object' && !Array.isArray(here) ? Object.keys(here) : [];
}

/** @returns the text at the path, undefined if it is empty or no text stands there. */
export function textAt(tree: Tree | undefined, ...path: Path): string | undefined {
  const here = branch(tree, ...path);
  return typeof here === 'string' && here !== '' ? here : undefined;
}

/** @returns the texts of the list at the path, or the one text that stands there, each with its own path. */
export function textsAt(tree: Tree | undefined, ...path: Path): { text: string; path: Path }[] {
  const here = branch(tree, ...path);
  if (typeof here === 'string') return here === '' ? [] : [{ text: here, path }];
  if (!Array.isArray(here)) return [];
  return here.flatMap((text, n) => (typeof text === 'string' && text !== '' ? [{ text, path: [...path, n] }] : []));
}

/** @returns whether a map stands at the path. */
export function isMap(tree: Tree | undefined, ...path: Path): boolean {
  const here = branch(tree, ...path);
  return typeof here === 'object' && !Array.isArray(here);
}
