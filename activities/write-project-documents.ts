import { createHash } from 'node:crypto';

import { bytesOf } from '../factory/domain/artifact-bytes.ts';
import { servicePrefix, type GeneratedFile } from '../factory/domain/artifact.ts';
import { projectDocument } from '../factory/generators/documents/project-document.ts';
import { formatFiles } from '../factory/generators/format-files.ts';
import { FACTORY_VERSION } from '../factory/version.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import { writeServiceFiles, type ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'artifacts' | 'actions' | 'publisher' | 'clock'>;

const MANIFEST = 'factory/manifest.json';

const sha256 = (file: GeneratedFile): string => createHash('sha256').update(bytesOf(file)).digest('hex');

/** What the factory delivered, file by file: the base against which a later change sees what people edited. */
const manifest = (files: readonly GeneratedFile[]): GeneratedFile =>
  jsonFile(MANIFEST, {
    schemaVersion: 1,
    generator: FACTORY_VERSION,
    files: Object.fromEntries(files.map((file) => [file.path, sha256(file)])),
  });

const byPath = (a: GeneratedFile, b: GeneratedFile): number => (a.path < b.path ? -1 : 1);

/** Finalization: the committed documentation of the project, and the manifest of the delivery. */
export const createWriteProjectDocuments = (ports: Used) => (input: ServiceInput) =>
  writeServiceFiles(
    ports,
    input,
    {
      stage: 'finalization',
      agent: 'technical-writer',
      action: 'document the project',
      input: 'plan, blueprint',
    },
    async ({ plan, blueprint, service }) => {
      const document = await formatFiles([projectDocument(plan, blueprint, service)]);
      const delivered = await ports.artifacts.readAll(input.projectId, servicePrefix(input.service));
      const written = new Set([...document.map(({ path }) => path), MANIFEST]);
      const files = [...delivered.filter(({ path }) => !written.has(path)), ...document];
      return [...document, manifest(files.toSorted(byPath))];
    },
  );
