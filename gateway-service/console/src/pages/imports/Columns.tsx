import { Text } from '@mantine/core';
import { useSpeech } from '../../i18n';
import type { Word } from '../../i18n/en';
import { SearchSelect } from '../../parts/SearchSelect';
import type { Definition } from '../customers/fields';
import { canWrite, type Head } from './csv';
import { CUSTOM, PASSED_OVER, repeated, type Target, TARGETS } from './mapping';
import { Next } from './Step';

export const TARGET_WORDS: Record<Target, Word> = { name: 'name', email_domain: 'domain', arr: 'arr', owner_email: 'ownerEmail', status: 'status', renewal_date: 'renewal', id: 'customerId' };

type Props = { head: Head; fields: Definition[]; targets: string[]; map: (targets: string[]) => void; back: () => void; on: () => void };

/** Says of each column of the file what it is of a customer. */
export function Columns({ head, fields, targets, map, back, on }: Props) {
  const { t } = useSpeech();
  const twice = repeated(targets);
  const custom = fields.filter(({ key }) => canWrite(key, head)).map(({ key, label }) => ({ value: CUSTOM + key, label }));
  const choices = (column: string) => {
    const own = CUSTOM + column.replace(/^cf_/i, '');
    // What nobody defined takes any text.
    const undefinedField = custom.some(({ value }) => value === own) || column === '' || own.length > CUSTOM.length + 64 ? [] : [{ value: own, label: t('asField', { name: own.slice(CUSTOM.length) }) }];
    return [
      { group: t('customer'), items: [{ value: PASSED_OVER, label: t('passOver') }, ...TARGETS.map((value) => ({ value: value as string, label: t(TARGET_WORDS[value]) }))] },
      { group: t('customFields'), items: [...custom, ...undefinedField] },
    ];
  };
  return (
    <>
      <Text size="sm" className="soft">{t('columnsLead')}</Text>
      <div className="scroll">
        <table className="table">
          <thead><tr><th scope="col">{t('column')}</th><th scope="col">{t('examples')}</th><th scope="col">{t('becomes')}</th></tr></thead>
          <tbody>
            {head.header.map((column, i) => (
              <tr key={i}>
                <th scope="row" className="row">{column || t('unnamed', { n: i + 1 })}</th>
                <td className="soft break">{head.rows.map((row) => row[i]).filter(Boolean).slice(0, 3).join(' · ') || '–'}</td>
                <td>
                  <SearchSelect size="xs" w={240} aria-label={t('becomesOf', { name: column || String(i + 1) })} value={targets[i] ?? PASSED_OVER} allowDeselect={false} data={choices(column)}
                    onChange={(value) => map(targets.map((old, at) => (at === i ? (value ?? PASSED_OVER) : old)))} error={twice.includes(i) && t('isThere')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Next back={back} go={twice.length === 0 && targets.some((target) => target !== PASSED_OVER) ? on : null} />
    </>
  );
}
