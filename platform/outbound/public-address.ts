import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 that is nobody's in the internet, and what a cloud answers its own machines on. RFC 6890, IANA special purposes. */
const NOT_PUBLIC_V4: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Instance metadata among them: 169.254.169.254.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // The platform of Azure, as every machine there reaches it.
  ['168.63.129.16', 32],
];

/** Of the global unicast addresses those that lead elsewhere: Teredo and other protocols, documentation, 6to4. */
const NOT_PUBLIC_V6: readonly [network: string, prefix: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const v4 = new BlockList();
for (const [network, prefix] of NOT_PUBLIC_V4) v4.addSubnet(network, prefix, 'ipv4');
const v6 = new BlockList();
for (const [network, prefix] of NOT_PUBLIC_V6) v6.addSubnet(network, prefix, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an address is one of the public internet. All of IPv6 that is not global unicast is none: loopback, link-local,
 * unique local, and IPv4 in its forms (`::ffff:…`, `64:ff9b::…`).
 */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !v4.check(address, 'ipv4');
  // A scope (`fe80::1%eth0`) is of this machine.
  if (!isIPv6(address) || address.includes('%')) return false;
  return globalUnicast.check(address, 'ipv6') && !v6.check(address, 'ipv6');
};
