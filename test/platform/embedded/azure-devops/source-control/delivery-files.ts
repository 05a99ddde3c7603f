import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';

/** As many files as a generated service has, of its usual size. */
export const deliveryFiles = (key: string): GeneratedFile[] =>
  Array.from({ length: 120 }, (_, index) => ({
    path: `src/module-${index % 12}/file-${index}.ts`,
    content: `// ${key} ${index}\n${'export const statement = "some words";\n'.repeat(80)}`,
  }));
