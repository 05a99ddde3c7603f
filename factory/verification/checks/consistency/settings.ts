import { eachObject } from '../../pipeline-document.ts';
import { isObject } from '../../openapi-document.ts';
import { environmentOf } from '../dockerfile.ts';
import { among, holds, type Agreement } from './agreement.ts';
import { handedOn, MAIN } from './bicep-facts.ts';
import { finalStage } from './container-facts.ts';
import { CONFIGURATION, refusedValue, type DeclaredSetting } from './declared-settings.ts';
import {
  composeSettings,
  deployedSettings,
  filledIn,
  overlayFile,
  overlays,
  type GivenSetting,
} from './deployed-settings.ts';
import { allFound, type Tree } from './tree.ts';

const DEPLOY = 'deploy/deploy.sh';

/** A variable of Node.js and its packages, which no schema of the service declares. */
const OF_THE_RUNTIME: readonly string[] = ['NODE_ENV'];

/** Settings as the README's table tells them: name and default. */
const documented = (tree: Tree): Map<string, string> =>
  new Map(
    Array.from(tree.text('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]*)`\s*\|([^|]*)\|/gm)).map(
      ([, name = '', fallback = '']) => [name, fallback.trim()],
    ),
  );

/** Settings whose choices the schema takes from a package have those that the README's table tells. */
const withToldChoices = (tree: Tree, settings: readonly DeclaredSetting[]): DeclaredSetting[] => {
  const rows = Array.from(tree.text('README.md').matchAll(/^\| `([A-Z][A-Z0-9_]*)`\s*\|[^|]*\|([^|]*)\|/gm));
  const told = new Map(rows.map(([, name, meaning = '']) => [name, allFound(meaning, /`([^`]+)`/g)]));
  return settings.map((setting) => {
    const isElsewhere = setting.type === undefined && setting.choices === undefined;
    return isElsewhere ? { ...setting, choices: told.get(setting.name) ?? [] } : setting;
  });
};

/** What is given is known, and has a value that the schema takes. */
const given = (settings: readonly DeclaredSetting[], all: readonly GivenSetting[]): Agreement[] =>
  all.flatMap(({ name, value, file }) => {
    const setting = settings.find((each) => each.name === name);
    const known = holds(
      'settings',
      file,
      setting !== undefined,
      `${file} sets ${name}, which ${CONFIGURATION} does not read.`,
    );
    if (!setting || value === undefined) return [known];
    const refused = refusedValue(setting, value);
    return [
      known,
      holds('settings', file, refused === undefined, `${name} is "${value}" in ${file}, which ${refused}.`),
    ];
  });

/** What has no default, in the schema or as the README tells it, is set where the service is deployed. */
const complete = (tree: Tree, settings: readonly DeclaredSetting[], environment: string): Agreement[] => {
  const names = deployedSettings(tree, environment).map(({ name }) => name);
  const told = documented(tree);
  return settings.map((setting) =>
    holds(
      'settings',
      overlayFile(environment, 'kustomization.yaml'),
      names.includes(setting.name) || setting.default !== undefined || Boolean(told.get(setting.name)),
      `${setting.name} has no default and is not set in ${environment}.`,
    ),
  );
};

/** What the deployment fills in comes from the infrastructure or from the pipeline, and all that comes is filled in. */
const filled = (tree: Tree, environment: string): Agreement[] => {
  const { declared, output } = handedOn(tree);
  const exported = allFound(tree.text(DEPLOY), /^printf '([A-Z][A-Z0-9_]*)=/gm);
  const file = overlayFile(environment, 'infrastructure.env');
  const names = filledIn(tree, environment).map(({ name }) => name);
  const sources = { file: `${MAIN} or ${DEPLOY}`, values: [...output, ...exported] };
  const own = { file, values: names };
  return [
    ...names.map((value) => among('settings', 'A setting that is filled in', { file, value }, sources)),
    ...declared.map((value) =>
      among('settings', 'A setting of the infrastructure', { file: MAIN, value }, own),
    ),
    ...exported.map((value) => among('settings', 'A setting of the pipeline', { file: DEPLOY, value }, own)),
  ];
};

/** Environment variables that the pipeline gives the scripts that it runs. */
const ofThePipeline = (tree: Tree): string[] => {
  const names: string[] = [];
  for (const path of tree.paths.filter((each) => /^(?:azure-pipelines|pipelines\/.*)\.ya?ml$/.test(each))) {
    for (const document of tree.documents(path)) {
      eachObject(document, ({ env }) => {
        if (isObject(env)) names.push(...Object.keys(env));
      });
    }
  }
  return names;
};

/** What the scripts and parameter files read of their environment is handed to them by the pipeline. */
const handed = (tree: Tree): Agreement[] => {
  const known = { file: 'the pipeline', values: ofThePipeline(tree) };
  const read = [
    ...allFound(tree.text(DEPLOY), /\$\{([A-Z][A-Z0-9_]*):\?/g).map((value) => ({ file: DEPLOY, value })),
    ...tree.paths
      .filter((path) => path.endsWith('.bicepparam'))
      .flatMap((file) =>
        allFound(tree.text(file), /readEnvironmentVariable\('(\w+)'/g).map((value) => ({ file, value })),
      ),
  ];
  return read.map((said) => among('settings', 'A variable of the deployment', said, known));
};

const documentation = (tree: Tree, settings: readonly DeclaredSetting[]): Agreement[] => {
  const told = [...documented(tree).keys()];
  const code = { file: CONFIGURATION, values: settings.map(({ name }) => name) };
  return [
    ...told.map((value) => among('settings', 'A documented setting', { file: 'README.md', value }, code)),
    ...code.values.map((value) =>
      among('settings', 'A setting', { file: CONFIGURATION, value }, { file: 'README.md', values: told }),
    ),
  ];
};

/** Each setting that the process reads is set or has a default wherever it runs, and nothing else is set. */
export const settingAgreements = (tree: Tree, settings: readonly DeclaredSetting[]): Agreement[] => {
  const known = withToldChoices(tree, settings);
  const image = environmentOf(finalStage(tree))
    .filter(([name]) => !OF_THE_RUNTIME.includes(name))
    .map(([name, value]) => ({ name, value, file: 'Dockerfile' }));
  return [
    holds(
      'settings',
      CONFIGURATION,
      settings.length > 0,
      `${CONFIGURATION} declares no settings in "const schema".`,
    ),
    ...given(known, [...image, ...composeSettings(tree)]),
    ...overlays(tree).flatMap((environment) => [
      ...given(known, deployedSettings(tree, environment)),
      ...complete(tree, settings, environment),
      ...filled(tree, environment),
    ]),
    ...handed(tree),
    ...documentation(tree, settings),
  ];
};
