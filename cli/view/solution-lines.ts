import type { RunResult } from '../../factory/domain/run-result.ts';
import { seconds } from './duration.ts';
import { indent } from './indent.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';

/** Every path of every process that was followed, hop by hop. */
export const processLines = ({ processes }: RunResult, paint: Paint): string[] =>
  processes.flatMap(({ process, path, status, correlationId, hops, detail, durationMs }) => [
    paint(
      status === 'passed' ? 'green' : 'red',
      `${process}, ${path}: ${status} in ${seconds(durationMs)} s`,
    ),
    ...indent([
      `Correlation id ${correlationId}`,
      ...hops.map(
        ({ service, event, consumers }) =>
          `${service} published ${event}${consumers.length > 0 ? `, applied by ${consumers.join(', ')}` : ''}`,
      ),
      ...(status === 'failed' ? [printable(detail)] : []),
    ]),
  ]);

/** Repositories of the solution as a whole. */
export const platformLines = ({ repositories }: RunResult): string[] =>
  repositories.flatMap(({ name, repository, commit }) => [
    `${name}  ${repository}`,
    ...indent([`Commit ${commit}`]),
  ]);
