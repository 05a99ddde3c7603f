import { resolved, specifierTo } from '../module-path.ts';
import { declarationsOf, exportsOf, importDeclarationsOf, importsOf, specifierOf } from '../modules.ts';
import { nodeIn, nodesIn } from '../tree.ts';
import { originOf, written } from './add-import.ts';
import { removedSpecifier } from './removed-nodes.ts';
import { quoted, type Repair } from './repair.ts';

/** A name that the module does not offer is taken from the one that does. */
export const importFromDeclaring: Repair = {
  strategy: 'imports',
  edits: ({ file, message }, tree) => {
    const name = quoted(message).at(-1) ?? '';
    const source = tree.sourceOf(file);
    const wrong = importsOf(source).find(({ imported }) => imported === name);
    if (!source || !wrong) return [];
    const others = tree.paths.filter(
      (path) => path !== resolved(file, wrong.specifier) && exportsOf(tree.sourceOf(path)).includes(name),
    );
    const offered = others.find((path) => path.startsWith('src/')) ?? others[0];
    if (offered === undefined) return [];
    const kind = wrong.isType ? 'type ' : '';
    const place = wrong.declaration.end;
    return [
      ...removedSpecifier(file, wrong.node, source.content),
      {
        path: file,
        start: place,
        end: place,
        text: `\nimport ${kind}{ ${name} } from '${specifierTo(file, offered)}';`,
      },
    ];
  },
};

/** What a module declares and does not offer is offered. */
export const exportDeclaration: Repair = {
  strategy: 'imports',
  edits: ({ file, message }, tree) => {
    const [specifier = '', name = ''] = quoted(message);
    const path = resolved(file, specifier);
    const found = declarationsOf(tree.sourceOf(path)).find((each) => each.name === name && !each.isExported);
    return found ? [{ path, start: found.node.start, end: found.node.start, text: 'export ' }] : [];
  },
};

/** A default import of a module without a default is an import by name. */
export const importByName: Repair = {
  strategy: 'imports',
  edits: ({ file, line }, tree) => {
    const declaration = importDeclarationsOf(tree.sourceOf(file)).find(
      (each) => each.loc.start.line === line,
    );
    const node = nodesIn(declaration, 'specifiers').find(({ type }) => type === 'ImportDefaultSpecifier');
    const local = nodeIn(node, 'local');
    if (!declaration || !node || !local) return [];
    const offered = exportsOf(tree.sourceOf(resolved(file, specifierOf(declaration))));
    const name = String(local['name']);
    if (offered.includes(name))
      return [{ path: file, start: node.start, end: node.end, text: `{ ${name} }` }];
    const origin = originOf(file, name, tree);
    if (!origin || nodesIn(declaration, 'specifiers').length > 1) return [];
    const { start, end } = declaration;
    return [{ path: file, start, end, text: written(name, origin).trimEnd() }];
  },
};
