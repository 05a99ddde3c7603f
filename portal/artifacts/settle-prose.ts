import type { LinkTarget } from './link-target.ts';

/** How links appear: `hrefOf` is the address, within the page, of an artifact. */
export type LinkRules = { target: (href: string) => LinkTarget; hrefOf: (path: string) => string };

const settleLink = (link: Element, { target, hrefOf }: LinkRules): void => {
  const to = target(link.getAttribute('href') ?? '');
  switch (to.kind) {
    case 'artifact':
      link.setAttribute('href', hrefOf(to.path));
      link.setAttribute('data-artifact', to.path);
      break;
    case 'outside':
      link.setAttribute('href', to.href);
      link.setAttribute('rel', 'noopener noreferrer');
      link.setAttribute('target', '_blank');
      break;
    default:
      link.replaceWith(...link.childNodes);
  }
};

/** What may be wider than the page scrolls by itself, by keyboard too. */
const scrolling = (element: Element, label: string): void => {
  const frame = element.ownerDocument.createElement('div');
  frame.className = 'scrolling';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', label);
  element.replaceWith(frame);
  frame.append(element);
};

const headingLevel = (element: Element): number => Number(element.tagName.slice(1));

/** Headings that were written as HTML are below those of the page, too. */
const settleHeadings = (nodes: DocumentFragment, above: number): void => {
  for (const heading of nodes.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (headingLevel(heading) > above) continue;
    const settled = heading.ownerDocument.createElement(`h${above + 1}`);
    settled.append(...heading.childNodes);
    heading.replaceWith(settled);
  }
};

/** Makes safe nodes a part of the page: links, headings below `above`, wide tables and code. */
export const settleProse = (nodes: DocumentFragment, rules: LinkRules, above = 2): DocumentFragment => {
  for (const link of nodes.querySelectorAll('a')) settleLink(link, rules);
  settleHeadings(nodes, above);
  for (const table of nodes.querySelectorAll('table')) scrolling(table, 'Table');
  for (const code of nodes.querySelectorAll('pre')) scrolling(code, 'Code');
  return nodes;
};
