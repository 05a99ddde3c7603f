import { registerHooks } from 'node:module';

const here = (path: string): string => new URL(path, import.meta.url).href;

/** Modules that run tools for long, by what stands in their place. */
const REPLACED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '../../../factory/verification/verify-code.ts': './verify-code.ts',
    '../../../factory/verification/verify-delivery.ts': './verify-delivery.ts',
    '../../../factory/verification/verify-extensions.ts': './verify-extensions.ts',
    '../../../platform/embedded/azure-devops/pipelines/pipeline-runner.ts': './pipeline-runner.ts',
  }).map(([real, instead]) => [here(real), here(instead)]),
);

/** Puts modules in the place of others, in all that this process loads from now on. */
export const replaceModules = (replaced: ReadonlyMap<string, string>): void => {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const instead = replaced.get(found.url);
      // What stands in its place reaches the real one.
      return instead === undefined || context.parentURL === instead ? found : { ...found, url: instead };
    },
  });
};

/** Puts replayed verification in the place of the real one. */
export const replayModules = (): void => replaceModules(REPLACED);
