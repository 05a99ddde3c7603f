import { Copy, DockerfileParser, type Dockerfile, type Entrypoint, type Instruction } from 'dockerfile-ast';

export type Breach = { rule: string; line: number };

type Rule = (file: Dockerfile) => Instruction[];

const textOf = (instruction: Instruction): string => instruction.getRawArgumentsContent() ?? '';

const named = (file: Dockerfile, ...names: string[]): Instruction[] =>
  file.getInstructions().filter((one) => names.includes(one.getKeyword()));

/** What of a file belongs to the image that runs: its last stage. */
const inLastStage = (file: Dockerfile, instruction: Instruction): boolean => {
  const last = file.getFROMs().at(-1)?.getRange().start.line ?? 0;
  return instruction.getRange().start.line >= last;
};

/** A `FROM` with the defaults of the arguments before it in their places. */
const imageOf = (file: Dockerfile, text: string): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const argument = file.getInitialARGs().find((one) => one.getProperty()?.getName() === name);
    return argument?.getProperty()?.getValue() ?? '';
  });

const isExec = (instruction: Instruction): boolean => textOf(instruction).trimStart().startsWith('[');

const wordsOf = (instruction: Instruction | undefined): string[] => {
  const strings = (instruction as Entrypoint | undefined)?.getJSONStrings?.() ?? [];
  return strings.map((one) => one.getJSONValue());
};

const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|CREDENTIAL|_KEY|AUTH)(?:\b|_)/i;
const SECRET_FILE = /(?:^|[\s/])(?:\.npmrc|\.env|\.netrc|id_rsa|.*\.pem)(?:\s|$)/;

const DROPS = /^--re(?:uid|gid)=(?!0$)\d+$/;

/** Whether a program is started as somebody who is not root and gets back what it gave away. */
const isDropped = (words: readonly string[]): boolean =>
  words[0] === 'setpriv' &&
  words.filter((word) => DROPS.test(word)).length === 2 &&
  ['--clear-groups', '--no-new-privs'].every((word) => words.includes(word)) &&
  words.some((word) => word.startsWith('--bounding-set=-all'));

const lastUser = (file: Dockerfile): string =>
  textOf(
    named(file, 'USER')
      .filter((one) => inLastStage(file, one))
      .at(-1) ?? ({ getRawArgumentsContent: () => 'root' } as Instruction),
  );

/** Rules of an image in which foreign code runs. Each answers the instructions that break it. */
const rules: Readonly<Record<string, Rule>> = {
  'base-by-digest': (file) =>
    file.getFROMs().filter((from) => {
      const image = imageOf(file, from.getImage() ?? '');
      const stages = file.getFROMs().map((one) => one.getBuildStage());
      return !stages.includes(image) && !/^[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}$/.test(image);
    }),
  'several-stages': (file) => (file.getFROMs().length > 1 ? [] : file.getFROMs()),
  'not-root': (file) => {
    const isUser = !/^(?:root|0)(?::|$)/.test(lastUser(file));
    const start = named(file, 'ENTRYPOINT').at(-1);
    return isUser || isDropped(wordsOf(start)) ? [] : file.getFROMs().slice(-1);
  },
  'no-shell-before-it': (file) => named(file, 'ENTRYPOINT', 'CMD').filter((one) => !isExec(one)),
  'no-secret': (file) => [
    ...named(file, 'ENV', 'ARG').filter((one) => SECRET_NAME.test(textOf(one))),
    ...named(file, 'COPY', 'ADD').filter((one) => SECRET_FILE.test(textOf(one))),
    ...named(file, 'RUN').filter((one) => /_authToken|Bearer |--password/.test(textOf(one))),
  ],
  'no-add': (file) => named(file, 'ADD'),
  'no-network-at-last': (file) =>
    named(file, 'RUN').filter(
      (one) => inLastStage(file, one) && /\b(?:npm|npx|curl|wget|apt-get|apk|pip|git)\b/.test(textOf(one)),
    ),
  'no-piped-script': (file) => named(file, 'RUN').filter((one) => /\|\s*(?:ba|z)?sh\b/.test(textOf(one))),
  'no-raised-rights': (file) =>
    /find \/ .*-perm \/6000 .*a-s/.test(
      named(file, 'RUN')
        .filter((one) => inLastStage(file, one))
        .map(textOf)
        .join('\n'),
    )
      ? named(file, 'RUN').filter((one) => /\bsudo\b|chmod\s+[246]\d{3}|chmod\s+[ug]*\+s/.test(textOf(one)))
      : file.getFROMs().slice(-1),
  'whole-context': (file) =>
    file.getCOPYs().filter((one: Copy) => /^(?:--\S+\s+)*(?:\.|\*|\.\/)\s/.test(textOf(one))),
  'offline-npm': (file) =>
    named(file, 'ENV').some(
      (one) => inLastStage(file, one) && /\bnpm_config_offline=true\b/.test(textOf(one)),
    )
      ? []
      : file.getFROMs().slice(-1),
  'one-port': (file) => (named(file, 'EXPOSE').length === 1 ? [] : file.getFROMs().slice(-1)),
};

export const RULES = Object.keys(rules);

/** What breaks a rule, in the order of the rules; lines count from 1. */
export const dockerfileBreaches = (text: string): Breach[] => {
  const file = DockerfileParser.parse(text);
  return Object.entries(rules).flatMap(([rule, broken]) =>
    broken(file).map((instruction) => ({ rule, line: instruction.getRange().start.line + 1 })),
  );
};

/** Paths of the build's context that are copied into the image. */
export const copiedPaths = (text: string): string[] =>
  DockerfileParser.parse(text)
    .getCOPYs()
    .filter((copy) => !copy.getFlags().some((flag) => flag.getName() === 'from'))
    .flatMap((copy) => copy.getArguments().slice(0, -1))
    .map((argument) => argument.getValue());

/** Words of the last `ENTRYPOINT`. */
export const entrypointOf = (text: string): string[] =>
  wordsOf(DockerfileParser.parse(text).getENTRYPOINTs().at(-1));
