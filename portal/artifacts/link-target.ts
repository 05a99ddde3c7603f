/** Where a link of a document leads: to another artifact, to the world outside, or nowhere. */
export type LinkTarget =
  { kind: 'artifact'; path: string } | { kind: 'outside'; href: string } | { kind: 'nowhere' };

const NOWHERE: LinkTarget = { kind: 'nowhere' };

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `docs/c4.md` seen from `README.md`; `undefined` where it leaves the root. */
const resolved = (from: string, relative: string): string | undefined => {
  const names = relative.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const name of relative.split('/')) {
    if (name === '..' && names.length === 0) return undefined;
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
};

const outside = (href: string): LinkTarget => {
  const url = URL.parse(href);
  return url && ['http:', 'https:', 'mailto:'].includes(url.protocol)
    ? { kind: 'outside', href: url.href }
    : NOWHERE;
};

/**
 * Reads a link of the artifact at `from`. Only http, https and mailto lead outside. A folder stands for its README.
 * What is not among the artifacts, and a place within the same document, is nowhere.
 */
export const linkTarget = (href: string, from: string, paths: ReadonlySet<string>): LinkTarget => {
  if (/^[a-z][a-z\d+.-]*:/i.test(href.trim())) return outside(href.trim());
  if (/^[\\/]{2}/.test(href.trim())) return NOWHERE;
  const relative = decoded(href.trim().replace(/[?#].*$/s, ''));
  if (relative === '') return NOWHERE;
  const path = resolved(from, relative);
  if (path === undefined) return NOWHERE;
  const found = [path, `${path}/README.md`].find((candidate) => paths.has(candidate));
  return found === undefined ? NOWHERE : { kind: 'artifact', path: found };
};
