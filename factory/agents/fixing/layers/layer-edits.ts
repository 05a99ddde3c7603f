import type { Finding } from '../../../domain/quality-report.ts';
import type { SourceFile } from '../../../domain/syntax.ts';
import type { Edit } from '../edits.ts';
import { countOf, importDeclarationsOf, importsOf, type Imported } from '../modules.ts';
import { removedStatement } from '../repairs/removed-nodes.ts';
import type { Tree } from '../tree.ts';
import { behindExistingPort, isOnlyType, withoutImport } from './existing-port.ts';
import { injected } from './injected-port.ts';
import { movedInwards } from './moved-type.ts';

/**
 * A name of the outer layer: not imported where nothing uses it; else the port that the outer layer keeps to. Where there is none
 * yet, a type moves inwards, and a value is handed in by the composition root, as a type that the inner layer declares.
 */
const behindPort = (source: SourceFile, imported: Imported, tree: Tree): Edit[] => {
  const { local } = imported;
  if (countOf(source.content, local) === 1) return withoutImport(source, imported);
  if (!isOnlyType(source, local)) return injected(source, imported, tree);
  const existing = behindExistingPort(source, imported, tree);
  return existing.length > 0 ? existing : movedInwards(source, imported, tree);
};

/** What turns an import against the direction of the layers into one of a port that the outer layer implements. */
export const layerEdits = ({ file, line }: Finding, tree: Tree): Edit[] => {
  const source = file === undefined ? undefined : tree.sourceOf(file);
  const declaration = importDeclarationsOf(source).find(({ loc }) => loc.start.line === line);
  if (!source || !declaration) return [];
  const names = importsOf(source).filter((each) => each.declaration === declaration);
  if (names.length === 0) return [removedStatement(source.path, declaration, source.content)];
  return names.flatMap((each) => behindPort(source, each, tree));
};
