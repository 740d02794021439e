import { NumberInput, Select, TextInput } from '@mantine/core';
import { useSpeech } from '../../i18n';
import { SearchSelect } from '../../parts/SearchSelect';
import { type Definition, isNumber } from './fields';

type Props = { field: Definition; value: string; change: (value: string) => void; error: string | undefined; description?: string | undefined };

/** One value of a custom field, by its definition; empty for none. */
export function CustomInput({ field, value, change, error, description }: Props) {
  const { t } = useSpeech();
  const { label, type, options } = field;
  const shared = { label, error, description, value };
  if (isNumber(type)) return <NumberInput {...shared} hideControls decimalScale={type === 'CURRENCY' ? 2 : undefined} onChange={(typed) => change(String(typed))} />;
  if (type === 'BOOLEAN') {
    return <Select {...shared} value={value || null} clearable onChange={(chosen) => change(chosen ?? '')} data={[{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]} />;
  }
  if (type === 'DROPDOWN') {
    // What a customer has may be no option any more.
    const offered = value && !options.includes(value) ? [value, ...options] : options;
    return <SearchSelect {...shared} value={value || null} clearable onChange={(chosen) => change(chosen ?? '')} data={offered} />;
  }
  return <TextInput {...shared} type={type === 'DATE' ? 'date' : type === 'URL' ? 'url' : 'text'} onChange={(event) => change(event.currentTarget.value)} />;
}
