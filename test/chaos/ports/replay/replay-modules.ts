import { replaceModules } from '../../replay/replay-modules.ts';

const here = (path: string): string => new URL(path, import.meta.url).href;

/** Replayed: verification of code (its sandbox is opened), of delivery and packages, pipeline runs and smoke tests. */
export const replayModules = (): void =>
  replaceModules(
    new Map(
      Object.entries({
        '../../../../factory/verification/verify-code.ts': './verify-code.ts',
        '../../../../factory/verification/verify-extensions.ts': './verify-extensions.ts',
        '../../../../factory/verification/smoke-test.ts': './smoke-test.ts',
        '../../../../factory/verification/verify-delivery.ts': '../../replay/verify-delivery.ts',
        '../../../../platform/embedded/azure-devops/pipelines/pipeline-runner.ts':
          '../../replay/pipeline-runner.ts',
      }).map(([real, instead]) => [here(real), here(instead)]),
    ),
  );
