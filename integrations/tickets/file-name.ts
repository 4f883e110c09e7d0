/** @returns what an address calls its file: its last part, decoded; the address itself where it has none. */
export function fileNameIn(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const last = path.split('/').findLast((segment) => segment !== '') ?? url;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
