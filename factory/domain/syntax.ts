import { parsers } from 'prettier/plugins/babel';

import type { GeneratedFile } from './artifact.ts';

/** A node of the syntax tree (Babel's names: `ImportDeclaration`, `CallExpression`, …); `start` and `end` are offsets in the text. */
export type Node = {
  type: string;
  start: number;
  end: number;
  loc: { start: { line: number }; end: { line: number } };
} & Record<string, unknown>;

export type Import = { specifier: string; line: number; kind: 'static' | 'type' | 'dynamic' };

/** A TypeScript file, parsed. `root` is absent where the syntax is wrong (the compiler reports that). */
export type SourceFile = { path: string; content: string; root: Node | undefined; imports: Import[] };

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Calls `visit` for a node and everything below it, in source order. */
export const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'comments' || key === 'loc') continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit);
  }
};

const lineOf = (node: Node): number => node.loc.start.line;

const textOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'StringLiteral' ? String(value['value']) : undefined;

const IMPORTING = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration']);

const importOf = (node: Node): Import | undefined => {
  if (IMPORTING.has(node.type)) {
    const specifier = textOf(node['source']);
    const kind = node['importKind'] === 'type' || node['exportKind'] === 'type' ? 'type' : 'static';
    return specifier === undefined ? undefined : { specifier, line: lineOf(node), kind };
  }
  if (node.type === 'ImportExpression') {
    const specifier = textOf(node['source']);
    return specifier === undefined ? undefined : { specifier, line: lineOf(node), kind: 'dynamic' };
  }
  if (node.type !== 'TSImportType') return undefined;
  const specifier = textOf(node['source']);
  return specifier === undefined ? undefined : { specifier, line: lineOf(node), kind: 'type' };
};

const parse = ({ path, content }: GeneratedFile): Node | undefined => {
  try {
    // Babel's parser reads nothing of the formatter's options but the file's name.
    const root: unknown = parsers['babel-ts'].parse(content, { filepath: path } as never);
    return isNode(root) ? root : undefined;
  } catch {
    return undefined;
  }
};

/** Parses the TypeScript files of a tree; the others are left out. */
export const parseSources = (files: readonly GeneratedFile[]): SourceFile[] =>
  files
    .filter(({ path }) => path.endsWith('.ts'))
    .map((file) => {
      const root = parse(file);
      const imports: Import[] = [];
      if (root) {
        walk(root, (node) => {
          const found = importOf(node);
          if (found) imports.push(found);
        });
      }
      return { ...file, root, imports };
    });
