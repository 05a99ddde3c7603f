import { describe, expect, it } from 'vitest';
import type { RegisteredFunction } from '../../../../../platform/embedded/host/app/core-types.ts';
import { createRouteTable } from '../../../../../platform/embedded/host/http/route-table.ts';

const http = (
  name: string,
  route: string | undefined,
  methods = ['GET'],
  authLevel = 'anonymous',
): RegisteredFunction => ({
  metadata: { name, bindings: {} },
  callback: () => undefined,
  trigger: {
    name: 't',
    type: 'httpTrigger',
    direction: 'in',
    methods,
    authLevel,
    ...(route === undefined ? {} : { route }),
  },
});

const table = createRouteTable(
  [
    http('rest', 'files/{*path}'),
    http('optional', 'projects/{id}/events/{after?}'),
    http('one', 'projects/{id}'),
    http('new', 'projects/new'),
    http('list', 'projects'),
    http('create', 'projects', ['POST']),
    http('root', ''),
    http('Unnamed', undefined),
  ],
  '',
);

const matched = (path: string, method = 'GET'): unknown => {
  const match = table.match(method, path);
  return match && 'target' in match ? [match.target.metadata.name, match.params] : match;
};

describe('routes', () => {
  it.each([
    ['/', ['root', {}]],
    ['/projects', ['list', {}]],
    ['/projects/', ['list', {}]],
    ['/PROJECTS', ['list', {}]],
    ['/projects/new', ['new', {}]],
    ['/projects/p%201', ['one', { id: 'p 1' }]],
    ['/projects/p1/events', ['optional', { id: 'p1' }]],
    ['/projects/p1/events/7', ['optional', { id: 'p1', after: '7' }]],
    ['/files', ['rest', {}]],
    ['/files/a/b%2Fc', ['rest', { path: 'a/b/c' }]],
    ['/unnamed', ['Unnamed', {}]],
    ['/projects/p1/events/7/8', undefined],
    ['/nothing', undefined],
  ])('%s', (path, expected) => {
    expect(matched(path)).toEqual(expected);
  });

  it('knows the methods that a path takes', () => {
    expect(matched('/projects', 'POST')).toEqual(['create', {}]);
    expect(matched('/projects', 'DELETE')).toEqual({ allowed: ['GET', 'POST'] });
  });

  it('puts the prefix of host.json in front', () => {
    const prefixed = createRouteTable([http('list', 'projects')], 'api');
    expect(prefixed.match('GET', '/projects')).toBeUndefined();
    expect(prefixed.match('GET', '/api/projects')).toMatchObject({ params: {} });
  });

  it('refuses what it cannot serve', () => {
    expect(() => table.match('GET', '/projects/%')).toThrow(URIError);
    expect(() => createRouteTable([http('typed', 'x/{id:int}')], '')).toThrow(
      "The route of function 'typed' has the segment '{id:int}': the embedded host knows {name}, {name?} and {*path}.",
    );
    expect(() => createRouteTable([http('secret', 'x', ['GET'], 'admin')], '')).toThrow(
      "Function 'secret' has authLevel 'admin', which the embedded host does not serve.",
    );
  });
});
