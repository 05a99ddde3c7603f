import { describe, expect, it } from 'vitest';

import { projectDefinitionSchema } from '../../../factory/domain/project-definition.ts';
import { withFeedPreflight } from '../../../platform/outbound/feed-preflight.ts';
import { readOutboundUrl } from '../../../platform/outbound/outbound-url.ts';
import { isPublicAddress } from '../../../platform/outbound/public-address.ts';
import { resolvePublic, type Resolve } from '../../../platform/outbound/resolve-public.ts';

const HOSTILE = [
  // Another scheme, or none.
  'http://registry.example.com/',
  'ftp://registry.example.com/',
  'file:///etc/passwd',
  'gopher://registry.example.com/',
  'data:text/plain,x',
  'javascript:alert(1)',
  '//registry.example.com/',
  'https:registry.example.com',
  'https:/registry.example.com/',
  'https:///registry.example.com/',
  'jar:https://registry.example.com!/',
  '',
  // This machine and its network by name.
  'https://localhost/',
  'https://LOCALHOST/',
  'https://localhost./',
  'https://a.localhost/',
  'https://printer/',
  'https://nas.local/',
  'https://db.internal/',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://router.lan/',
  'https://1.0.0.127.in-addr.arpa/',
  // IPv4, in every notation that a parser takes.
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0X7F.1/',
  'https://017700000001/',
  'https://0177.0.0.1/',
  'https://0177.0x0.0.01/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://169.254.169.254/metadata/instance',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://168.63.129.16/',
  'https://8.8.8.8/',
  'https://127.0.0.1./',
  'https://999.999.999.999/',
  'https://4294967296/',
  // IPv6, and IPv4 in it.
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::127.0.0.1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fe80::1%25eth0]/',
  'https://[fd00:ec2::254]/',
  'https://[2606:4700::1111]/',
  // Who is asked is not who it seems.
  'https://registry.example.com@127.0.0.1/',
  'https://user:password@registry.example.com/',
  'https://user@registry.example.com/',
  'https://@registry.example.com/',
  'https://registry.example.com:x@evil.example.com/',
  'https://registry.example.com\\@127.0.0.1/',
  'https://127.0.0.1\\.registry.example.com/',
  'https://127.0.0.1#@registry.example.com/',
  'https://127.0.0.1?@registry.example.com/',
  'https://registry.example.com%2F@127.0.0.1/',
  'https://127%2e0%2e0%2e1/',
  'https://%6c%6f%63alhost/',
  // Letters that become others.
  'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
  'https://１２７.０.０.１/',
  'https://127。0。0。1/',
  'https://127．0．0．1/',
  'https://127｡0｡0｡1/',
  'https://registry.exämple.com/',
  'https://loc\u00adalhost/',
  'https://localhost\u200b/',
  // Blanks and controls, which parsers drop.
  ' https://registry.example.com/',
  'https://registry.example.com/ ',
  'ht\ntps://localhost/',
  'https://local\thost/',
  'https://registry.example.com/\r\nHost: x',
  'https://registry.example.com/\u0000',
  // Ends and ports.
  'https://registry.example.com./',
  'https://registry..example.com/',
  'https://.example.com/',
  'https://registry.example.com:22/',
  'https://registry.example.com:0/',
  'https://registry.example.com:65536/',
  'https://registry.example.com:/',
  `https://registry.example.com/${'x'.repeat(2_048)}`,
];

describe('an address from outside', () => {
  it.each(HOSTILE)('is refused: %j', (text) => {
    expect(readOutboundUrl(text)).toHaveProperty('problem');
  });

  it('has at least forty hostile forms, each once', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(40);
    expect(new Set(HOSTILE).size).toBe(HOSTILE.length);
  });

  it.each([
    'https://registry.npmjs.org/',
    'https://pkgs.dev.azure.com/contoso/_packaging/feed/npm/registry/',
    'https://registry.example.com:443/x',
    'HTTPS://Registry.Example.Com/a%20b?c=d#e',
    'https://xn--exmple-cua.com/',
  ])('is taken: %j', (text) => {
    expect(readOutboundUrl(text)).toHaveProperty('url');
  });

  it('may be held against a list of hosts, where a name that only begins or ends like one is none', () => {
    const rules = { hosts: ['dev.azure.com', '*.visualstudio.com'], ports: [8443] };
    const isTaken = (text: string) => 'url' in readOutboundUrl(text, rules);
    expect(isTaken('https://dev.azure.com/contoso')).toBe(true);
    expect(isTaken('https://DEV.azure.com:8443/contoso')).toBe(true);
    expect(isTaken('https://contoso.visualstudio.com/')).toBe(true);
    for (const text of [
      'https://dev.azure.com.evil.example/',
      'https://evildev.azure.com/',
      'https://visualstudio.com/',
      'https://evilvisualstudio.com/',
      'https://dev.azure.com:8444/',
      'https://example.com/?dev.azure.com',
    ])
      expect(isTaken(text), text).toBe(false);
  });
});

describe('a public address', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '168.63.129.15',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '10.255.255.255',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.170',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fe80::1%eth0',
    'x',
    '',
  ])('is not %j', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a name', () => {
  const url = new URL('https://registry.example.com/');
  const answers =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses.map((address) => ({ address }));

  it('leads to the address that it was found under, which is asked for once', async () => {
    let asked = 0;
    // A name that leads elsewhere when it is asked for again.
    const rebinding: Resolve = async () => [{ address: (asked += 1) === 1 ? '93.184.216.34' : '127.0.0.1' }];
    expect(await resolvePublic(url, rebinding)).toEqual({ address: '93.184.216.34' });
    expect(asked).toBe(1);
  });

  it.each([
    [['127.0.0.1']],
    [['93.184.216.34', '10.0.0.1']],
    [['93.184.216.34', '::1']],
    [['169.254.169.254']],
    [['::ffff:169.254.169.254']],
    [[]],
  ])('that leads to %j is refused', async (addresses) => {
    expect(await resolvePublic(url, answers(...addresses))).toHaveProperty('problem');
  });

  it('that nobody knows is refused', async () => {
    expect(await resolvePublic(url, () => Promise.reject(new Error('ENOTFOUND')))).toHaveProperty('problem');
  });
});

describe('a package feed', () => {
  const problems = (packageFeed: string | undefined, address = '93.184.216.34') =>
    withFeedPreflight({ problems: async () => ['another'] }, async () => [{ address }]).problems(
      projectDefinitionSchema.parse({ text: 'Log zorbles.', ...(packageFeed ? { packageFeed } : {}) }),
    );

  it('is looked at before work begins', async () => {
    expect(await problems(undefined)).toEqual(['another']);
    expect(await problems('https://registry.example.com/npm')).toEqual(['another']);
    expect(await problems('http://registry.example.com/npm')).toEqual([
      'packageFeed must begin with https://.',
      'another',
    ]);
    expect(await problems('https://169.254.169.254/')).toHaveLength(2);
    expect(await problems('https://registry.example.com/npm', '10.1.2.3')).toEqual([
      'packageFeed names a host that leads into a private network.',
      'another',
    ]);
  });
});
