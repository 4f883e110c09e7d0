import type { Answer, Call } from './call.ts';

/** One page of a list as `per_page` and `page` ask for it, with GitHub's `Link` header. */
export function page<T>(call: Call, list: readonly T[], shape: (item: T) => unknown): Answer {
  const size = Math.min(whole(call.query.get('per_page'), 30), call.maxPageSize);
  const current = whole(call.query.get('page'), 1);
  const last = Math.max(1, Math.ceil(list.length / size));
  const links: string[] = [];
  if (current > 1) links.push(link(call, Math.min(current - 1, last), 'prev'));
  if (current < last) links.push(link(call, current + 1, 'next'), link(call, last, 'last'));
  if (current > 1) links.push(link(call, 1, 'first'));
  return {
    status: 200,
    body: list.slice((current - 1) * size, current * size).map(shape),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function link(call: Call, to: number, rel: string): string {
  const url = new URL(call.url);
  url.searchParams.set('page', String(to));
  return `<${url.href}>; rel="${rel}"`;
}

function whole(text: string | null, otherwise: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
