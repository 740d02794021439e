import type { Job } from '../../api/client';
import { useSpeech } from '../../i18n';

export function JobPill({ state }: { state: Job['state'] }) {
  const { t } = useSpeech();
  return <span className={`pill ${{ queued: 'plain', running: 'neutral', completed: 'on', failed: 'off' }[state]}`}>{t(`j_${state}`)}</span>;
}
