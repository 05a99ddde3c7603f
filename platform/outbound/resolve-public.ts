import { isPublicAddress } from './public-address.ts';

/** All addresses of a name, as `dns.lookup` with `all` gives them. Rejects where there is none. */
export type Resolve = (host: string) => Promise<readonly { address: string }[]>;

/**
 * The address to connect to: that of a name all of whose addresses are public. It is asked for once, and what calls must
 * connect to this address and to no other (a name that is asked for again may lead elsewhere then); redirects are not
 * followed, for they were not looked at.
 */
export const resolvePublic = async (
  { hostname }: URL,
  resolve: Resolve,
): Promise<{ address: string } | { problem: string }> => {
  const found = await resolve(hostname).catch(() => []);
  const [first] = found;
  if (first === undefined) return { problem: 'names a host that is not known' };
  return found.every(({ address }) => isPublicAddress(address))
    ? { address: first.address }
    : { problem: 'names a host that leads into a private network' };
};
