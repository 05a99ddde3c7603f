import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { idParameter, operationsOf, type Operation } from '../../../domain/operation.ts';
import { block, literal, paragraphs } from '../source-text.ts';

const SOMETHING = '019c1363-49c0-7000-8000-000000000000';

/** Operations that refuse for want of a role before they look at anything else, so that any call will do. */
const refusedByRole = (service: Service): Operation[] =>
  operationsOf(service).filter(
    ({ useCase: { kind, roles } }) =>
      roles.length > 0 && ['get', 'remove', 'search', 'export'].includes(kind),
  );

const calls = (service: Service): string[] =>
  refusedByRole(service).map(({ useCase, method, path, aggregate }) => {
    const target = path.replace(`{${idParameter(aggregate)}}`, SOMETHING);
    return `${literal([useCase.name, method, target])},`;
  });

/** `test/integration/access.test.ts` of a service in which some operations are for some roles only. */
export const accessTestFile = (service: Service): GeneratedFile[] =>
  refusedByRole(service).length === 0
    ? []
    : [
        {
          path: 'test/integration/access.test.ts',
          content: paragraphs(
            `import { expect, it } from 'vitest';`,
            block(
              `import { call } from '../support/contract.ts';`,
              `import { sharedService } from '../support/running-service.ts';`,
            ),
            'const { url } = sharedService();',
            block(
              'it.each([',
              ...calls(service),
              `])('%s is refused to somebody without the role', async (_operation, method, path) => {`,
              `for (const as of ['somebody', 'somebody;roles=other'])`,
              `expect(await call(url(), method, path, { as })).toMatchObject({ status: 403, body: { type: 'urn:problem:forbidden' } });`,
              '});',
            ),
          ),
        },
      ];
