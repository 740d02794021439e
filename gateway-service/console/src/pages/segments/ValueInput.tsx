import { MultiSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import { typedAt } from '../../api/instant';
import { useSpeech } from '../../i18n';
import { SearchSelect } from '../../parts/SearchSelect';
import { type Condition, CUSTOM, type Kind } from './filter';
import type { Known } from './words';

type Props = { it: Condition; kind: Kind; known: Known; set: (values: string[]) => void; error: string | undefined };
type Choice = { value: string; label: string };

/** What a field can be, where that is a choice. */
function useChoices(it: Condition, kind: Kind, known: Known): Choice[] | undefined {
  const { t } = useSpeech();
  switch (kind) {
    case 'status': return (['active', 'trial', 'paused', 'churned'] as const).map((value) => ({ value, label: t(`st_${value}`) }));
    case 'band': return (['healthy', 'neutral', 'at_risk'] as const).map((value) => ({ value, label: t(value) }));
    case 'boolean': return [{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }];
    case 'person': return known.people.map(({ id, email }) => ({ value: id, label: email }));
    case 'option': return (known.fields.find(({ key }) => CUSTOM + key === it.field)?.options ?? []).map((value) => ({ value, label: value }));
    default: return undefined;
  }
}

/** What is compared with: as the field and the comparison want it typed or chosen. */
export function ValueInput({ it, kind, known, set, error }: Props) {
  const { t } = useSpeech();
  const choices = useChoices(it, kind, known);
  const shared = { size: 'xs', 'aria-label': t('value'), error };
  const [value = ''] = it.values;
  // A number that loses the focus says its value once more: nothing has changed.
  const one = (typed: string) => { if (typed !== value) set(typed === '' ? [] : [typed]); };
  if (it.op === 'is_null') return <span />;
  if (it.op === 'within_days') return <NumberInput {...shared} min={0} max={3650} allowDecimal={false} value={value} onChange={(typed) => one(String(typed))} />;
  if (choices && it.op !== 'contains') {
    // What is chosen may be there no more.
    const all = [...choices, ...it.values.filter((chosen) => !choices.some((choice) => choice.value === chosen)).map((chosen) => ({ value: chosen, label: chosen }))];
    return it.op === 'in' ? <MultiSelect {...shared} data={all} value={it.values} onChange={set} searchable={all.length > 10} />
      : <SearchSelect {...shared} data={all} value={value || null} onChange={(chosen) => one(chosen ?? '')} />;
  }
  if (it.op === 'in') return <TagsInput {...shared} placeholder={t('valuesHint')} value={it.values} onChange={set} acceptValueOnBlur />;
  if (kind === 'number') return <NumberInput {...shared} hideControls value={value} onChange={(typed) => one(String(typed))} />;
  const typed = kind === 'time' ? typedAt(value) : value;
  return <TextInput {...shared} type={kind === 'date' ? 'date' : kind === 'time' ? 'datetime-local' : 'text'} value={typed} onChange={(event) => one(event.currentTarget.value)} />;
}
