import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { templateFiles } from '../project/library-files.ts';

export const testLayer = (service: Service): GeneratedFile[] => [...templateFiles(service, 'test/')];
