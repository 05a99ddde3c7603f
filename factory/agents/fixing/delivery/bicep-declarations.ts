import type { GeneratedFile } from '../../../domain/artifact.ts';
import { rewritten, type Change, type Suggest } from './change.ts';
import { codeOf, declarationsIn, placeOf, quotedIn, withoutLines, word } from './bicep-text.ts';

const MAIN = 'deploy/bicep/main.bicep';

/** The type of an expression, as far as its text and the declarations around it tell. */
const typeOf = (expression: string, around: string): string | undefined => {
  if (/^\d+$/.test(expression)) return 'int';
  if (/^(?:true|false)$/.test(expression)) return 'bool';
  if (/^'|^readEnvironmentVariable\(|\.(?:id|name)$|\.outputs\./.test(expression)) return 'string';
  if (/^[[{]/.test(expression)) return expression.startsWith('[') ? 'array' : 'object';
  const declared = new RegExp(`^(?:param) ${expression} (\\w+)`, 'm').exec(around)?.[1];
  const literal = new RegExp(`^var ${expression} = (.+)$`, 'm').exec(around)?.[1];
  if (declared !== undefined) return declared;
  return literal === undefined || literal === expression ? undefined : typeOf(literal, '');
};

/** Expressions that callers give a name of a template: parameter files to the main one, the main one to its modules. */
const givenTo = (
  path: string,
  name: string,
  files: readonly GeneratedFile[],
): { value: string; around: string }[] =>
  files.flatMap(({ path: caller, content }) => {
    const isCaller = path === MAIN ? caller.endsWith('.bicepparam') : caller === MAIN;
    if (!isCaller) return [];
    const module = path.replace(/^deploy\/bicep\//, '');
    const from = path === MAIN ? 0 : content.indexOf(`'${module}'`);
    const pattern = path === MAIN ? `^param ${name} = (.+)$` : `^    ${name}: (.+)$`;
    const value = from < 0 ? undefined : new RegExp(pattern, 'm').exec(content.slice(from))?.[1];
    return value === undefined ? [] : [{ value, around: content }];
  });

/** Types that a module imports, for a value of which only the name is known: `tags` of `tagsType`. */
const importedType = (content: string, name: string): string | undefined => {
  const names = /^import \{ ([\w, ]+) \}/m.exec(content)?.[1]?.split(', ') ?? [];
  return names.find((each) => each.toLowerCase() === `${name}type`.toLowerCase());
};

/** Where a parameter is missing: below decorators that decorate nothing, or after the last one. */
const insertAt = (lines: readonly string[]): number => {
  const dangling = lines.findIndex(
    (text, index) => text.startsWith('@') && /^(?:\s*|@description.*)$/.test(lines[index + 1] ?? ''),
  );
  if (dangling >= 0) return dangling + 1;
  const last = lines.findLastIndex((text) => text.startsWith('param '));
  return last >= 0 ? last + 1 : lines.findLastIndex((text) => /^(?:import|targetScope)\b/.test(text)) + 1;
};

/** A parameter that callers give and the template uses, but does not declare. What nobody gives is not made up. */
export const missingParameter: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [name] = quotedIn(finding.message);
  if (!place || name === undefined || codeOf(finding) !== 'BCP057') return [];
  const { within, lines } = place;
  const given = givenTo(within.path, name, files);
  if (given.length === 0) return [];
  const types = [
    importedType(within.content, name),
    ...given.map(({ value, around }) => typeOf(value, around)),
    'string',
  ];
  const at = insertAt(lines);
  return [...new Set(types.filter((type) => type !== undefined))].flatMap((type) =>
    rewritten(within, [...lines.slice(0, at), `param ${name} ${type}`, ...lines.slice(at)].join('\n')),
  );
};

const without = (files: readonly GeneratedFile[], path: string, name: string): Change => {
  const module = path.replace(/^deploy\/bicep\//, '');
  return files.flatMap(({ path: other, content }) => {
    const from = other === MAIN && path !== MAIN ? content.indexOf(`'${module}'`) : -1;
    const assigned =
      path === MAIN && other.endsWith('.bicepparam') ? new RegExp(`^param ${name} = .*\\n`, 'm') : undefined;
    const passed = from < 0 ? undefined : new RegExp(`^    ${name}: .*\\n`, 'm');
    const text = assigned
      ? content.replace(assigned, '')
      : passed
        ? content.slice(0, from) + content.slice(from).replace(passed, '')
        : content;
    return text === content ? [] : [{ path: other, content: text }];
  });
};

const UNUSED = /^no-unused-(?:params|vars|types|existing-resources)$/;

/** A declaration that nothing uses is taken away, with what callers give it. */
export const removedDeclaration: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [name] = quotedIn(finding.message);
  if (!place || name === undefined || !UNUSED.test(codeOf(finding))) return [];
  const { within } = place;
  return declarationsIn(within.content)
    .filter((each) => each.name === name)
    .map(({ start, end }) => [
      { path: within.path, content: withoutLines(within.content, start, end) },
      ...without(files, within.path, name),
    ]);
};

/** A name that an import brings and nothing uses. */
export const removedImport: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [name] = quotedIn(finding.message);
  if (!place || name === undefined || codeOf(finding) !== 'no-unused-imports') return [];
  const left = place.text.replace(new RegExp(`\\b${name}, |(?:, )?\\b${name}\\b`), '');
  const lines = place.lines.flatMap((text, index) =>
    index === place.index ? (/\{\s*\}/.test(left) ? [] : [left]) : [text],
  );
  return rewritten(place.within, lines.join('\n'));
};

/** Of two declarations of a name the later one is taken away, then the earlier one. */
export const removedTwin: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [name] = quotedIn(finding.message);
  if (!place || name === undefined || codeOf(finding) !== 'BCP028') return [];
  return declarationsIn(place.within.content)
    .filter((each) => word(name).test(each.name))
    .toReversed()
    .flatMap(({ line, end }) => rewritten(place.within, withoutLines(place.within.content, line, end)));
};
