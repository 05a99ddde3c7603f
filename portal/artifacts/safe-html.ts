import DOMPurify from 'dompurify';

/** What prose may consist of. No image, no form, no SVG, no MathML, no frame; no id, no name, no style, no handler. */
const ALLOWED_TAGS = [
  'h1 h2 h3 h4 h5 h6 p br hr blockquote pre code kbd samp ul ol li dl dt dd',
  'a em strong b i u s del ins mark small sub sup abbr q cite span div details summary',
  'table caption thead tbody tfoot tr th td',
].flatMap((names) => names.split(' '));
const ALLOWED_ATTR = ['href', 'title', 'align', 'colspan', 'rowspan', 'start', 'class', 'open'];

/** Classes of the highlighter. Any other could make a text look like a part of the page. */
const KNOWN_CLASS = /^(hljs-[\w-]+|language-[\w-]+|function_|class_|inherited__|constant_)$/;

const keepKnownClasses = (element: Element): void => {
  const known = [...element.classList].filter((name) => KNOWN_CLASS.test(name));
  if (known.length > 0) element.setAttribute('class', known.join(' '));
  else element.removeAttribute('class');
};

/** HTML from anybody as nodes that are safe to show. Links still lead where they did; see `settleLinks`. */
export const safeNodes = (html: string): DocumentFragment => {
  const nodes = DOMPurify.sanitize(html, {
    ALLOWED_TAGS,
    ALLOWED_ATTR,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|(?![a-z][a-z\d+.-]*:))/i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const element of nodes.querySelectorAll('[class]')) keepKnownClasses(element);
  return nodes;
};
