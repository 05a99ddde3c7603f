import type { GeneratedFile } from '../../../domain/artifact.ts';
import { pinnedImages } from '../../../knowledge/delivery/pinned-images.ts';
import { dockerInstructions } from '../../../knowledge/delivery/delivery-words.ts';
import { rewritten, withLine, type Change, type Suggest } from './change.ts';
import { nearest } from './nearest.ts';

const FILE = 'Dockerfile';

type Given = { within: GeneratedFile; lines: string[]; index: number; files: readonly GeneratedFile[] };

const FROM = /^FROM\s+(?:--\S+\s+)*(\S+)/i;

/** The image's name without registry's path, version and digest. */
const nameOf = (image: string): string => image.replace(/@.*$/, '').replace(/:[^/]*$/, '');

const isPinned = (image: string): boolean => /:v?\d+\.\d+\.\d+|@sha256:/.test(image);

/** As another stage of the file pins it, or as it is known to be. */
const pinned = ({ within, lines, index }: Given): Change[] => {
  const image = FROM.exec(lines[index] ?? '')?.[1] ?? '';
  const others = lines.map((line) => FROM.exec(line)?.[1] ?? '').filter(isPinned);
  const same = [...others, ...pinnedImages].filter((other) => nameOf(other) === nameOf(image));
  return [...new Set(same)].flatMap((other) =>
    rewritten(within, withLine(within.content, index, lines[index]?.replace(image, other))),
  );
};

const spelt = ({ within, lines, index }: Given): Change[] => {
  const line = lines[index] ?? '';
  const [word = ''] = /^\S+/.exec(line) ?? [];
  return nearest(word, dockerInstructions).flatMap((name) =>
    rewritten(within, withLine(within.content, index, name + line.slice(word.length))),
  );
};

/** Index of the instruction that starts the process: what the last stage is set up with stands before it. */
const startOf = (lines: readonly string[]): number => {
  const at = lines.findLastIndex((line) => /^(?:CMD|ENTRYPOINT)\b/.test(line));
  return at < 0 ? lines.length : at;
};

const inserted = ({ within, lines }: Given, text: string): Change[] => {
  const at = startOf(lines);
  return rewritten(within, [...lines.slice(0, at), text, ...lines.slice(at)].join('\n'));
};

/** The user that the image has for this, or a number that is nobody's. */
const unprivileged = (given: Given): Change[] => {
  const base = given.lines.map((line) => FROM.exec(line)?.[1]).findLast(Boolean) ?? '';
  const user = nameOf(base).endsWith('node') ? 'node' : '1000';
  const lines = given.lines.filter((line) => !/^USER\s+(?:root|0)\b/.test(line));
  return inserted({ ...given, lines }, `USER ${user}`);
};

/** Asks the path of readiness that the manifests of the cluster ask, on the port that the image offers. */
const healthy = (given: Given): Change[] => {
  const manifests = given.files.filter(({ path }) => path.startsWith('deploy/kubernetes/'));
  const probes = manifests.map(
    ({ content }) => /readinessProbe:\s+httpGet:\s+path: (\S+)/.exec(content)?.[1],
  );
  const path = probes.find(Boolean);
  const port = given.lines.map((line) => /^EXPOSE\s+(\d+)/.exec(line)?.[1]).find(Boolean);
  if (path === undefined || port === undefined) return [];
  const code = `fetch('http://127.0.0.1:${port}${path}').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))`;
  const text = `HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \\\n  CMD ["node", "--eval", "${code}"]`;
  return inserted(given, text);
};

/** Installs what the lockfile says, for production, and runs no scripts of packages. */
const installed = ({ within, lines, index }: Given): Change[] => {
  const line = lines[index] ?? '';
  const call = /\bnpm\s+(?:ci|install|i)\b[^&|;]*/.exec(line)?.[0];
  if (call === undefined) return [];
  const kept = [...call.matchAll(/--omit=optional\b/g)].map(([option]) => option);
  const text = ['npm ci --omit=dev', ...kept, '--ignore-scripts'].join(' ');
  return rewritten(within, withLine(within.content, index, line.replace(call, text)));
};

/** A command of words alone, as the list that starts it without a shell. */
const direct = ({ within, lines }: Given): Change[] => {
  const at = startOf(lines);
  const [, name, command] =
    /^(CMD|ENTRYPOINT)\s+([\w./@=:-]+(?:\s+[\w./@=:-]+)*)\s*$/.exec(lines[at] ?? '') ?? [];
  if (name === undefined || command === undefined) return [];
  const list = command.split(/\s+/).map((word) => JSON.stringify(word));
  return rewritten(within, withLine(within.content, at, `${name} [${list.join(', ')}]`));
};

const stages = ({ within, lines, index }: Given): Change[] => {
  const line = lines[index] ?? '';
  const from = /--from=(\S+)/.exec(line)?.[1] ?? '';
  const aliases = lines.flatMap((each) => /^FROM .*\sas\s+(\S+)/i.exec(each)?.[1] ?? []);
  return nearest(from, aliases).flatMap((alias) =>
    rewritten(within, withLine(within.content, index, line.replace(`--from=${from}`, `--from=${alias}`))),
  );
};

const repairs: Readonly<Record<string, (given: Given) => Change[]>> = {
  'containers/base-image': pinned,
  'containers/instruction': spelt,
  'containers/user': unprivileged,
  'containers/health-check': healthy,
  'containers/packages': installed,
  'containers/command': direct,
  'containers/copy': stages,
};

/** What rules of images ask for, written into a Dockerfile. */
export const repairedDockerfile: Suggest = ({ rule, file, line = 1 }, files) => {
  const within = files.find(({ path }) => path === FILE);
  if (!within || file !== FILE) return [];
  const lines = within.content.split('\n');
  return repairs[rule]?.({ within, lines, index: line - 1, files }) ?? [];
};
