import { html } from 'htm/preact';
import type { ListItem, Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { ComponentChild } from 'preact';
import { imageIn, isSafeAddress, type Wrapped, wrapTags } from './html-tags.ts';

/** Markdown as elements of a page. HTML in it is dropped, but for images and a few plain tags. */
export function markdown(text: string): ComponentChild {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return render(tree);
}

function inner(node: Nodes | Wrapped): ComponentChild[] {
  if ('tag' in node) return node.children.map(render);
  return 'children' in node ? wrapTags(node.children).map(render) : [];
}

function render(node: Nodes | Wrapped): ComponentChild {
  if ('tag' in node) return html`<${node.tag}>${inner(node)}<//>`;
  switch (node.type) {
    case 'text':
      return node.value;
    case 'paragraph':
      return html`<p>${inner(node)}</p>`;
    case 'heading':
      return html`<${`h${Math.min(node.depth + 2, 6)}`}>${inner(node)}<//>`;
    case 'strong':
      return html`<strong>${inner(node)}</strong>`;
    case 'emphasis':
      return html`<em>${inner(node)}</em>`;
    case 'delete':
      return html`<del>${inner(node)}</del>`;
    case 'inlineCode':
      return html`<code>${node.value}</code>`;
    case 'code':
      return html`<pre><code>${node.value}</code></pre>`;
    case 'blockquote':
      return html`<blockquote>${inner(node)}</blockquote>`;
    case 'list':
      return node.ordered ? html`<ol start=${node.start ?? 1}>${inner(node)}</ol>` : html`<ul>${inner(node)}</ul>`;
    case 'listItem':
      return html`<li>${typeof node.checked === 'boolean' ? checkbox(node.checked) : ''}${itemContent(node)}</li>`;
    case 'link':
      return isSafeAddress(node.url) ? html`<a href=${node.url}>${inner(node)}</a>` : inner(node);
    case 'image':
      return isSafeAddress(node.url) ? html`<img src=${node.url} alt=${node.alt ?? ''} />` : (node.alt ?? '');
    case 'html':
      return image(node.value);
    case 'table':
      return table(node);
    case 'thematicBreak':
      return html`<hr />`;
    case 'break':
      return html`<br />`;
    default:
      return inner(node);
  }
}

/** In a tight list the text stands in the item itself, without a paragraph around it. */
function itemContent(item: ListItem): ComponentChild[] {
  if (item.spread) return inner(item);
  return item.children.map((child) => (child.type === 'paragraph' ? inner(child) : render(child)));
}

function checkbox(isChecked: boolean): ComponentChild {
  return html`<input type="checkbox" disabled checked=${isChecked} aria-label=${isChecked ? 'done' : 'to do'} /> `;
}

function image(tag: string): ComponentChild {
  const found = imageIn(tag);
  return found ? html`<img src=${found.src} alt=${found.alt} />` : null;
}

function table(node: Table): ComponentChild {
  const [head, ...rows] = node.children;
  return html`<table>
    <thead><tr>${head?.children.map((cell) => html`<th>${inner(cell)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.children.map((cell) => html`<td>${inner(cell)}</td>`)}</tr>`)}</tbody>
  </table>`;
}
