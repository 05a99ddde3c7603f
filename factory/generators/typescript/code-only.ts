const STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/;
const PATTERN = /(?<=[(,=:[!&|?{};\n]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//;
const NO_CODE = new RegExp([STRING, COMMENT, PATTERN].map(({ source }) => source).join('|'), 'y');
const CODE = /[^"'`/{}]+|[\s\S]/y;
const TEMPLATE = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))+|\$\{|`/y;

const pieceAt = (pattern: RegExp, code: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(code)?.[0];
};

/** How deep in braces the code is, for each template around it; text of a template has no depth. */
type Around = (number | 'text')[];

const stepInTemplate = (around: Around, piece: string): void => {
  if (piece === '`') around.pop();
  else if (piece === '${') around.push(0);
};

const stepInCode = (around: Around, piece: string): void => {
  const depth = around.at(-1);
  if (piece === '`') around.push('text');
  else if (typeof depth !== 'number') return;
  else if (piece === '{') around[around.length - 1] = depth + 1;
  else if (piece === '}' && depth > 0) around[around.length - 1] = depth - 1;
  else if (piece === '}') around.pop();
};

/**
 * Code without its strings, comments, patterns and texts of templates, so that what it calls and names can be told from what
 * it only speaks of.
 */
export const codeOnly = (code: string): string => {
  const around: Around = [];
  let rest = '';
  let at = 0;
  while (at < code.length) {
    const isText = around.at(-1) === 'text';
    const left = isText ? undefined : pieceAt(NO_CODE, code, at);
    const piece = left ?? pieceAt(isText ? TEMPLATE : CODE, code, at) ?? code.charAt(at);
    if (isText) stepInTemplate(around, piece);
    else if (left === undefined) stepInCode(around, piece);
    rest += isText || left !== undefined ? ' ' : piece;
    at += piece.length;
  }
  return rest;
};
