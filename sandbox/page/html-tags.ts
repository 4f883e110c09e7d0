import type { Nodes } from 'mdast';

/** Tags without attributes that GitHub renders and people use. */
const plain = ['sub', 'sup', 'kbd', 'b', 'i', 'em', 'strong', 'ins', 's'] as const;
type PlainTag = (typeof plain)[number];

export interface Wrapped {
  readonly tag: PlainTag;
  readonly children: readonly (Nodes | Wrapped)[];
}

/** Puts what stands between `<sub>` and `</sub>` (and the like) together; other HTML stays as it is. */
export function wrapTags(nodes: readonly Nodes[]): (Nodes | Wrapped)[] {
  const result: (Nodes | Wrapped)[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (!node) continue;
    const tag = node.type === 'html' ? plain.find((each) => node.value.toLowerCase() === `<${each}>`) : undefined;
    const end = tag
      ? nodes.findIndex((each, at) => at > index && each.type === 'html' && each.value.toLowerCase() === `</${tag}>`)
      : -1;
    if (!tag || end < 0) {
      result.push(node);
      continue;
    }
    result.push({ tag, children: wrapTags(nodes.slice(index + 1, end)) });
    index = end;
  }
  return result;
}

/** The image of an `img` tag with a web address or a path; undefined for anything else. */
export function imageIn(tag: string): { readonly src: string; readonly alt: string } | undefined {
  if (!/^<img\s[^<>]*\/?>$/i.test(tag.trim())) return undefined;
  const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  const src = attribute('src');
  return src === undefined || !isSafeAddress(src) ? undefined : { src, alt: attribute('alt') ?? '' };
}

/** Whether a link may be followed: web, mail, or within the sandbox. */
export function isSafeAddress(address: string): boolean {
  return /^(https?:|mailto:|[/#])/i.test(address);
}
