import { describe, expect, it } from 'vitest';

import {
  fetchFailure,
  isDiskFull,
  networkFault,
  withoutHosts,
} from '../../../../platform/embedded/sandbox/fetch-failure.ts';

const refused = `npm error code ECONNREFUSED
npm error FetchError: request to http://packages.corp.example:4873/npm/@scope%2fpart failed, reason: connect ECONNREFUSED 10.1.2.3:4873`;

describe('what npm says of a fetch that failed', () => {
  it.each([
    [
      refused,
      'ECONNREFUSED',
      'the package @scope/part from the npm registry that your npm configuration names',
    ],
    [
      'request to https://registry.npmjs.org/yaml/-/yaml-2.9.1.tgz failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org',
      'ENOTFOUND',
      'the package yaml from the public npm registry (registry.npmjs.org)',
    ],
    [
      'npm error code ETIMEDOUT',
      'ETIMEDOUT',
      'the packages from the npm registry that your npm configuration names',
    ],
  ])('is told as what, from where and what to do', (output, code, what) => {
    expect(networkFault(output)).toBe(code);
    expect(fetchFailure(output, code)).toBe(
      `npm ci could not fetch ${what}: ${code}. Check the network and the proxy settings, then run again; what was installed once needs no network any more.`,
    );
  });

  it('does not name a private host', () => {
    expect(withoutHosts(`${refused} https://registry.npmjs.org/yaml`)).toBe(`npm error code ECONNREFUSED
npm error FetchError: request to the configured registry failed, reason: connect ECONNREFUSED https://registry.npmjs.org/yaml`);
  });

  it('is not taken for the network where it is the disk or the lockfile', () => {
    expect([isDiskFull('npm error code ENOSPC'), networkFault('npm error code ENOSPC')]).toEqual([
      true,
      undefined,
    ]);
    expect(networkFault('npm error code EUSAGE')).toBeUndefined();
  });
});
