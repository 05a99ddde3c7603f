import type { GeneratedFile } from '../../../domain/artifact.ts';
import { rewritten, withLine, type Change, type Suggest } from './change.ts';
import {
  asLine,
  codeOf,
  declarationsIn,
  placeOf,
  quotedIn,
  unusedIn,
  word,
  type Place,
} from './bicep-text.ts';
import { nearest } from './nearest.ts';

const UNDECLARED = new Set(['BCP057', 'BCP082']);

const bare = (text: string): string => text.replaceAll(`'`, '');

/** What the compiler would have expected: the name it proposes, or the nearest of those that it lists. */
export const proposedName: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [wrong = '', ...others] = quotedIn(finding.message);
  if (!place || wrong === '') return [];
  const proposed = /Did you mean "'?([\w.-]+)'?"/.exec(finding.message)?.[1];
  const provided = /provided value is of type "'([^"]*)'"/.exec(finding.message)?.[1] ?? wrong;
  const listed = others.flatMap((text) => text.split(' | ')).map(bare);
  return [...(proposed === undefined ? [] : [proposed]), ...nearest(provided, listed)].flatMap((name) =>
    asLine(
      place,
      place.text.replace(word(provided), () => name),
    ),
  );
};

/** A declaration that nothing uses, with the name that is used and not declared. */
const renamedDeclaration = ({ within }: Place, name: string): Change[] => {
  const unused = unusedIn(within.content);
  const meant = nearest(
    name,
    unused.map((each) => each.name),
  );
  return unused
    .filter((each) => meant.includes(each.name))
    .flatMap(({ line, name: old }) => {
      const text = within.content.split('\n')[line] ?? '';
      return rewritten(
        within,
        withLine(
          within.content,
          line,
          text.replace(word(old), () => name),
        ),
      );
    });
};

/** A use, with the nearest name that is declared. */
const renamedUse = (place: Place, name: string): Change[] =>
  nearest(
    name,
    declarationsIn(place.within.content).map((each) => each.name),
  ).flatMap((declared) => [
    ...asLine(
      place,
      place.text.replace(word(name), () => declared),
    ),
    ...rewritten(
      place.within,
      place.within.content.replaceAll(word(name), () => declared),
    ),
  ]);

/** A declaration that has no name gets the one that is missed. */
const named = ({ within }: Place, name: string): Change[] =>
  rewritten(
    within,
    within.content.replace(/^(resource|module|var|param) +(?=['=])/m, (_, key) => `${key} ${name} `),
  );

/** A name that is used and not declared. */
export const declaredName: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [name] = quotedIn(finding.message);
  if (!place || name === undefined || !UNDECLARED.has(codeOf(finding))) return [];
  return [...renamedDeclaration(place, name), ...renamedUse(place, name), ...named(place, name)];
};

const FOLDER = /^deploy\/bicep\//;

const templatesOf = (files: readonly GeneratedFile[]): string[] =>
  files
    .map(({ path }) => path)
    .filter((path) => FOLDER.test(path) && path.endsWith('.bicep'))
    .map((path) => path.replace(FOLDER, ''));

/** A template that is not where a path says: the nearest one that is. */
export const foundTemplate: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const path = /'([^']+\.bicep)'/.exec(place?.text ?? '')?.[1];
  if (!place || path === undefined || codeOf(finding) !== 'BCP091') return [];
  const templates = templatesOf(files);
  return nearest(path, [...templates, ...templates.map((each) => each.replace(/^modules\//, ''))]).flatMap(
    (each) => asLine(place, place.text.replace(path, each)),
  );
};

/** An assignment of a parameter that the template does not have: to the nearest one that it has, or not at all. */
export const assignedParameter: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  const [name] = quotedIn(finding.message);
  if (!place || name === undefined || codeOf(finding) !== 'BCP259') return [];
  const main = files.find(({ path }) => path === 'deploy/bicep/main.bicep')?.content ?? '';
  const declared = declarationsIn(main).filter(({ keyword }) => keyword === 'param');
  const free = declared.map((each) => each.name).filter((each) => !word(each).test(place.within.content));
  return [
    ...nearest(name, free).flatMap((each) =>
      asLine(
        place,
        place.text.replace(word(name), () => each),
      ),
    ),
    ...asLine(place, undefined),
  ];
};
