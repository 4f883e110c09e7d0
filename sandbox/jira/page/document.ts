import { html } from 'htm/preact';
import type { ComponentChild } from 'preact';
import { isSafeAddress } from '../../page/html-tags.ts';
import type { Doc, Node } from '../model.ts';

const plainTags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  listItem: 'li',
  taskList: 'ul',
  blockquote: 'blockquote',
  table: 'table',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
};

const markTags: Readonly<Record<string, string>> = {
  strong: 'strong',
  em: 'em',
  code: 'code',
  strike: 's',
  underline: 'u',
};

/** The name of an account's person. */
type Named = (accountId: string) => string;

/** A document as elements of a page. What has no form of its own shows its contents. */
export function documentView(doc: Doc, named: Named): ComponentChild {
  return doc.content.map((node) => view(node, named));
}

function view(node: Node, named: Named): ComponentChild {
  const inner = () => (node.content ?? []).map((each) => view(each, named));
  const tag = plainTags[node.type];
  if (tag) return html`<${tag}>${inner()}<//>`;
  const attr = (name: string) => String(node.attrs?.[name] ?? '');
  switch (node.type) {
    case 'text':
      return marked(node);
    case 'hardBreak':
      return html`<br />`;
    case 'rule':
      return html`<hr />`;
    case 'heading':
      return html`<${`h${Math.min(Number(attr('level')) + 2, 6)}`}>${inner()}<//>`;
    case 'orderedList':
      return html`<ol start=${attr('order') || 1}>${inner()}</ol>`;
    case 'taskItem':
      return html`<li><input type="checkbox" disabled checked=${attr('state') === 'DONE'} aria-label=${attr('state')} /> ${inner()}</li>`;
    case 'codeBlock':
      return html`<pre><code>${inner()}</code></pre>`;
    case 'mention':
      return html`<strong>${attr('text') || `@${named(attr('id'))}`}</strong>`;
    case 'date':
      return html`<time>${new Date(Number(attr('timestamp'))).toISOString().slice(0, 10)}</time>`;
    case 'status':
      return html`<span class="label">${attr('text')}</span>`;
    case 'emoji':
      return attr('text') || attr('shortName');
    case 'inlineCard':
    case 'blockCard':
      return link(attr('url'), attr('url'));
    case 'media':
      return html`<span class="quiet">${attr('alt') || attr('id')}</span>`;
    default:
      return inner();
  }
}

function marked(node: Node): ComponentChild {
  return (node.marks ?? []).reduce<ComponentChild>((shown, mark) => {
    const tag = markTags[mark.type];
    if (tag) return html`<${tag}>${shown}<//>`;
    return mark.type === 'link' ? link(String(mark.attrs?.href ?? ''), shown) : shown;
  }, node.text ?? '');
}

function link(address: string, shown: ComponentChild): ComponentChild {
  return isSafeAddress(address) ? html`<a href=${address}>${shown}</a>` : shown;
}
