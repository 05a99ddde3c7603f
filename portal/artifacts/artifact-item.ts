import type { Artifact } from '../../factory/domain/artifact.ts';

export type ArtifactItem = Pick<Artifact, 'path' | 'stage' | 'sha256' | 'size'>;
