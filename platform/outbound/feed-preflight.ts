import type { Preflight } from '../ports.ts';
import { readOutboundUrl } from './outbound-url.ts';
import { resolvePublic, type Resolve } from './resolve-public.ts';

const feedProblem = async (text: string, resolve: Resolve): Promise<string | undefined> => {
  const read = readOutboundUrl(text);
  if ('problem' in read) return read.problem;
  const resolved = await resolvePublic(read.url, resolve);
  return 'problem' in resolved ? resolved.problem : undefined;
};

/** A preflight that also refuses a package feed which leads into a private network; nothing is fetched from it. */
export const withFeedPreflight = (preflight: Preflight, resolve: Resolve): Preflight => ({
  async problems(definition) {
    const { packageFeed } = definition;
    const problem = packageFeed === undefined ? undefined : await feedProblem(packageFeed, resolve);
    const others = await preflight.problems(definition);
    return problem === undefined ? others : [`packageFeed ${problem}.`, ...others];
  },
});
