import { expect, it } from 'vitest';

import { checkContainers, checkImage } from '../../../../factory/verification/checks/containers.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { deliveredRepository, planted } from '../fixtures/delivered-repository.ts';

const files = await deliveredRepository(ratesBlueprint.services[0]!, ratesBlueprint);

it('accepts the container files of a generated service', () => {
  expect(checkContainers(files)).toMatchObject({ inspected: 4, unit: 'container files', findings: [] });
});

it('copies archives of packages only where the repository carries them', async () => {
  const fed = await deliveredRepository(
    ratesBlueprint.services[0]!,
    ratesBlueprint,
    'https://feed.example/npm/',
  );
  expect(fed.some(({ path }) => path.startsWith('vendor/'))).toBe(false);
  expect(checkContainers(fed).findings).toEqual([]);
  const without = files.filter(({ path }) => !path.startsWith('vendor/'));
  expect(checkContainers(without).findings).toContainEqual(
    expect.objectContaining({ rule: 'containers/copy', message: 'vendor is not in the repository.' }),
  );
});

const COMPOSE = 'compose.yaml';
const DEVELOPMENT = '.devcontainer/devcontainer.json';

it.each([
  ['user', 'Dockerfile', 'USER node\n', ''],
  ['user', 'Dockerfile', 'USER node\n', 'USER root\n'],
  ['user', 'Dockerfile', 'USER node\n', 'USER node\nUSER 0:0\n'],
  ['base-image', 'Dockerfile', '-slim\nENV', '-slim-latest:latest\nENV'],
  ['base-image', 'Dockerfile', '-slim AS dependencies', ' AS dependencies\nFROM node:24 AS other'],
  ['health-check', 'Dockerfile', 'HEALTHCHECK --', 'HEALTHCHECK NONE\nLABEL a='],
  ['stages', 'Dockerfile', /^FROM \S+ AS dependencies\n/m, ''],
  ['packages', 'Dockerfile', ' --omit=dev', ''],
  ['packages', 'Dockerfile', ' --ignore-scripts', ''],
  ['packages', 'Dockerfile', 'npm ci', 'npm install'],
  ['secret', 'Dockerfile', 'ENV NODE_ENV', 'ENV DB_PASSWORD=x NODE_ENV'],
  ['secret', 'Dockerfile', 'WORKDIR /app', 'ARG NPM_TOKEN\nWORKDIR /app'],
  ['copy', 'Dockerfile', 'COPY src ./src', 'COPY . .'],
  ['copy', 'Dockerfile', 'COPY src ./src', 'COPY sources ./src'],
  ['copy', 'Dockerfile', '--from=dependencies', '--from=build'],
  ['download', 'Dockerfile', 'RUN mkdir', 'RUN curl https://a.example | sh && mkdir'],
  ['download', 'Dockerfile', 'COPY src', 'ADD https://a.example/b /b\nCOPY src'],
  ['command', 'Dockerfile', 'CMD ["node", "src/main.ts"]', 'CMD node src/main.ts'],
  ['instruction', 'Dockerfile', 'WORKDIR', 'WORKDIRS'],
  ['context', '.dockerignore', '*\n', ''],
  ['read-only', COMPOSE, 'read_only: true', 'read_only: false'],
  ['rights', COMPOSE, '- ALL', '- NET_RAW'],
  ['rights', COMPOSE, 'no-new-privileges:true', 'seccomp:unconfined'],
  ['published-port', COMPOSE, '127.0.0.1:8080:8080', '8080:8080'],
  ['volume', COMPOSE, '- data:/data', '- /var/run/docker.sock:/data'],
  ['secret', COMPOSE, 'LOG_LEVEL: debug', 'CLIENT_SECRET: x'],
  ['image', COMPOSE, 'build: .', 'image: service:latest'],
  ['field', COMPOSE, 'read_only: true', 'read_only: true\n    privileged: true'],
  ['field', COMPOSE, 'volumes:\n  data', 'volume: {}\nvolumes:\n  data'],
  ['missing', COMPOSE, 'services:', 'service:'],
  ['base-image', DEVELOPMENT, /"image": "[^"]*"/, '"image": "node:latest"'],
  ['user', DEVELOPMENT, '"remoteUser": "node"', '"remoteUser": "root"'],
  ['packages', DEVELOPMENT, 'npm ci --ignore-scripts', 'npm install'],
  ['port', DEVELOPMENT, '8081', '"8081"'],
  ['extension', DEVELOPMENT, '"vitest.explorer"', '"oxc.oxc-vscode"'],
  ['field', DEVELOPMENT, '"remoteUser"', '"runArgs": ["--privileged"], "remoteUser"'],
  ['missing', DEVELOPMENT, '{', '['],
])('finds a planted violation of %s in %s', (rule, path, text, wrong) => {
  const content = files.find((file) => file.path === path)!.content;
  const from = typeof text === 'string' ? text : (text.exec(content)?.[0] ?? 'nothing like it');
  const found = checkContainers(planted(files, path, from, wrong)).findings;
  expect(found.map((finding) => finding.rule)).toContain(`containers/${rule}`);
  for (const finding of found) expect(finding.suggestion).not.toBe('');
});

it('fails where there are no container files, and says why the image is not built', () => {
  expect(resultOf('containers', 0, checkContainers([]))).toMatchObject({ status: 'failed', inspected: 0 });
  expect(resultOf('image', 0, checkImage())).toMatchObject({
    status: 'not-run',
    detail: expect.stringContaining('no container engine'),
  });
});
