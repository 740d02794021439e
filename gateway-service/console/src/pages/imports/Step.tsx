import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n';
import type { Head } from './csv';

/** What is going to be imported. A file of NDJSON has names of its own in each line. */
export type Chosen = { file: File; head: Head | null };

/** The first rows, as a table that can be scrolled by keyboard. */
export function Sample({ titles, rows }: { titles: ReactNode[]; rows: string[][] }) {
  const { t } = useSpeech();
  return (
    <div className="scroll sample" tabIndex={0} role="region" aria-label={t('firstRows')}>
      <table className="table">
        <thead><tr>{titles.map((title, i) => <th key={i} scope="col">{title}</th>)}</tr></thead>
        <tbody>{rows.map((row, i) => <tr key={i}>{titles.map((_, column) => <td key={column}>{row[column] ?? ''}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

export function Next({ go, back }: { go: (() => void) | null; back?: () => void }) {
  const { t } = useSpeech();
  return (
    <Group justify="flex-end">
      {back && <Button variant="default" onClick={back}>{t('previous')}</Button>}
      <Button disabled={!go} onClick={() => go?.()}>{t('proceed')}</Button>
    </Group>
  );
}
