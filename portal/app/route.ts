/** The views of a project, in the order of their tabs. */
export const VIEWS = [
  'board',
  'timeline',
  'artifacts',
  'quality',
  'requirements',
  'repositories',
  'processes',
  'reviews',
] as const;
export type View = (typeof VIEWS)[number];

export type Route =
  | { page: 'home' }
  /** `path` is what is selected in a view: the path of an artifact, the id of a review. */
  | { page: 'project'; id: string; view: View; path?: string }
  | { page: 'unknown' };

const isView = (text: string): text is View => VIEWS.some((view) => view === text);

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

/** `#/`, `#/projects/<id>`, `#/projects/<id>/<view>`, `#/projects/<id>/artifacts/<path>`, `#/projects/<id>/reviews/<review>`. */
export const routeOf = (hash: string): Route => {
  const segments = hash
    .replace(/^#?\/?/, '')
    .replace(/\/$/, '')
    .split('/')
    .map(decoded);
  if (segments.includes(undefined)) return { page: 'unknown' };
  const [root = '', id = '', view = 'board', ...path] = segments as string[];
  if (root === '') return { page: 'home' };
  if (root !== 'projects' || id === '' || !isView(view)) return { page: 'unknown' };
  return path.length > 0 && (view === 'artifacts' || view === 'reviews')
    ? { page: 'project', id, view, path: path.join('/') }
    : { page: 'project', id, view };
};

/** The hash of a route. */
export const hashOf = (route: Route): string => {
  if (route.page !== 'project') return '#/';
  const path = route.path === undefined ? [] : route.path.split('/');
  return `#/${['projects', route.id, route.view, ...path].map(encodeURIComponent).join('/')}`;
};
