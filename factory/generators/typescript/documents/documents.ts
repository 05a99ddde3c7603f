import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';

export const documents = (service: Service): GeneratedFile[] => [
  { path: 'README.md', content: `# ${service.title}\n` },
];
