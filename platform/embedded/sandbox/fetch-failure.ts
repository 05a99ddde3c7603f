/** The answer of a registry or network that may be another one in a minute. */
const TRANSIENT =
  /\b(?:ENOTFOUND|EAI_AGAIN|ECONN(?:REFUSED|RESET|ABORTED)|E?TIMEDOUT|ETIMEDOUT|ERR_SOCKET_TIMEOUT|E429|E5\d\d|ENETUNREACH|EHOSTUNREACH)\b/;
const PUBLIC_REGISTRY = 'registry.npmjs.org';

/** `@scope/name` of the address of a package or its archive, below whatever path a registry has. */
const packageOf = (path: string): string | undefined => {
  const decoded = path.replaceAll(/%2f/gi, '/').replaceAll('%40', '@');
  return /(@[\w.-]+\/[\w.-]+)/.exec(decoded)?.[1] ?? /([\w.-]+)(?:\/-\/[^/]*)?$/.exec(decoded)?.[1];
};

/** The code by which npm says that the network or the registry is at fault, if it does. */
export const networkFault = (output: string): string | undefined => TRANSIENT.exec(output)?.[0];

export const isDiskFull = (output: string): boolean => /\b(?:ENOSPC|EDQUOT)\b/.test(output);

/** npm's output with the hosts left out: a private one is nobody's business who reads a log. */
export const withoutHosts = (output: string): string =>
  output
    .replaceAll(/\bhttps?:\/\/[^\s"'<>]+/g, (address) =>
      URL.canParse(address) && new URL(address).host === PUBLIC_REGISTRY
        ? address
        : 'the configured registry',
    )
    .replaceAll(/\b(connect E\w+|getaddrinfo E\w+) \S+/g, '$1');

/** What could not be fetched, from where it would come and what to do, from what npm printed. */
export const fetchFailure = (output: string, code: string): string => {
  const address = /\bhttps?:\/\/[^\s"'<>]+/.exec(output)?.[0];
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined;
  const name = url ? packageOf(url.pathname.replace(/\/$/, '')) : undefined;
  const from =
    url?.host === PUBLIC_REGISTRY
      ? `the public npm registry (${PUBLIC_REGISTRY})`
      : 'the npm registry that your npm configuration names';
  return `npm ci could not fetch ${name ? `the package ${name}` : 'the packages'} from ${from}: ${code}. Check the network and the proxy settings, then run again; what was installed once needs no network any more.`;
};
