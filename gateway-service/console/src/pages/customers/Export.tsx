import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { paths } from '@schema';
import type { ExportQuery } from '../../api/client';
import { useSpeech } from '../../i18n';

const EXPORT: keyof paths = '/v1/customers/export';

/** Where the browser finds the file: it streams it to the disk, which a request of the page's own would not. */
export function exportAddress(query: ExportQuery): string {
  return `${EXPORT}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;
}

/** The list as it is filtered and sorted, as a file. */
export function Export({ query }: { query: ExportQuery }) {
  const { t } = useSpeech();
  return (
    <Menu withinPortal position="bottom-end">
      <Menu.Target><Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>{t('export')}</Button></Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'ndjson'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={exportAddress({ ...query, format })} download>{t(`as_${format}`)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
