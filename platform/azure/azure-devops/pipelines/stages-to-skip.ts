import { z } from 'zod';

const stageSchema = z.object({ stage: z.string(), jobs: z.array(z.unknown()).default([]) });
const pipelineSchema = z.object({ stages: z.array(z.unknown()).default([]) });

/** Inputs of tasks that name a service connection. */
const CONNECTIONS = new Set([
  'azureSubscription',
  'azureResourceManagerConnection',
  'connectedServiceName',
  'containerRegistry',
  'kubernetesServiceConnection',
]);

const needsConnection = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(needsConnection);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, inner]) => name === 'deployment' || CONNECTIONS.has(name) || needsConnection(inner),
  );
};

/** Stages of an expanded pipeline that deploy, or that need a service connection: none of them runs without somebody's leave. */
export const stagesToSkip = async (finalYaml: string): Promise<string[]> => {
  const { parse } = await import('./yaml.ts');
  const { data } = pipelineSchema.safeParse(parse(finalYaml));
  return (data?.stages ?? []).flatMap((given) => {
    const stage = stageSchema.safeParse(given).data;
    return stage && needsConnection(stage.jobs) ? [stage.stage] : [];
  });
};
