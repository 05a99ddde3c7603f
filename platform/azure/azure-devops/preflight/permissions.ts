import { z } from 'zod';

import { bodyAs, type DevOpsRest } from '../azure-devops-rest.ts';
import { pathOf } from '../devops-place.ts';

/** A permission by its place in a security namespace, and what a person is to do about it. */
type Permission = { namespace: string; bit: number; name: string; settings: string };

const GIT = '2e9eb7ed-3c0a-47d4-87c1-0ffdd275fd87';
const BUILD = '33344d9c-fc72-4d6f-aba5-fa317101a7e9';

const git = (bit: number, name: string): Permission => ({
  namespace: GIT,
  bit,
  name,
  settings: 'Project settings > Repositories > Security',
});

const build = (bit: number, name: string): Permission => ({
  namespace: BUILD,
  bit,
  name,
  settings: 'Pipelines > Security',
});

/** What the factory does in a project, by the names of the portal. */
const NEEDED: readonly Permission[] = [
  git(2, 'Read'),
  git(4, 'Contribute'),
  git(16, 'Create branch'),
  git(256, 'Create repository'),
  git(16_384, 'Contribute to pull requests'),
  build(2_048, 'Create build pipeline'),
  build(128, 'Queue builds'),
  build(512, 'Stop builds'),
];

const evaluatedSchema = z.object({ evaluations: z.array(z.object({ value: z.boolean().nullish() })) });

const tokenOf = ({ namespace }: Permission, projectId: string): string =>
  namespace === GIT ? `repoV2/${projectId}` : projectId;

/** The permissions that the factory lacks in a project, one line each. */
export const permissionProblems = async (
  rest: DevOpsRest,
  organization: string,
  projectId: string,
): Promise<string[]> => {
  const answer = await rest({
    method: 'POST',
    path: pathOf(organization, '_apis', 'security', 'permissionevaluationbatch'),
    body: {
      evaluations: NEEDED.map((permission) => ({
        securityNamespaceId: permission.namespace,
        token: tokenOf(permission, projectId),
        permissions: permission.bit,
      })),
    },
  });
  const { evaluations } = bodyAs(evaluatedSchema, answer);
  return NEEDED.flatMap(({ name, settings }, index) =>
    evaluations[index]?.value === true
      ? []
      : [`The identity of the factory lacks the permission "${name}". Give it under ${settings}.`],
  );
};
