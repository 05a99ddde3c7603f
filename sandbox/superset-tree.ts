import type { GeneratedFile } from '../factory/domain/artifact.ts';
import { readTemplateLock } from '../factory/generators/extensions/template-lock.ts';

/** A project that needs everything that a generated service can need: the lockfiles of services are parts of its own. */
export const supersetTree = (): GeneratedFile[] => {
  const lock = readTemplateLock();
  return [
    { path: 'package.json', content: JSON.stringify({ ...lock.packages[''], private: true }) },
    { path: 'package-lock.json', content: JSON.stringify(lock) },
  ];
};
