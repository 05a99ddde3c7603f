import { allFound, found, type Tree } from './tree.ts';

export const MAIN = 'deploy/bicep/main.bicep';
export const MESSAGING = 'deploy/bicep/modules/messaging.bicep';

/** A value of a template: a literal, or a variable that is one. Anything that is computed reads as `undefined`. */
const resolved = (text: string, expression: string | undefined): string | undefined => {
  const literal = expression && /^'([^'$]*)'$/.exec(expression)?.[1];
  if (literal !== undefined || expression === undefined) return literal;
  if (!/^\w+$/.test(expression)) return undefined;
  return found(text, new RegExp(`^var ${expression} = '([^'$]*)'$`, 'm'));
};

export const bicepVariable = (tree: Tree, name: string): string | undefined =>
  resolved(tree.text(MAIN), name);

const moduleBlock = (text: string, name: string): string =>
  found(text, new RegExp(`^module ${name} '[^']*' = \\{\\n([\\s\\S]*?)\\n\\}`, 'm')) ?? '';

/** What the main template hands to a parameter of a module. */
export const moduleParameter = (tree: Tree, module: string, name: string): string | undefined => {
  const text = tree.text(MAIN);
  return resolved(text, found(moduleBlock(text, module), new RegExp(`^\\s+${name}: (.+)$`, 'm')));
};

/** Names of the settings that the template hands on: those of its type, and those of its output. */
export const handedOn = (tree: Tree): { declared: string[]; output: string[] } => {
  const text = tree.text(MAIN);
  const type = found(text, /^type settingsType = \{\n([\s\S]*?)^\}/m) ?? '';
  const output = found(text, /^output settings settingsType = \{\n([\s\S]*?)^\}/m) ?? '';
  return {
    declared: allFound(type, /^\s*(\w+):/gm),
    output: allFound(output, /^\s*(\w+):/gm),
  };
};

/** A list of texts that a template has as a variable. */
export const bicepList = (tree: Tree, file: string, name: string): string[] =>
  allFound(found(tree.text(file), new RegExp(`^var ${name} = \\[([^\\]]*)\\]`, 'm')) ?? '', /'([^']*)'/g);
