import { expect, it } from 'vitest';

import { createPreflight } from '../../activities/preflight.ts';
import type { ProjectDefinition } from '../../factory/domain/project-definition.ts';
import type { Ports } from '../../platform/ports.ts';
import { aProject } from './a-project.ts';

const looked = (definition: unknown, bicepPath?: string) => {
  const project = aProject({ definition: definition as ProjectDefinition });
  const ports = { projects: { get: async () => ({ project, etag: '1' }) } } as unknown as Ports;
  return createPreflight(ports, { bicepPath })({ projectId: project.id, correlationId: 'c-1', attempt: 1 });
};

it('all that is wrong with a configuration is said at once', async () => {
  const outcome = await looked({ text: 'Hello', approvals: ['everything'] }, '/nowhere/bicep');

  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'invalid-configuration' } });
  const lines = outcome.ok ? [] : outcome.failure.message.split('\n');
  expect(lines).toEqual([
    'The configuration has 3 problems; nothing began yet.',
    expect.stringMatching(/^- approvals\.0: /),
    expect.stringMatching(/^- text: /),
    '- BICEP_PATH: there is no such file. Install the Bicep CLI or leave the setting out.',
  ]);
});

it('a configuration that can be worked with passes', async () => {
  expect(await looked({ text: 'Create a new Audit Trail microservice for logging user actions' })).toEqual({
    ok: true,
    value: null,
  });
});

it('what the platform says of a definition is part of the one list; a definition that cannot be read points nowhere', async () => {
  const asked: unknown[] = [];
  const preflight = {
    problems: async ({ azureDevOps }: ProjectDefinition) => {
      asked.push(azureDevOps);
      return ['azureDevOps.project: there is none.'];
    },
  };
  const text = 'Create a new Audit Trail microservice for logging user actions';
  const look = (definition: unknown) => {
    const project = aProject({ definition: definition as ProjectDefinition });
    const ports = { projects: { get: async () => ({ project, etag: '1' }) }, preflight } as unknown as Ports;
    const input = { projectId: project.id, correlationId: 'c-1', attempt: 1 };
    return createPreflight(ports, { bicepPath: '/nowhere/bicep' })(input);
  };
  expect(await look({ text, azureDevOps: { organization: 'o', project: 'p' } })).toMatchObject({
    failure: {
      message: expect.stringMatching(/2 problems.*BICEP_PATH.*azureDevOps\.project: there is none/s),
    },
  });
  expect(await look({ text, stack: 'cobol' })).toMatchObject({ ok: false });
  expect(asked).toEqual([{ organization: 'o', project: 'p' }]);
});
