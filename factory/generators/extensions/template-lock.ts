import { readAsset } from '../../assets.ts';

export type LockedPackage = Record<string, unknown>;

/** The lockfile that pins what services and packages need. */
export type TemplateLock = {
  packages: {
    '': {
      name: string;
      version: string;
      license: string;
      dependencies: Record<string, string>;
      devDependencies: Record<string, string>;
      optionalDependencies: Record<string, string>;
      engines: Record<string, string>;
    };
  } & Record<string, LockedPackage>;
} & Record<string, unknown>;

export const readTemplateLock = (): TemplateLock =>
  JSON.parse(readAsset('generators/typescript/template/package-lock.json')) as TemplateLock;
