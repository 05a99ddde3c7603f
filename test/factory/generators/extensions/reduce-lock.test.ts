import { describe, expect, it } from 'vitest';

import { reduceLock } from '../../../../factory/generators/extensions/reduce-lock.ts';
import { readTemplateLock } from '../../../../factory/generators/extensions/template-lock.ts';

describe('a reduced lockfile', () => {
  it('keeps what the root reaches, through nested folders too, and nothing else', () => {
    const packages = {
      '': { dependencies: { a: '1' }, devDependencies: { d: '1' }, optionalDependencies: { o: '1' } },
      'node_modules/a': { dependencies: { b: '2' }, devDependencies: { gone: '1' } },
      'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
      'node_modules/b': {},
      'node_modules/c': { peerDependencies: { p: '1' } },
      'node_modules/d': {},
      'node_modules/gone': {},
      'node_modules/o': { optionalDependencies: { absent: '1' } },
      'node_modules/p': {},
    };
    expect(Object.keys(reduceLock(packages))).toEqual([
      '',
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
      'node_modules/d',
      'node_modules/o',
      'node_modules/p',
    ]);
  });

  it('drops what only gRPC needs', () => {
    const { packages } = readTemplateLock();
    const {
      '@grpc/grpc-js': _js,
      '@grpc/proto-loader': _loader,
      ...dependencies
    } = packages[''].dependencies;
    const reduced = reduceLock({ ...packages, '': { ...packages[''], dependencies } });
    expect(packages['node_modules/protobufjs']).toBeDefined();
    expect(reduced['node_modules/protobufjs']).toBeUndefined();
    expect(reduced['node_modules/fastify']).toEqual(packages['node_modules/fastify']);
  });
});
