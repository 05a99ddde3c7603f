import type { RegisteredFunction } from '../app/core-types.ts';

type Segment =
  | { kind: 'literal'; text: string }
  | { kind: 'parameter'; name: string; optional: boolean }
  | { kind: 'rest'; name: string };

export type Route = { target: RegisteredFunction; methods: ReadonlySet<string>; segments: Segment[] };

export type Match =
  { target: RegisteredFunction; params: Record<string, string> } | { allowed: string[] } | undefined;

const parseSegment = (text: string, functionName: string): Segment => {
  const found = /^\{(\*?)([A-Za-z_]\w*)(\??)\}$/.exec(text);
  if (found) {
    const name = found[2] ?? '';
    return found[1] === '*'
      ? { kind: 'rest', name }
      : { kind: 'parameter', name, optional: found[3] === '?' };
  }
  if (/[{}]/.test(text)) {
    throw new Error(
      `The route of function '${functionName}' has the segment '${text}': the embedded host knows {name}, {name?} and {*path}.`,
    );
  }
  return { kind: 'literal', text: text.toLowerCase() };
};

/** Smaller is more specific. A literal beats a parameter, which beats the rest of the path. */
const rank = { literal: 0, parameter: 1, rest: 2 } as const;

const moreSpecificFirst = (left: Route, right: Route): number => {
  const length = Math.max(left.segments.length, right.segments.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.segments[index];
    const b = right.segments[index];
    if (!a || !b) return a ? 1 : -1;
    const difference = rank[a.kind] - rank[b.kind];
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Routes of the app's HTTP triggers. Paths are matched as ASP.NET Core does: literals regardless of case. */
export const createRouteTable = (functions: readonly RegisteredFunction[], prefix: string) => {
  const routes = functions
    .filter(({ trigger }) => trigger.type.toLowerCase() === 'httptrigger')
    .map((target): Route => {
      const { name } = target.metadata;
      if (target.trigger['authLevel'] === 'admin') {
        throw new Error(`Function '${name}' has authLevel 'admin', which the embedded host does not serve.`);
      }
      const template = `${prefix}/${(target.trigger['route'] as string | undefined) ?? name}`;
      return {
        target,
        methods: new Set((target.trigger['methods'] as string[]).map((method) => method.toUpperCase())),
        segments: template
          .split('/')
          .filter((text) => text !== '')
          .map((text) => parseSegment(text, name)),
      };
    })
    .toSorted(moreSpecificFirst);

  return {
    /** @param path the URL's path, still escaped. Throws `URIError` when the escaping is malformed. */
    match: (method: string, path: string): Match => {
      const segments = path
        .split('/')
        .filter((text) => text !== '')
        .map(decodeURIComponent);
      const allowed = new Set<string>();
      for (const route of routes) {
        const params = matchSegments(route.segments, segments);
        if (!params) continue;
        if (route.methods.has(method)) return { target: route.target, params };
        for (const each of route.methods) allowed.add(each);
      }
      return allowed.size === 0 ? undefined : { allowed: [...allowed].toSorted() };
    },
  };
};

export type RouteTable = ReturnType<typeof createRouteTable>;

const matchSegments = (
  route: readonly Segment[],
  path: readonly string[],
): Record<string, string> | undefined => {
  const params: Record<string, string> = {};
  for (const [index, segment] of route.entries()) {
    const text = path[index];
    if (segment.kind === 'rest') {
      if (path.length > index) params[segment.name] = path.slice(index).join('/');
      return params;
    }
    if (segment.kind === 'literal') {
      if (text?.toLowerCase() !== segment.text) return undefined;
    } else if (text !== undefined) params[segment.name] = text;
    else if (!segment.optional) return undefined;
  }
  return path.length > route.length ? undefined : params;
};
