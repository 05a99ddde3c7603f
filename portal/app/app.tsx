import { useEffect, useRef } from 'preact/hooks';

import { signIn } from '../api/browser.ts';
import { Home } from '../projects/home.tsx';
import { ProjectPage } from '../projects/project-page.tsx';
import { EmptyNote } from './notes.tsx';
import { PageHeading } from './page-heading.tsx';
import type { Route } from './route.ts';
import { SignIn, useSignIn } from './sign-in.tsx';
import { useRoute } from './use-route.ts';

const Page = ({ route }: { route: Route }) => {
  if (route.page === 'home') return <Home />;
  if (route.page === 'project')
    return <ProjectPage key={route.id} id={route.id} view={route.view} path={route.path} />;
  return (
    <>
      <PageHeading text="Not found" title="Not found" />
      <EmptyNote title="There is no such page." text="Go to the list of projects by the link at the top." />
    </>
  );
};

const skip = (event: MouseEvent): void => {
  event.preventDefault();
  document.getElementById('main')?.focus();
};

/** Who follows a link to another page goes on at its heading; a screen reader begins to read there. */
const useFocusOnHeading = (page: string): void => {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    document.querySelector<HTMLElement>('.page-heading')?.focus();
  }, [page]);
};

export const App = () => {
  const route = useRoute();
  const signInState = useSignIn();
  useFocusOnHeading(route.page === 'project' ? route.id : route.page);
  return (
    <>
      <a class="skip-link" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <header class="banner">
        <a class="brand" href="#/" aria-current={route.page === 'home' ? 'page' : undefined}>
          <span class="brand-sign" aria-hidden="true" />
          AI software factory
        </a>
        {signInState === 'no' && signIn.isSignedIn() && (
          <button type="button" class="button-quiet" onClick={signIn.leave}>
            Sign out
          </button>
        )}
        <a class="banner-link" href="/api/openapi.json">
          API
        </a>
      </header>
      <main id="main" class="main" tabIndex={-1}>
        {signInState === 'no' ? <Page route={route} /> : <SignIn refused={signInState === 'refused'} />}
      </main>
    </>
  );
};
