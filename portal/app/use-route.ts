import { useEffect, useState } from 'preact/hooks';

import { hashOf, routeOf, type Route } from './route.ts';

/** The route that the address names now. */
export const useRoute = (): Route => {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return routeOf(hash);
};

export const goTo = (route: Route): void => {
  location.hash = hashOf(route);
};
