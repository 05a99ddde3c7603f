import type { Finding } from '../../domain/quality-report.ts';
import { isNode, walk, type Node, type SourceFile } from '../../domain/syntax.ts';

type Rule = { id: string; message: string; suggestion: string; matches: (node: Node) => boolean };

const child = (node: Node, key: string): Node | undefined => {
  const value = node[key];
  return isNode(value) ? value : undefined;
};

const children = (node: Node, key: string): Node[] => {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

const nameOf = (node: Node | undefined): string =>
  node && (node.type === 'Identifier' || node.type === 'StringLiteral')
    ? String(node['name'] ?? node['value'])
    : '';

/** Last name of what is called: `exec` for `db.exec(…)`. */
const calleeName = (node: Node): string => {
  const callee = child(node, 'callee');
  if (!callee) return '';
  return callee.type === 'Identifier' ? nameOf(callee) : nameOf(child(callee, 'property'));
};

/** Object of what is called: `Math` for `Math.random()`. */
const calleeObject = (node: Node): string => {
  const callee = child(node, 'callee');
  return callee ? nameOf(child(callee, 'object')) : '';
};

const isCall = (node: Node): boolean =>
  node.type === 'CallExpression' || node.type === 'OptionalCallExpression';
const isBareCall = (node: Node): boolean => isCall(node) && child(node, 'callee')?.type === 'Identifier';

const isImport = (node: Node, modules: readonly string[]): boolean =>
  (node.type === 'ImportDeclaration' &&
    modules.includes(nameOf(child(node, 'source')).replace(/^node:/, ''))) ||
  (node.type === 'ImportExpression' && modules.includes(nameOf(child(node, 'source')).replace(/^node:/, '')));

const REQUEST = new Set(['request', 'req', 'params', 'query', 'body', 'headers', 'searchParams']);
const FILE_CALLS =
  /^(readFile|readFileSync|writeFile|writeFileSync|appendFile|appendFileSync|createReadStream|createWriteStream|open|openSync|rm|rmSync|unlink|unlinkSync|mkdir|mkdirSync|readdir|readdirSync|stat|statSync|sendFile)$/;

const mentionsRequest = (node: Node): boolean => {
  let mentioned = false;
  walk(node, (inner) => {
    if (inner.type === 'Identifier' && REQUEST.has(nameOf(inner))) mentioned = true;
  });
  return mentioned;
};

const SQL =
  /^\s*(?:select\b[\s\S]*\bfrom\b|insert\s+into\b|update\b[\s\S]*\bset\b|delete\s+from\b|replace\s+into\b|drop\s+table\b)/i;

const templateText = (node: Node): string =>
  children(node, 'quasis')
    .map((quasi) => String((quasi['value'] as { raw?: unknown } | undefined)?.raw ?? ''))
    .join('?');

const plusOperands = (node: Node): Node[] =>
  node.type === 'BinaryExpression' && node['operator'] === '+'
    ? [child(node, 'left'), child(node, 'right')].flatMap((side) => (side ? plusOperands(side) : []))
    : [node];

/** Clauses that hold placeholders, not values. */
const isClause = (node: Node): boolean => {
  if (node.type === 'StringLiteral' || node.type === 'NumericLiteral') return true;
  if (node.type === 'Identifier') return /^(?:[A-Z][A-Z0-9_]*|placeholders|parameters)$/.test(nameOf(node));
  return isCall(node) && calleeName(node) === 'join';
};

/** Where SQL expects a value; elsewhere it expects the name of a table, a column, a direction. */
const VALUE_FOLLOWS = /(?:[=<>'"]|\b(?:like|limit)|\b(?:in|values)\s*\([^)]*)\s*$/i;

type Piece = { before: string; node: Node };

const piecesOf = (node: Node): Piece[] => {
  if (node.type === 'TemplateLiteral') {
    const texts = children(node, 'quasis').map((quasi) =>
      String((quasi['value'] as { raw?: unknown } | undefined)?.raw ?? ''),
    );
    return children(node, 'expressions').map((expression, index) => ({
      before: texts[index] ?? '',
      node: expression,
    }));
  }
  const operands = plusOperands(node);
  return operands.slice(1).map((operand, index) => ({ before: nameOf(operands[index]), node: operand }));
};

const buildsSqlFromValues = (node: Node): boolean => {
  if (node.type !== 'TemplateLiteral' && node.type !== 'BinaryExpression') return false;
  const text =
    node.type === 'TemplateLiteral' ? templateText(node) : `${plusOperands(node).map(nameOf).join(' ? ')}`;
  return (
    SQL.test(text) &&
    piecesOf(node).some(
      (piece) => !isClause(piece.node) && (VALUE_FOLLOWS.test(piece.before) || mentionsRequest(piece.node)),
    )
  );
};

const RULES: readonly Rule[] = [
  {
    id: 'eval',
    message: 'Text is run as code.',
    suggestion: 'Express the behaviour in code; parse data with JSON.parse and a schema.',
    matches: (node) =>
      (isBareCall(node) && ['eval', 'Function'].includes(calleeName(node))) ||
      (node.type === 'NewExpression' && calleeName(node) === 'Function') ||
      (isBareCall(node) &&
        ['setTimeout', 'setInterval'].includes(calleeName(node)) &&
        children(node, 'arguments')[0]?.type === 'StringLiteral'),
  },
  {
    id: 'process',
    message: 'A service starts no process and no code of its own making.',
    suggestion: 'Use a library that works in the process.',
    matches: (node) => isImport(node, ['child_process', 'vm', 'cluster', 'inspector', 'repl']),
  },
  {
    id: 'dynamic-import',
    message: 'What is loaded depends on a value.',
    suggestion: 'Import modules by their literal names.',
    matches: (node) =>
      (node.type === 'ImportExpression' && child(node, 'source')?.type !== 'StringLiteral') ||
      (isBareCall(node) &&
        ['require', 'createRequire'].includes(calleeName(node)) &&
        children(node, 'arguments')[0]?.type !== 'StringLiteral'),
  },
  {
    id: 'weak-random',
    message: 'Math.random can be foreseen.',
    suggestion: 'Use node:crypto (randomUUID, randomBytes).',
    matches: (node) => isCall(node) && calleeObject(node) === 'Math' && calleeName(node) === 'random',
  },
  {
    id: 'weak-hash',
    message: 'The digest is broken.',
    suggestion: 'Use SHA-256.',
    matches: (node) =>
      isCall(node) &&
      ['createHash', 'createHmac'].includes(calleeName(node)) &&
      /^(md4|md5|sha-?1)$/i.test(nameOf(children(node, 'arguments')[0])),
  },
  {
    id: 'tls-disabled',
    message: 'Certificates are not verified.',
    suggestion: 'Trust the authority of the peer instead.',
    matches: (node) =>
      ((node.type === 'ObjectProperty' || node.type === 'Property') &&
        nameOf(child(node, 'key')) === 'rejectUnauthorized' &&
        child(node, 'value')?.['value'] === false) ||
      nameOf(node) === 'NODE_TLS_REJECT_UNAUTHORIZED',
  },
  {
    id: 'sql-injection',
    message: 'SQL is put together from a value.',
    suggestion: 'Write `?` and bind the value.',
    matches: buildsSqlFromValues,
  },
  {
    id: 'path-traversal',
    message: 'A path is made from the request.',
    suggestion: 'Look the name up in a list, or in a store by id.',
    matches: (node) =>
      isCall(node) &&
      FILE_CALLS.test(calleeName(node)) &&
      children(node, 'arguments').slice(0, 1).some(mentionsRequest),
  },
  {
    id: 'prototype-pollution',
    message: 'The prototype of all objects can be changed.',
    suggestion: 'Copy the known properties, or use a Map.',
    matches: (node) => node.type === 'MemberExpression' && nameOf(child(node, 'property')) === '__proto__',
  },
];

/** Constructs of a file that open a service to attack. */
export const unsafeCode = ({ path, root }: SourceFile): Finding[] => {
  const findings: Finding[] = [];
  if (!root) return findings;
  walk(root, (node) => {
    for (const { id, message, suggestion, matches } of RULES) {
      if (!matches(node)) continue;
      findings.push({
        check: 'security',
        rule: `security/${id}`,
        file: path,
        line: node.loc.start.line,
        message,
        suggestion,
      });
    }
  });
  return findings;
};
