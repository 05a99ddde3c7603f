import { artifactPath } from '../api/client.ts';
import { client } from '../api/browser.ts';
import { EmptyNote, Loading, TroubleNote } from '../app/notes.tsx';
import { hashOf } from '../app/route.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { useModule } from '../app/use-module.ts';
import { goTo } from '../app/use-route.ts';

/** What shows files is large, and comes when files are looked at. */
const importBrowser = () => import('../artifacts/artifact-browser.tsx');

/** The files that the stages wrote. `version` changes when there may be more. */
export const ArtifactsView = ({
  id,
  path,
  version,
  load,
}: {
  id: string;
  path: string | undefined;
  version: number;
  load: (path: string) => Promise<string>;
}) => {
  const browser = useModule(importBrowser);
  const {
    value: items,
    trouble,
    reload,
  } = useLoaded(() => client.artifacts(id), `artifacts of ${id}`, version);
  const broken = trouble ?? browser.trouble;
  if (!items || !browser.module)
    return broken ? <TroubleNote trouble={broken} onRetry={reload} /> : <Loading what="the artifacts" />;
  const { ArtifactBrowser } = browser.module;
  const routeTo = (target: string) => ({ page: 'project', id, view: 'artifacts', path: target }) as const;
  return (
    <>
      {broken && <TroubleNote trouble={broken} onRetry={reload} />}
      {items.length === 0 ? (
        <EmptyNote title="No artifact yet." text="The first stage writes the first ones when it has ended." />
      ) : (
        <ArtifactBrowser
          items={items}
          load={load}
          selected={path}
          onSelect={(target) => goTo(routeTo(target))}
          href={(target) => artifactPath(id, target)}
          pageHref={(target) => hashOf(routeTo(target))}
        />
      )}
    </>
  );
};
