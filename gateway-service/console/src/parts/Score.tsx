import { useSpeech } from '../i18n';

export type Band = 'healthy' | 'neutral' | 'at_risk';

/** Score and band in a line. Colour is never alone: the word is there as well. */
export function ScorePill({ score, band }: { score: number | null; band: Band | null }) {
  const { t } = useSpeech();
  if (score === null || band === null) return <span className="soft">{t('noScore')}</span>;
  return (
    <span className={`pill ${band}`}>
      <b>{score}</b> {t(band)}
    </span>
  );
}

/** The score as a ring that is filled so far. */
export function ScoreRing({ score, band }: { score: number | null; band: Band | null }) {
  const { t } = useSpeech();
  const round = 2 * Math.PI * 34;
  const label = score === null || band === null ? t('noScore') : `${t('score')} ${score}, ${t(band)}`;
  return (
    <svg className={`ring ${band ?? 'none'}`} viewBox="0 0 80 80" role="img" aria-label={label}>
      <circle className="track" cx="40" cy="40" r="34" />
      {score !== null && (
        <circle className="value" cx="40" cy="40" r="34" strokeDasharray={`${(round * score) / 100} ${round}`} transform="rotate(-90 40 40)" />
      )}
      <text x="40" y="47" textAnchor="middle">{score ?? '–'}</text>
    </svg>
  );
}
