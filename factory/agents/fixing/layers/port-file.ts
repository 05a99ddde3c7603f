import { walk, type Node, type SourceFile } from '../../../domain/syntax.ts';
import { isRelative, resolved, specifierTo } from '../module-path.ts';
import { declarationsOf, importsOf } from '../modules.ts';
import { nameOf, nodeIn, type Tree } from '../tree.ts';

/** Packages whose types a port of a layer may name. */
const MAY_NAME: Readonly<Record<string, RegExp>> = {
  domain: /^@connectsoft\/domain\//,
  application: /^@connectsoft\/(?:domain|messaging)\//,
};

/** Files of the tree whose types a port of a layer may name. */
const MAY_REACH: Readonly<Record<string, RegExp>> = {
  domain: /^(?:src\/domain|libs\/connectsoft)\//,
  application: /^(?:src\/(?:domain|application)|libs\/connectsoft)\//,
};

const layerOf = (path: string): string => path.split('/')[1] ?? '';

/** Where the port of that name is declared for a file of an inner layer. */
export const portPath = (from: string, name: string): string => {
  const kebab = name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (capital) => `-${capital}`).toLowerCase();
  return `src/${layerOf(from)}/ports/${kebab}.ts`;
};

/** Names of types in a piece of syntax; `undefined` where it names a value, whose type is not said here. */
const namesIn = (nodes: readonly Node[]): string[] | undefined => {
  const names: string[] = [];
  let isClear = true;
  for (const node of nodes)
    walk(node, (each) => {
      if (each.type === 'TSTypeQuery' || each.type === 'TSImportType') isClear = false;
      const name = nameOf(nodeIn(each, each.type === 'TSTypeReference' ? 'typeName' : 'expression'));
      if (name !== undefined) names.push(name);
    });
  return isClear ? names : undefined;
};

type Place =
  { kind: 'import'; line: string } | { kind: 'copy'; text: string; names: string[]; from: SourceFile };

/** A type that a file declares itself is written down again. */
const copied = (name: string, from: SourceFile): Place | 'known' | undefined => {
  const own = declarationsOf(from).find((each) => each.name === name);
  if (!own) return 'known';
  const declaration = nodeIn(own.node, 'declaration') ?? own.node;
  const names = own.isType ? namesIn([declaration]) : undefined;
  const text = from.content.slice(declaration.start, declaration.end);
  return names && { kind: 'copy', text, names, from };
};

/** How a port comes by a type of another file: `undefined` where it may not; nothing to do for what the language brings. */
const placeOf = (name: string, from: SourceFile, port: string, tree: Tree): Place | 'known' | undefined => {
  const imported = importsOf(from).find(({ local }) => local === name);
  if (!imported) return copied(name, from);
  const { specifier } = imported;
  const path = resolved(from.path, specifier);
  const source = tree.sourceOf(path);
  const allowed = (source ? MAY_REACH : MAY_NAME)[layerOf(port)];
  if (!allowed?.test(source ? path : specifier))
    return source && imported.imported === name ? placeOf(name, source, port, tree) : undefined;
  const seen = isRelative(specifier) ? specifierTo(port, path) : specifier;
  const what = imported.imported === name ? name : `${imported.imported} as ${name}`;
  return { kind: 'import', line: `import type { ${what} } from '${seen}';` };
};

export type Described = { imports: string[]; declarations: string[] };

/** All that pieces of syntax name, as a port may have it: imported where it may be, else written down there too. */
const described = (
  nodes: readonly Node[],
  source: SourceFile,
  port: string,
  tree: Tree,
): Described | undefined => {
  const names = namesIn(nodes);
  if (!names) return undefined;
  const queue = names.map((name) => ({ name, from: source }));
  const seen = new Set<string>();
  const found: Described = { imports: [], declarations: [] };
  for (const { name, from } of queue) {
    if (seen.has(name)) continue;
    seen.add(name);
    const place = placeOf(name, from, port, tree);
    if (place === undefined) return undefined;
    if (place === 'known') continue;
    if (place.kind === 'import') found.imports.push(place.line);
    else {
      found.declarations.push(place.text);
      queue.push(...place.names.map((each) => ({ name: each, from: place.from })));
    }
  }
  return found;
};

/** A port: a type, with all that it names. `undefined` where it would name what its layer may not know. */
export const portFile = (
  port: string,
  declared: string,
  nodes: readonly Node[],
  source: SourceFile,
  tree: Tree,
): string | undefined => {
  const found = described(nodes, source, port, tree);
  if (!found) return undefined;
  const others = found.declarations.filter((text) => text !== declared).map((text) => `export ${text}`);
  const about = `/** What this layer asks of the outside; ${source.path} has it. */\nexport ${declared}`;
  return `${[found.imports.toSorted().join('\n'), ...others, about].filter(Boolean).join('\n\n')}\n`;
};
