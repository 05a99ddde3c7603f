import type { Node } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';

/** A statement with the end of its line. */
export const removedStatement = (path: string, node: Node, content: string): Edit => {
  const rest = /^[ \t]*\n?/.exec(content.slice(node.end))?.[0].length ?? 0;
  return { path, start: node.start, end: node.end + rest, text: '' };
};

/** A name in an import, with the comma behind it. */
export const removedSpecifier = (path: string, node: Node, content: string): Edit[] => {
  const comma = /^\s*,/.exec(content.slice(node.end))?.[0].length ?? 0;
  return [{ path, start: node.start, end: node.end + comma, text: '' }];
};
