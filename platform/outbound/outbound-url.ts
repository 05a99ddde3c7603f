/** A URL that may be called, or why it may not: a sentence that follows its name. */
export type OutboundUrl = { url: URL } | { problem: string };

export type OutboundRules = {
  /** Hosts that may be called: `registry.example.com`, or `*.example.com` for those below it. Any public one where absent. */
  hosts?: readonly string[];
  /** Ports besides 443. */
  ports?: readonly number[];
};

const MAX_CHARACTERS = 2_048;

/** Names that are of one machine or one network, whatever answers for them. */
const LOCAL_NAMES = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'onion',
  'test',
  'invalid',
];

/** What is wrong with the text, before anything is made of it: parsers drop, fold and decode what they find. */
const textProblem = (text: string): string | undefined => {
  if (text.length > MAX_CHARACTERS) return `has more than ${MAX_CHARACTERS} characters`;
  // Blanks and backslashes are dropped or turned by some readers; letters that look like ASCII become it.
  if (!/^[!-~]*$/.test(text) || /[\\^`{|}"<>]/.test(text)) return 'has a character that no address has';
  if (!/^https:\/\/[^/]/i.test(text)) return 'must begin with https://';
  const [authority = ''] = text.slice('https://'.length).split(/[/?#]/);
  if (authority.includes('@')) return 'must not have a user or a password in it';
  return /^[A-Za-z0-9.-]+(?::\d{1,5})?$/.test(authority)
    ? undefined
    : 'must name its host in letters, digits, "." and "-"';
};

const isListed = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((listed) => (listed.startsWith('*.') ? host.endsWith(listed.slice(1)) : host === listed));

const hostProblem = (host: string, { hosts }: OutboundRules): string | undefined => {
  const labels = host.split('.');
  if (labels.includes('')) return 'must name its host without an empty label';
  if (labels.length < 2 || LOCAL_NAMES.includes(labels.at(-1) ?? ''))
    return 'must name a host of the public internet';
  // `new URL` has made every notation of an IPv4 address the usual one.
  if (/^\d+$/.test(labels.at(-1) ?? '')) return 'must name a host, not an address';
  return hosts && !isListed(host, hosts) ? 'names a host that is not allowed' : undefined;
};

/**
 * Reads an address that came from outside: https, port 443 or one that is allowed, a name and no address in any notation,
 * nothing of this machine or network, no credentials. What the name leads to is `resolvePublic`'s to say.
 */
export const readOutboundUrl = (text: string, rules: OutboundRules = {}): OutboundUrl => {
  const wrong = textProblem(text);
  if (wrong !== undefined) return { problem: wrong };
  if (!URL.canParse(text)) return { problem: 'is no address' };
  const url = new URL(text);
  if (url.protocol !== 'https:') return { problem: 'must begin with https://' };
  if (url.port !== '' && rules.ports?.includes(Number(url.port)) !== true)
    return { problem: 'names a port that is not allowed' };
  const problem = hostProblem(url.hostname, rules);
  return problem === undefined ? { url } : { problem };
};
