import { resourceVersions } from '../../../knowledge/delivery/resource-versions.ts';
import { rewritten, withLine, type Suggest } from './change.ts';
import { codeOf, placeOf } from './bicep-text.ts';
import { nearest } from './nearest.ts';

/** What a version that does not exist, or is too old, leads to: unknown types, properties and requirements. */
const CODES = new Set(['BCP029', 'BCP081', 'BCP037', 'BCP036', 'BCP035', 'use-recent-api-versions']);

const RESOURCE = /'(Microsoft\.[\w./]+)@([\w-]+)'/;

/** The type of a resource as it is known, with the version whose types are known. */
export const knownVersion: Suggest = (finding, files) => {
  const place = placeOf(finding, files);
  if (!place || !CODES.has(codeOf(finding))) return [];
  const line = place.lines.findLastIndex((text, index) => index <= place.index && RESOURCE.test(text));
  const text = place.lines[line] ?? '';
  const [whole, type = ''] = RESOURCE.exec(text) ?? [];
  if (whole === undefined) return [];
  const types = type in resourceVersions ? [type] : nearest(type, Object.keys(resourceVersions));
  return types.flatMap((name) =>
    rewritten(
      place.within,
      withLine(place.within.content, line, text.replace(whole, `'${name}@${resourceVersions[name] ?? ''}'`)),
    ),
  );
};
