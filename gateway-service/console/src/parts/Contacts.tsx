import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, asked } from '../api/client';
import { useSpeech } from '../i18n';
import { Busy, Failed } from './States';

/** Whom one talks to at a customer, and when they were last seen in the product. */
export function Contacts({ id }: { id: string }) {
  const { t, time } = useSpeech();
  const contacts = useQuery({
    queryKey: ['contacts', id],
    queryFn: () => asked(api.GET('/v1/customers/{id}/contacts', { params: { path: { id }, query: { limit: 100 } } })),
  });
  return (
    <section className="card" aria-labelledby="contacts">
      <Stack p="md" gap={8}>
        <Title order={2} size="h5" id="contacts">{t('contacts')}</Title>
        {contacts.isPending ? <Busy /> : contacts.isError ? <Failed error={contacts.error} again={() => void contacts.refetch()} /> : (
          <>
            {contacts.data.data.map((contact) => (
              <div key={contact.id}>
                <Text size="sm" fw={500}>{contact.name}{contact.role && <span className="soft"> · {t(`c_${contact.role}`)}</span>}</Text>
                <Text size="xs" className="soft break">{contact.email}{contact.last_seen_at && ` · ${t('lastSeen', { when: time(contact.last_seen_at) })}`}</Text>
              </div>
            ))}
            {contacts.data.data.length === 0 && <Text size="sm" className="soft">{t('noContacts')}</Text>}
          </>
        )}
      </Stack>
    </section>
  );
}
