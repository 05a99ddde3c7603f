import { isSameField, type Fields } from './draft-fields.ts';

export type PatchOperation = { op: 'add' | 'replace' | 'remove' | 'test'; path: string; value?: unknown };

export const HIERARCHY = {
  parent: 'System.LinkTypes.Hierarchy-Reverse',
  child: 'System.LinkTypes.Hierarchy-Forward',
} as const;
export const ARTIFACT_LINK = 'ArtifactLink';

export const setFields = (fields: Fields): PatchOperation[] =>
  Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value }));

/** Those that differ from what is there. */
export const changedFields = (present: Fields, wanted: Fields): PatchOperation[] =>
  setFields(
    Object.fromEntries(
      Object.entries(wanted).filter(([name, value]) => !isSameField(name, present[name], value)),
    ),
  );

export const addRelation = (value: {
  rel: string;
  url: string;
  attributes?: Record<string, string>;
}): PatchOperation => ({ op: 'add', path: '/relations/-', value });

/** Refused with 412 where somebody changed the work item since it was read. */
export const unchangedSince = (rev: number): PatchOperation => ({ op: 'test', path: '/rev', value: rev });
