import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { codeOperators } from './code-operators.ts';
import { deliveryOperators } from './delivery-operators.ts';
import { mutated, type Operator, type Site } from './mutation.ts';
import { pick, randomOf } from './random.ts';

/** All kinds of mistakes. */
export const operators: readonly Operator[] = [...codeOperators, ...deliveryOperators];

export type Mutation = { operator: string; site: Site; files: GeneratedFile[] };

/**
 * A finished tree with one mistake: first its kind, then its place are chosen by the seed. Kinds that the tree has no place for
 * are left out.
 */
export const mutate = (
  files: readonly GeneratedFile[],
  seed: number,
  among: readonly Operator[] = operators,
): Mutation => {
  const random = randomOf(seed);
  const possible = among
    .map(({ name, sites }) => ({ name, places: sites(files) }))
    .filter(({ places }) => places.length > 0);
  const { name, places } = pick(random, possible);
  const site = pick(random, places);
  return { operator: name, site, files: mutated(files, site) };
};
