import { transformSync } from 'esbuild';
import { SyntaxKind } from 'typescript/unstable/ast';
import { createScanner } from 'typescript/unstable/ast/scanner';

type Scanner = ReturnType<typeof createScanner>;

/** After one of these a slash divides; after anything else it begins a regular expression. */
const OPERANDS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.NumericLiteral,
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateTail,
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CloseBraceToken,
  SyntaxKind.ThisKeyword,
]);

const WITHOUT_TEXT: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
  SyntaxKind.SingleLineCommentTrivia,
  SyntaxKind.MultiLineCommentTrivia,
]);

const SPACE: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.WhitespaceTrivia, SyntaxKind.NewLineTrivia]);

const scannerOf = (code: string): Scanner => {
  const scanner = createScanner(false);
  scanner.setText(code);
  return scanner;
};

/** The token that stands here, told apart where only the place of a slash or brace says what it is. */
const nextToken = (scanner: Scanner, before: SyntaxKind, open: number[]): SyntaxKind => {
  const token = scanner.scan();
  if (token === SyntaxKind.SlashToken && !OPERANDS.has(before)) return scanner.reScanSlashToken();
  if (token === SyntaxKind.TemplateHead) open.push(0);
  const depth = open.at(-1);
  if (depth === undefined) return token;
  if (token === SyntaxKind.OpenBraceToken) open[open.length - 1] = depth + 1;
  if (token !== SyntaxKind.CloseBraceToken) return token;
  if (depth > 0) {
    open[open.length - 1] = depth - 1;
    return token;
  }
  const rest = scanner.reScanTemplateToken(false);
  if (rest === SyntaxKind.TemplateTail) open.pop();
  return rest;
};

/** A formatter adds a comma or bar where it breaks a line. */
const withoutStyle = (tokens: string): string =>
  tokens.replace(/ ,(?= [\])}>])/g, '').replace(/(?<=[:=<(]) \|(?= )/g, '');

/** The tokens of code, comments among them, without what stands in strings and comments. Throws where it is no TypeScript. */
export const typescriptSkeleton = (code: string): string => {
  transformSync(code, { loader: 'ts', logLevel: 'silent' });
  const scanner = scannerOf(code);
  const tokens: string[] = [];
  const open: number[] = [];
  let before: SyntaxKind = SyntaxKind.Unknown;
  for (;;) {
    const token = nextToken(scanner, before, open);
    if (token === SyntaxKind.EndOfFile) return withoutStyle(tokens.join(' '));
    if (SPACE.has(token)) continue;
    tokens.push(WITHOUT_TEXT.has(token) ? (SyntaxKind[token] ?? '') : scanner.getTokenText());
    if (token !== SyntaxKind.SingleLineCommentTrivia && token !== SyntaxKind.MultiLineCommentTrivia)
      before = token;
  }
};
