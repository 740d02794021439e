import { ActionIcon, Checkbox, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { fault } from '../../api/client';
import { below } from '../../api/pointer';
import { useSpeech } from '../../i18n';
import { SearchSelect } from '../../parts/SearchSelect';
import { type Condition, condition, CUSTOM, FIELDS, kindOf, type Op, opsOf } from './filter';
import { ValueInput } from './ValueInput';
import { fieldInWords, type Known } from './words';

type Props = { it: Condition; nth: number; pointer: string; known: Known; error: unknown; first: boolean; replace: (part: Condition) => void; remove: () => void };

/** A field, how it is compared, and with what. */
export function ConditionRow({ it, nth, pointer, known, error, first, replace, remove }: Props) {
  const speech = useSpeech();
  const { t } = speech;
  const kind = kindOf(it, known.fields);
  const fields = [...FIELDS, ...known.fields.map(({ key }) => CUSTOM + key)];
  // A filter may name what nobody defined, and ask what this form would not.
  const offered = fields.some((field) => field === it.field) ? fields : [...fields, it.field];
  const ops = opsOf(it.field, kind);
  const asked = ops.includes(it.op) ? ops : [...ops, it.op];
  const opWord = (op: Op) => t(`o_${op}`, { n: '…' });
  const turn = (op: Op) => replace({ ...it, op, values: op === 'is_null' ? [] : op === 'in' || it.op === 'in' || op === 'within_days' || it.op === 'within_days' ? [] : it.values });
  return (
    <div className="condition" role="group" aria-label={t('nthCondition', { n: nth })}>
      <SearchSelect size="xs" aria-label={t('field')} value={it.field} autoFocus={first} allowDeselect={false} error={fault(error, below(pointer, 'field'))}
        onChange={(field) => { if (field && field !== it.field) replace({ ...condition(field, known.fields), id: it.id, not: it.not }); }}
        data={offered.map((value) => ({ value, label: fieldInWords(value, known, speech) }))} />
      <Select size="xs" aria-label={t('comparison')} value={it.op} allowDeselect={false} error={fault(error, below(pointer, 'op'))}
        onChange={(op) => { if (op) turn(op as Op); }} data={asked.map((value) => ({ value, label: opWord(value) }))} />
      <ValueInput it={it} kind={kind} known={known} set={(values) => replace({ ...it, values })} error={fault(error, below(pointer, 'value'))} />
      <Checkbox size="xs" label={t('turnedRound')} checked={it.not} onChange={(event) => replace({ ...it, not: event.currentTarget.checked })} />
      <ActionIcon variant="subtle" color="gray" aria-label={t('removeCondition', { name: fieldInWords(it.field, known, speech) })} onClick={remove}><IconX size={15} /></ActionIcon>
    </div>
  );
}
