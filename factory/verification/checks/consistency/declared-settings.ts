import type { GeneratedFile } from '../../../domain/artifact.ts';
import { isNode, parseSources, walk, type Node } from '../../../domain/syntax.ts';

/** An environment variable as the schema of the configuration declares it. */
export type DeclaredSetting = {
  name: string;
  type?: string;
  default?: string;
  choices?: string[];
  pattern?: string;
};

export const CONFIGURATION = 'src/infrastructure/configuration.ts';

const child = (node: Node | undefined, key: string): Node | undefined => {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
};

const list = (node: Node | undefined, key: string): Node[] => {
  const value = node?.[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

const unwrapped = (node: Node | undefined): Node | undefined =>
  node && /^TS(?:As|Satisfies)Expression$/.test(node.type) ? unwrapped(child(node, 'expression')) : node;

const literal = (node: Node | undefined): string | undefined =>
  node && /^(?:String|Numeric|Boolean)Literal$/.test(node.type) ? String(node['value']) : undefined;

const keyOf = (property: Node): string => {
  const key = child(property, 'key');
  return String(key?.['name'] ?? key?.['value'] ?? '');
};

const member = (object: Node | undefined, name: string): Node | undefined =>
  unwrapped(
    child(
      list(object, 'properties').find((property) => keyOf(property) === name),
      'value',
    ),
  );

const literals = (node: Node | undefined): string[] | undefined =>
  node?.type === 'ArrayExpression'
    ? list(node, 'elements').flatMap((element) => literal(element) ?? [])
    : undefined;

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const settingOf = (property: Node): DeclaredSetting => {
  const schema = unwrapped(child(property, 'value'));
  return defined({
    name: keyOf(property),
    type: literal(member(schema, 'type')),
    default: literal(member(schema, 'default')),
    choices: literals(member(schema, 'enum')),
    pattern: literal(member(schema, 'pattern')),
  } as DeclaredSetting);
};

/** The environment variables that the process reads, as `const schema` of its configuration file declares them. */
export const declaredSettings = (files: readonly GeneratedFile[]): DeclaredSetting[] => {
  const [source] = parseSources(files.filter(({ path }) => path === CONFIGURATION));
  let schema: Node | undefined;
  if (source?.root) {
    walk(source.root, (node) => {
      if (node.type !== 'VariableDeclarator' || child(node, 'id')?.['name'] !== 'schema') return;
      schema ??= unwrapped(child(node, 'init'));
    });
  }
  return list(member(schema, 'properties'), 'properties').map(settingOf);
};

/** Why a value is none that the setting takes; `undefined` where it is. */
export const refusedValue = (
  { type, choices, pattern }: DeclaredSetting,
  value: string,
): string | undefined => {
  if (choices && !choices.includes(value)) return `is none of ${choices.join(', ')}`;
  if (type === 'integer' && !/^\d+$/.test(value)) return 'is no whole number';
  return pattern !== undefined && !new RegExp(pattern).test(value) ? `does not match ${pattern}` : undefined;
};
