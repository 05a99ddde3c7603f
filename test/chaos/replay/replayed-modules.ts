import { registerHooks } from 'node:module';

/** Modules that run tools for long, and what answers in their place from the recording. */
const REPLAYED = {
  'verify-code': '../../../factory/verification/verify-code.ts',
  'verify-extensions': '../../../factory/verification/verify-extensions.ts',
  'verify-delivery': '../../../factory/verification/verify-delivery.ts',
  'smoke-test': '../../../factory/verification/smoke-test.ts',
} as const;

/**
 * Puts replayed verification in the place of the real one, in what this process loads from now on. The activities around it,
 * the stores and all other ports are the real ones.
 */
export const replayModules = (names: readonly (keyof typeof REPLAYED)[]): void => {
  const replaced = new Map(
    names.map((name) => [import.meta.resolve(REPLAYED[name]), import.meta.resolve(`./${name}.ts`)]),
  );
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const url = replaced.get(found.url);
      return url === undefined ? found : { ...found, url };
    },
  });
};
