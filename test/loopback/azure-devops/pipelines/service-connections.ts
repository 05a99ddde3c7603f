import { parse } from 'yaml';

const INPUTS = new Set(['azureSubscription', 'containerRegistry', 'kubernetesServiceConnection']);

type Stage = { stage?: string };
type Variables = readonly { name?: string; value?: unknown }[];

const variablesOf = (variables: unknown): Map<string, string> =>
  new Map(
    (Array.isArray(variables) ? (variables as Variables) : []).map(({ name, value }) => [
      name ?? '',
      String(value ?? ''),
    ]),
  );

const named = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(named);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    INPUTS.has(name) && typeof inner === 'string' ? [inner] : named(inner),
  );
};

/** Service connections that the stages of an expanded pipeline use, but for those that are left out. */
export const serviceConnections = (finalYaml: string, skipped: readonly string[]): string[] => {
  const { stages = [], variables } = parse(finalYaml) as { stages?: Stage[]; variables?: unknown };
  const values = variablesOf(variables);
  return stages
    .filter(({ stage }) => !skipped.includes(stage ?? ''))
    .flatMap(named)
    .map((name) =>
      name.replaceAll(/\$\(([\w.]+)\)/g, (macro, variable: string) => values.get(variable) ?? macro),
    );
};
