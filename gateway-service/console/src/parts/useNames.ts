import { useSpeech } from '../i18n';
import { en, type Word } from '../i18n/en';

/** Dimensions and signals in words; those that a workspace has named itself, as they are. */
export function useNames() {
  const { t } = useSpeech();
  const word = (key: string, name: string) => (key in en ? t(key as Word) : name.replaceAll('_', ' '));
  return {
    dimension: (name: string) => (name === 'override' ? t('override') : ['usage', 'engagement', 'support', 'sentiment'].includes(name) ? t(name as Word) : name.replaceAll('_', ' ')),
    signal: (name: string) => word(`sig_${name}`, name),
  };
}
