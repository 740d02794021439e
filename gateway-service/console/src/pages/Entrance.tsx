import { Anchor, Button, Paper, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, asked, fault, keepCsrfToken, ProblemError } from '../api/client';
import { useSpeech } from '../i18n';
import { Logo } from '../parts/Logo';
import { Failed } from '../parts/States';
import { SESSION } from '../session';

function Entrance({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <div className="entrance">
      <main>
        <Stack gap="lg">
          <div className="brand"><Logo /> LealUp</div>
          <div>
            <Title order={1} size="h2">{title}</Title>
            <Text className="soft" size="sm" mt={4}>{t('signInLead')}</Text>
          </div>
          <Paper className="card" p="lg">{children}</Paper>
        </Stack>
      </main>
    </div>
  );
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

function submitted(action: (form: FormData) => void) {
  return (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    action(new FormData(event.currentTarget));
  };
}

/** Problems that name no field are shown above the form. */
function General({ error }: { error: unknown }) {
  return error === null || (error instanceof ProblemError && error.fields.length > 0) ? null : <Failed error={error} />;
}

function useBegin() {
  const queries = useQueryClient();
  return async (body: { email: string; password: string; tenant_id?: string }) => {
    const session = await asked(api.POST('/v1/sessions', { body }));
    keepCsrfToken(session.csrf_token);
    queries.setQueryData(SESSION, session);
  };
}

type Choice = { tenant_id: string; name: string };

/** Shown in place of whatever page was asked for, so that it is there after signing in. */
export function SignIn() {
  const { t } = useSpeech();
  const begin = useBegin();
  const [tenant, choose] = useState<string | null>(null);
  const signIn = useMutation({ mutationFn: begin });
  const error = signIn.error;
  const choices = error instanceof ProblemError && error.code === 'workspace_choice_required' ? (error.more.workspaces as Choice[]) : null;
  return (
    <Entrance title={t('signIn')}>
      <form
        onSubmit={submitted((form) =>
          signIn.mutate({ email: text(form, 'email'), password: text(form, 'password'), ...(tenant ? { tenant_id: tenant } : {}) }))}
      >
        <Stack>
          {!choices && <General error={error} />}
          <TextInput name="email" type="email" label={t('email')} autoComplete="username" required autoFocus error={fault(error, '/email')} />
          <PasswordInput name="password" label={t('password')} autoComplete="current-password" required error={fault(error, '/password')} />
          {choices && (
            <Select label={t('workspace')} description={t('chooseWorkspace')} value={tenant} onChange={choose}
              data={choices.map((choice) => ({ value: choice.tenant_id, label: choice.name }))} />
          )}
          <Button type="submit" loading={signIn.isPending}>{t('signIn')}</Button>
          <Anchor component={Link} to="/sign-up" size="sm">{t('newWorkspace')}</Anchor>
        </Stack>
      </form>
    </Entrance>
  );
}

export function SignUp() {
  const { t } = useSpeech();
  const begin = useBegin();
  const signUp = useMutation({
    mutationFn: async (body: { workspace_name: string; name: string; email: string; password: string }) => {
      const { workspace } = (await asked(api.POST('/v1/sign-ups', { body }))) as { workspace?: { id?: string } };
      await begin({ email: body.email, password: body.password, ...(workspace?.id ? { tenant_id: workspace.id } : {}) });
    },
  });
  const error = signUp.error;
  return (
    <Entrance title={t('newWorkspace')}>
      <form
        onSubmit={submitted((form) =>
          signUp.mutate({ workspace_name: text(form, 'workspace_name'), name: text(form, 'name'), email: text(form, 'email'), password: text(form, 'password') }))}
      >
        <Stack>
          <General error={error} />
          <TextInput name="workspace_name" label={t('workspaceName')} required autoFocus error={fault(error, '/workspace_name')} />
          <TextInput name="name" label={t('yourName')} autoComplete="name" required error={fault(error, '/name')} />
          <TextInput name="email" type="email" label={t('email')} autoComplete="username" required error={fault(error, '/email')} />
          <PasswordInput name="password" label={t('password')} description={t('passwordRule')} autoComplete="new-password" required error={fault(error, '/password')} />
          <Button type="submit" loading={signUp.isPending}>{t('signUp')}</Button>
          <Anchor component={Link} to="/" size="sm">{t('haveAccount')}</Anchor>
        </Stack>
      </form>
    </Entrance>
  );
}

/** What a link leads to; its token is in the fragment. */
export function WithLink({ reset }: { reset: boolean }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  const accept = useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }) => {
      if (reset) await asked(api.POST('/v1/password-resets/complete', { body: { token, password } }));
      else await asked(api.POST('/v1/invitations/accept', { body: { token, password, ...(name ? { name } : {}) } }));
    },
    onSuccess: () => navigate('/', { replace: true }),
  });
  const error = accept.error;
  return (
    <Entrance title={t(reset ? 'reset' : 'invitation')}>
      <form onSubmit={submitted((form) => accept.mutate({ name: text(form, 'name'), password: text(form, 'password') }))}>
        <Stack>
          <General error={error} />
          {fault(error, '/token') && <Failed error={new Error(fault(error, '/token'))} />}
          {!reset && <TextInput name="name" label={t('yourName')} autoComplete="name" error={fault(error, '/name')} />}
          <PasswordInput name="password" label={t('newPassword')} description={t('passwordRule')} autoComplete="new-password" required error={fault(error, '/password')} />
          <Button type="submit" loading={accept.isPending}>{t('proceed')}</Button>
        </Stack>
      </form>
    </Entrance>
  );
}
