import { importsOf } from '../modules.ts';
import { nodesIn } from '../tree.ts';
import { quoted, type Repair } from './repair.ts';

/** A type is imported as one. */
export const importAsType: Repair = {
  strategy: 'imports',
  edits: ({ file, message }, tree) => {
    const name = quoted(message)[0];
    const found = importsOf(tree.sourceOf(file)).find(({ local, isType }) => local === name && !isType);
    return found ? [{ path: file, start: found.node.start, end: found.node.start, text: 'type ' }] : [];
  },
};

/** A name that is used as a value is not imported as a type; the others of its import stay types. */
export const importAsValue: Repair = {
  strategy: 'imports',
  edits: ({ file, message }, tree) => {
    const name = quoted(message)[0];
    const source = tree.sourceOf(file);
    const found = importsOf(source).find(({ local, isType }) => local === name && isType);
    if (!source || !found) return [];
    const { declaration, node } = found;
    if (node['importKind'] === 'type') {
      const text = source.content.slice(node.start, node.end).replace(/^type\s+/, '');
      return [{ path: file, start: node.start, end: node.end, text }];
    }
    const start = source.content.indexOf('type', declaration.start);
    const others = nodesIn(declaration, 'specifiers').filter((each) => each !== node);
    return [
      { path: file, start, end: start + 'type '.length, text: '' },
      ...others.map((each) => ({ path: file, start: each.start, end: each.start, text: 'type ' })),
    ];
  },
};
