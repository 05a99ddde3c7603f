import type { Metafile } from 'esbuild';

const FORBIDDEN: readonly [string, RegExp][] = [
  ['child_process', /^(?:node:)?child_process$/],
  ['node:sqlite', /^(?:node:)?sqlite$/],
  ['platform/embedded/', /(?:^|\/)platform\/embedded\//],
];

/**
 * What the function app on Azure must not contain, wherever it comes from: each forbidden thing with who imports it. A part
 * that was replaced when the bundle was made is not contained.
 */
export const forbiddenImports = ({ inputs, outputs }: Metafile): { inspected: number; found: string[] } => {
  const imports = [
    ...Object.entries(inputs).map(([path]) => ({ by: 'the bundle', path })),
    ...Object.entries(inputs).flatMap(([by, input]) => input.imports.map(({ path }) => ({ by, path }))),
    ...Object.entries(outputs).flatMap(([by, output]) => output.imports.map(({ path }) => ({ by, path }))),
  ];
  const found = imports.flatMap(({ by, path }) =>
    FORBIDDEN.filter(([, pattern]) => pattern.test(path)).map(([name]) => `${name}: ${path} in ${by}`),
  );
  return { inspected: Object.keys(inputs).length, found: [...new Set(found)].toSorted() };
};
