import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

import { build, type Format } from 'esbuild';

/** Documents of the portal name their sources: `<script src="./main.tsx">`. */
const REFERENCE = /(?<attribute>src|href)="\.\/(?<source>[\w./-]+\.(?:tsx?|css|svg))"/g;

type Document = { path: string; html: string; sources: string[]; format: Format };

const readDocument = (portal: string, path: string): Document => {
  const html = readFileSync(join(portal, path), 'utf8');
  const sources = [...html.matchAll(REFERENCE)].map(({ groups }) =>
    join(dirname(path), groups?.['source'] ?? ''),
  );
  // A document in a sandbox has no origin: it cannot load modules.
  return { path, html, sources, format: html.includes('type="module"') ? 'esm' : 'iife' };
};

/** Bundles what a document names; answers the built name of each source. */
const bundle = async (portal: string, folder: string, { sources, format }: Document) => {
  const { metafile, warnings } = await build({
    absWorkingDir: portal,
    entryPoints: sources,
    outdir: folder,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: format === 'esm',
    format,
    minify: true,
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.svg': 'copy' },
    legalComments: 'none',
    metafile: true,
    logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return new Map(
    Object.entries(metafile.outputs).flatMap(([output, { entryPoint, inputs }]) => {
      // A copied file has no entry point, only itself as its input.
      const source = entryPoint ?? Object.keys(inputs)[0];
      return source && sources.includes(source) ? [[source, basename(output)] as const] : [];
    }),
  );
};

const withBuiltNames = ({ path, html }: Document, names: ReadonlyMap<string, string>): string =>
  html.replaceAll(REFERENCE, (_, attribute: string, source: string) => {
    const name = names.get(join(dirname(path), source));
    if (name === undefined) throw new Error(`${path} names ${source}, which was not built.`);
    return `${attribute}="/${name}"`;
  });

/** Builds the portal into a folder: its documents, and beside them scripts and styles that carry a hash in their names. */
export const buildPortal = async (portal: string, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true });
  const documents = globSync('**/*.html', { cwd: portal }).toSorted();
  if (documents.length === 0) throw new Error(`There is no document in ${relative('.', portal)}.`);
  await Promise.all(
    documents.map(async (path) => {
      const document = readDocument(portal, path);
      const names = await bundle(portal, folder, document);
      writeFileSync(join(folder, basename(path)), withBuiltNames(document, names));
    }),
  );
};
