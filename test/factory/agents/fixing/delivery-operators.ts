import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import type { Operator, Site } from './mutation.ts';

/** An operator on what a pattern finds in the files of a kind. */
const onMatches = (
  name: string,
  files: RegExp,
  pattern: RegExp,
  change: (found: string) => string,
): Operator => ({
  name,
  sites: (tree) =>
    tree
      .filter(({ path }) => files.test(path))
      .flatMap(({ path, content }: GeneratedFile): Site[] =>
        [...content.matchAll(pattern)].map(({ 0: found, index }) => ({
          path,
          edit: { start: index, end: index + found.length, text: change(found) },
        })),
      ),
});

const YAML = /\.ya?ml$/;
const PIPELINE = /^(?:azure-pipelines\.yml|pipelines\/.*\.yml)$/;
const MANIFEST = /^deploy\/kubernetes\/.*\.yaml$/;
const BICEP = /\.bicep$/;

/** Two letters in the middle change places, or the last one is doubled where that would change nothing. */
const misspelt = (word: string): string => {
  const at = Math.floor(word.length / 2);
  const swapped = `${word.slice(0, at - 1)}${word.charAt(at)}${word.charAt(at - 1)}${word.slice(at + 1)}`;
  return swapped === word ? word + word.slice(-1) : swapped;
};

/** Mistakes in pipelines, manifests, templates and container files. */
export const deliveryOperators: readonly Operator[] = [
  onMatches('break YAML indentation', YAML, /^ {2,}(?=\w[\w-]*:)/gm, (found) => ` ${found}`),
  onMatches('misspell YAML key', YAML, /(?<=^ *(?:- )?)[a-zA-Z]{4,}(?=:)/gm, misspelt),
  onMatches('misspell pipeline task', YAML, /(?<=task: ['"]?)\w{4,}/g, misspelt),
  onMatches(
    'rename Bicep symbol',
    BICEP,
    /(?<=^(?:param|var|resource|module) )\w+/gm,
    (found) => `${found}X`,
  ),
  onMatches('delete Bicep parameter', BICEP, /^param .*\n/gm, () => ''),
  onMatches('put a tab into YAML indentation', YAML, /^ {2}(?= *\w[\w-]*:)/gm, () => '\t'),
  onMatches('move YAML key two columns', YAML, /^ {4,}(?=\w[\w-]*:)/gm, (found) => found.slice(2)),
  onMatches('double YAML key', YAML, /^ +\w[\w-]*: \S.*\n/gm, (found) => found + found),
  onMatches('forget YAML colon', YAML, /(?<=^ *\w+):(?= \w)/gm, () => ''),
  onMatches('change version of pipeline task', PIPELINE, /(?<=task: \w+@)\d/g, (found) =>
    String(Number(found) + 4),
  ),
  onMatches(
    'misspell name in pipeline',
    PIPELINE,
    /(?<=^ *- (?:stage|job|name): |^ *- )[A-Z]\w{3,}$/gm,
    misspelt,
  ),
  onMatches('misspell template path', PIPELINE, /(?<=template: .*\/)\w{4,}(?=\.yml)/g, misspelt),
  onMatches('quote a number or truth', MANIFEST, /(?<=: )(?:\d+|true|false)$/gm, (found) => `'${found}'`),
  onMatches('misspell a value', MANIFEST, /(?<=: )[A-Z][a-zA-Z]{4,}$/gm, misspelt),
  onMatches('delete Bicep bracket', BICEP, /^ *\}\n/gm, () => ''),
  onMatches('add a Bicep bracket', BICEP, /^ *\}\n/gm, (found) => found + found),
  onMatches('misspell Bicep property', BICEP, /(?<=^ +)[a-z][a-zA-Z]{4,}(?=:)/gm, misspelt),
  onMatches('misspell Bicep keyword', BICEP, /^(?:param|var|resource|module|output)\b/gm, misspelt),
  onMatches('misspell Bicep reference', BICEP, /(?<=: )[a-z]\w{4,}$/gm, misspelt),
  onMatches('change version of resource', BICEP, /(?<=@)20\d\d(?=-\d\d-\d\d)/g, () => '2031'),
  onMatches('quote Bicep literal', BICEP, /(?<=: )(?:true|\d+)$/gm, (found) => `'${found}'`),
  onMatches('declare what nothing uses', BICEP, /^(?=var )/gm, () => `var leftover = 'none'\n`),
  onMatches('delete USER', /Dockerfile$/, /^USER .*\n/gm, () => ''),
  onMatches('unpin base image', /Dockerfile$/, /(?<=^FROM \w+):\S+/gm, () => ':latest'),
  onMatches(
    'start by a shell',
    /Dockerfile$/,
    /^CMD \["node", "src\/main\.ts"\]/gm,
    () => 'CMD node src/main.ts',
  ),
  onMatches('misspell Dockerfile instruction', /Dockerfile$/, /^(?:COPY|RUN|USER|WORKDIR|CMD)\b/gm, misspelt),
];
