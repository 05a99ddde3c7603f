import type { Node, SourceFile } from '../../domain/syntax.ts';
import { nameOf, nodeIn, nodesIn, nodesOf, statementsOf } from './tree.ts';

/** A name that a file declares at its top level. */
export type Declared = { name: string; isType: boolean; isExported: boolean; node: Node };

const TYPES = ['TSTypeAliasDeclaration', 'TSInterfaceDeclaration'];

const namesOf = (declaration: Node): string[] => {
  if (declaration.type === 'VariableDeclaration')
    return nodesIn(declaration, 'declarations').flatMap((each) => nameOf(nodeIn(each, 'id')) ?? []);
  return [nameOf(nodeIn(declaration, 'id')) ?? []].flat();
};

const declaredBy = (statement: Node): Declared[] => {
  const exported = statement.type === 'ExportNamedDeclaration' ? nodeIn(statement, 'declaration') : undefined;
  const declaration = exported ?? statement;
  return namesOf(declaration).map((name) => ({
    name,
    isType: TYPES.includes(declaration.type),
    isExported: exported !== undefined,
    node: statement,
  }));
};

/** What a file declares, each with the statement it stands in. */
export const declarationsOf = (source: SourceFile | undefined): Declared[] =>
  statementsOf(source).flatMap(declaredBy);

/** The names that a file offers, its own and those it passes on. */
export const exportsOf = (source: SourceFile | undefined): string[] => [
  ...declarationsOf(source).flatMap(({ name, isExported }) => (isExported ? [name] : [])),
  ...nodesOf(source, 'ExportSpecifier').flatMap((each) => nameOf(nodeIn(each, 'exported')) ?? []),
];

/** A name that a file imports. */
export type Imported = {
  local: string;
  imported: string;
  specifier: string;
  isType: boolean;
  declaration: Node;
  node: Node;
};

const importedBy = (declaration: Node): Imported[] =>
  nodesIn(declaration, 'specifiers').map((node) => {
    const local = nameOf(nodeIn(node, 'local')) ?? '';
    return {
      local,
      imported: nameOf(nodeIn(node, 'imported')) ?? local,
      specifier: specifierOf(declaration),
      isType: declaration['importKind'] === 'type' || node['importKind'] === 'type',
      declaration,
      node,
    };
  });

export const specifierOf = (declaration: Node): string =>
  String(nodeIn(declaration, 'source')?.['value'] ?? '');

export const importDeclarationsOf = (source: SourceFile | undefined): Node[] =>
  statementsOf(source).filter(({ type }) => type === 'ImportDeclaration');

export const importsOf = (source: SourceFile | undefined): Imported[] =>
  importDeclarationsOf(source).flatMap(importedBy);

/** Finds an identifier as a whole word. */
export const wordOf = (name: string): RegExp =>
  new RegExp(`(?<![\\w$])${name.replaceAll(/\W/g, String.raw`\$&`)}(?![\\w$])`, 'g');

/** How often an identifier stands in a text. */
export const countOf = (content: string, name: string): number => content.match(wordOf(name))?.length ?? 0;
