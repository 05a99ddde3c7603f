import { PageHeading } from '../app/page-heading.tsx';
import { SubmitForm } from '../submit/submit-form.tsx';
import { WaitingForPeople } from '../reviews/waiting-for-people.tsx';
import { ProjectList } from './project-list.tsx';

/** What to build, and what was built. */
export const Home = () => (
  <>
    <PageHeading text="What shall be built?" title="Projects" />
    <SubmitForm />
    <WaitingForPeople />
    <section aria-labelledby="projects-heading">
      <h2 id="projects-heading">Projects</h2>
      <ProjectList />
    </section>
  </>
);
