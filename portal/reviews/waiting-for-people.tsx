import { useEffect } from 'preact/hooks';

import { client } from '../api/browser.ts';
import { useLoaded } from '../app/use-loaded.ts';
import { OpenReviews } from './open-reviews.tsx';

/** How often it is asked for. Milliseconds. */
const REFRESH_MS = 5_000;

/** What people are asked, over all projects. */
export const WaitingForPeople = () => {
  const { value = [], reload } = useLoaded(client.openReviews, 'open reviews');
  useEffect(() => {
    const timer = setInterval(reload, REFRESH_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return <OpenReviews reviews={value} />;
};
