import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Finding } from '../../../domain/quality-report.ts';
import {
  environmentOf,
  readDockerfile,
  stagesOf,
  texts,
  type Instruction,
  type Stage,
} from '../dockerfile.ts';
import { copyFindings } from './copied-files.ts';
import { containerFinding, isPinnedImage, SECRET_NAME } from './rule.ts';

const FILE = 'Dockerfile';

const INSTRUCTIONS = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

const finding = (rule: string, message: string, suggestion: string, line?: number): Finding =>
  containerFinding(FILE, rule, message, suggestion, line);

const bases = (stages: readonly Stage[]): Finding[] =>
  stages.flatMap(({ image, line }, index) => {
    const isEarlier = stages.slice(0, index).some(({ alias }) => alias === image);
    return isEarlier || image === 'scratch' || isPinnedImage(image)
      ? []
      : [
          finding(
            'base-image',
            `The base image ${image} is not pinned.`,
            'Name a version to the patch, or a digest.',
            line,
          ),
        ];
  });

const isRoot = (user: string): boolean => /^(?:root|0)(?::|$)/.test(user);

const users = (stage: Stage | undefined): Finding[] => {
  const user = texts(stage, 'USER').at(-1);
  return user !== undefined && !isRoot(user)
    ? []
    : [
        finding(
          'user',
          'The process runs as root.',
          'End the last stage with USER and a user without rights.',
        ),
      ];
};

const health = (stage: Stage | undefined): Finding[] =>
  texts(stage, 'HEALTHCHECK').some((text) => !/^none$/i.test(text))
    ? []
    : [finding('health-check', 'The image has no health check.', 'Ask the readiness path of the service.')];

const packages = ({ name, text, line }: Instruction): Finding[] => {
  if (name !== 'RUN') return [];
  const calls = text.split(/&&|\|\||;/).filter((part) => /\bnpm\s+(?:ci|i|install)\b/.test(part));
  return calls.flatMap((call) => {
    const isWhole =
      /\bnpm\s+ci\b/.test(call) && call.includes('--omit=dev') && call.includes('--ignore-scripts');
    return isWhole
      ? []
      : [
          finding(
            'packages',
            `"${call.trim()}" installs other packages than the lockfile’s of production, or runs their scripts.`,
            'Write npm ci --omit=dev --ignore-scripts.',
            line,
          ),
        ];
  });
};

const downloads = ({ name, text, line }: Instruction): Finding[] =>
  (name === 'ADD' && /\bhttps?:/.test(text)) || (name === 'RUN' && /\b(?:curl|wget)\b/.test(text))
    ? [
        finding(
          'download',
          'The build fetches something that no lockfile names.',
          'Take it from a package of the lockfile or from a pinned image.',
          line,
        ),
      ]
    : [];

const secrets = ({ name, text, line }: Instruction): Finding[] => {
  const names =
    name === 'ARG'
      ? [text.split('=')[0] ?? '']
      : name === 'ENV'
        ? environmentOf({ image: '', alias: undefined, line, instructions: [{ name, text, line }] }).map(
            ([variable]) => variable,
          )
        : [];
  return names
    .filter((variable) => SECRET_NAME.test(variable))
    .map((variable) =>
      finding(
        'secret',
        `${variable} would be readable in the image.`,
        'Read secrets when the process runs; mount those that the build needs.',
        line,
      ),
    );
};

const commands = (stage: Stage | undefined): Finding[] => {
  const [command] = [...texts(stage, 'CMD'), ...texts(stage, 'ENTRYPOINT')];
  return command?.startsWith('[')
    ? []
    : [
        finding(
          'command',
          'The process is not started directly, so that signals do not reach it.',
          'Write CMD as a list: CMD ["node", "src/main.ts"].',
        ),
      ];
};

/** How the image of a service is built: several stages, pinned bases, no root, nothing that is not meant. */
export const imageFindings = (files: readonly GeneratedFile[]): Finding[] => {
  const content = files.find(({ path }) => path === FILE)?.content;
  if (content === undefined) return [finding('missing', 'There is no Dockerfile.', 'Generate it.')];
  const instructions = readDockerfile(content);
  const stages = stagesOf(instructions);
  const last = stages.at(-1);
  return [
    ...instructions
      .filter(({ name }) => !INSTRUCTIONS.has(name))
      .map(({ name, line }) =>
        finding('instruction', `There is no instruction ${name}.`, 'Correct the Dockerfile.', line),
      ),
    ...(stages.length > 1
      ? []
      : [
          finding(
            'stages',
            'Build and run share one stage.',
            'Install in a stage of its own and copy the result.',
          ),
        ]),
    ...bases(stages),
    ...users(last),
    ...health(last),
    ...commands(last),
    ...instructions.flatMap((instruction) => [
      ...packages(instruction),
      ...downloads(instruction),
      ...secrets(instruction),
      ...copyFindings(instruction, stages, files),
    ]),
  ];
};
