import { describe, expect, test } from 'vitest';

import {
  installKey,
  parseLockfile,
  requiredOptionalPackages,
  type Lockfile,
} from '../../../../platform/embedded/sandbox/lockfile.ts';

const lockfile = (changes: Partial<Lockfile> = {}, dependency = '1.0.0'): Lockfile => ({
  name: 'audit-trail',
  version: '1.0.0',
  packages: { '': { name: 'audit-trail', version: '1.0.0' }, 'node_modules/a': { version: dependency } },
  ...changes,
});

describe('the key of an installation', () => {
  test('does not depend on what the project is called', () => {
    const renamed = lockfile({ name: 'lab-samples', version: '3.0.0' });
    renamed.packages[''] = { name: 'lab-samples', version: '3.0.0' };
    expect(installKey(renamed, 11)).toBe(installKey(lockfile(), 11));
  });

  test('changes with the packages and with npm', () => {
    const keys = [
      installKey(lockfile(), 11),
      installKey(lockfile({}, '1.0.1'), 11),
      installKey(lockfile(), 10),
    ];
    expect(new Set(keys).size).toBe(3);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('an optional package must be there when it is made for this platform', () => {
  const { platform, arch } = process;
  const optionalDependencies = {
    list: '1',
    text: '1',
    not: '1',
    other: '1',
    cpu: '1',
    libc: '1',
    absent: '1',
    any: '1',
  };
  const packages = {
    '': { optionalDependencies },
    'node_modules/list': { os: ['aix', platform], cpu: [arch] },
    'node_modules/text': { os: platform, cpu: arch },
    'node_modules/not': { os: [`!${platform}`] },
    'node_modules/other': { os: 'aix' },
    'node_modules/cpu': { os: platform, cpu: ['s390'] },
    'node_modules/libc': { os: platform, libc: ['musl'] },
    'node_modules/any': { os: ['!aix'] },
  };
  expect(requiredOptionalPackages({ packages })).toEqual(['list', 'text', 'any']);
});

test.for(['', '{}', '[]', '{"lockfileVersion":1,"dependencies":{}}'])('%j is not a lockfile', (text) => {
  expect(() => parseLockfile(text)).toThrow('not a lockfile');
});
