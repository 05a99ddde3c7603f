import { useEffect, useState } from 'preact/hooks';

import { signIn } from '../api/browser.ts';
import type { SignInState } from '../api/sign-in.ts';
import { Field } from './field.tsx';
import { PageHeading } from './page-heading.tsx';

/** Whether somebody has to say who they are. */
export const useSignIn = (): SignInState => {
  const [state, setState] = useState(signIn.state);
  useEffect(() => signIn.subscribe(() => setState(signIn.state())), []);
  return state;
};

/** Asks for what shows the API who calls. */
export const SignIn = ({ refused }: { refused: boolean }) => {
  const [credential, setCredential] = useState('');
  return (
    <>
      <PageHeading text="Who are you?" title="Sign in" />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (credential.trim() !== '') signIn.enter(credential);
        }}
      >
        <Field
          name="credential"
          label="Token or access key"
          hint="A token of Entra ID for this factory, or an access key of your tenant. It stays in this tab and is gone with it."
          value={credential}
          error={refused ? 'It is not good, or not any more. Enter another one.' : undefined}
          onInput={(_, value) => setCredential(value)}
          secret
          required
        />
        <button type="submit">Go on</button>
      </form>
    </>
  );
};
