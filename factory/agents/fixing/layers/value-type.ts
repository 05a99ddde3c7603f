import type { Node, SourceFile } from '../../../domain/syntax.ts';
import { declarationsOf } from '../modules.ts';
import { nodeIn, nodesIn, nameOf } from '../tree.ts';

/** The type of a value as its declaration says it, and the nodes that hold the names in it. */
export type ValueType = { text: string; nodes: Node[] };

const annotationOf = (node: Node | undefined): Node | undefined =>
  nodeIn(nodeIn(node, 'typeAnnotation'), 'typeAnnotation');

type Parameter = { text: string; node: Node };

/** A parameter without its pattern and its default; `undefined` where it has no type. */
const parameterOf = (node: Node, index: number, textOf: (node: Node) => string): Parameter | undefined => {
  const isOptional = node.type === 'AssignmentPattern' || node['optional'] === true;
  const target = node.type === 'AssignmentPattern' ? nodeIn(node, 'left') : node;
  const type = annotationOf(target);
  if (!type || target?.type === 'RestElement') return undefined;
  const name = nameOf(target) ?? (index === 0 ? 'input' : `input${index + 1}`);
  return { text: `${name}${isOptional ? '?' : ''}: ${textOf(type)}`, node: type };
};

const functionType = (node: Node, textOf: (node: Node) => string): ValueType | undefined => {
  const result = nodeIn(nodeIn(node, 'returnType'), 'typeAnnotation');
  const generic = nodeIn(node, 'typeParameters');
  const parameters = nodesIn(node, 'params').map((each, index) => parameterOf(each, index, textOf));
  const typed = parameters.filter((each) => each !== undefined);
  if (!result || typed.length < parameters.length) return undefined;
  const text = `${generic ? textOf(generic) : ''}(${typed.map((each) => each.text).join(', ')}) => ${textOf(result)}`;
  return { text, nodes: [...typed.map((each) => each.node), result, ...(generic ? [generic] : [])] };
};

/** Where a value is declared: the name it has there, and what it is. */
export const valueOf = (
  source: SourceFile | undefined,
  name: string,
): { id: Node | undefined; value: Node | undefined } | undefined => {
  const statement = declarationsOf(source).find((each) => each.name === name && !each.isType)?.node;
  const declaration = nodeIn(statement, 'declaration') ?? statement;
  if (declaration?.type === 'FunctionDeclaration') return { id: undefined, value: declaration };
  const found = nodesIn(declaration, 'declarations').find((each) => nameOf(nodeIn(each, 'id')) === name);
  return found && { id: nodeIn(found, 'id'), value: nodeIn(found, 'init') };
};

const FUNCTIONS = ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration'];

/** The type of what a file declares as a value; `undefined` where it leaves that to the compiler. */
export const typeOfValue = (source: SourceFile | undefined, name: string): ValueType | undefined => {
  const found = valueOf(source, name);
  if (!source || !found) return undefined;
  const textOf = ({ start, end }: Node): string => source.content.slice(start, end);
  const annotated = annotationOf(found.id);
  if (annotated) return { text: textOf(annotated), nodes: [annotated] };
  return found.value && FUNCTIONS.includes(found.value.type) ? functionType(found.value, textOf) : undefined;
};
