import { existsSync } from 'node:fs';

import { readDefinition } from '../factory/agents/vision/read-definition.ts';
import { failed, succeeded, type Outcome } from '../factory/domain/failure.ts';
import { projectDefinitionSchema, type ProjectDefinition } from '../factory/domain/project-definition.ts';
import type { Ports } from '../platform/ports.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';

type Used = Pick<Ports, 'projects' | 'preflight'>;
type Tools = { bicepPath?: string | undefined };

const schemaProblems = (definition: ProjectDefinition): string[] => {
  const { error } = projectDefinitionSchema.safeParse(definition);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.') || 'definition'}: ${message}`);
};

const textProblems = async ({ text }: ProjectDefinition): Promise<string[]> => {
  const reading = await readDefinition(text);
  return reading.ok ? [] : [`text: ${reading.reason} ${reading.suggestion}`];
};

const toolProblems = ({ bicepPath }: Tools): string[] =>
  bicepPath !== undefined && !existsSync(bicepPath)
    ? ['BICEP_PATH: there is no such file. Install the Bicep CLI or leave the setting out.']
    : [];

/**
 * Looks over the configuration before any agent runs. Everything that is wrong is said at once: it becomes one clarification.
 */
export const createPreflight =
  ({ projects, preflight }: Used, tools: Tools) =>
  async ({ projectId }: ActivityInput): Promise<Outcome<null>> => {
    const { definition } = await requireProject(projects, projectId);
    const invalid = schemaProblems(definition);
    const problems = [
      ...invalid,
      ...(await textProblems(definition)),
      ...toolProblems(tools),
      // A definition that cannot be read points nowhere.
      ...(preflight && invalid.length === 0 ? await preflight.problems(definition) : []),
    ];
    if (problems.length === 0) return succeeded(null);
    const list = problems.map((problem) => `- ${problem}`).join('\n');
    const amount = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    return failed('invalid-configuration', `The configuration has ${amount}; nothing began yet.\n${list}`);
  };
