import { FileInput, Stack, Text, Title } from '@mantine/core';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../../i18n';
import { Busy, Failed } from '../../parts/States';
import { useDefinitions } from '../customers/useDefinitions';
import { Columns } from './Columns';
import { headOf, withHeader } from './csv';
import { guess, headerOf } from './mapping';
import { Rules } from './Rules';
import { type Chosen, Next, Sample } from './Step';

const STEPS = ['file', 'columns', 'rules'] as const;
type Step = (typeof STEPS)[number];

/** From a file to a job: which file, what its columns are, what becomes of its rows. */
export function Wizard() {
  const { t } = useSpeech();
  const definitions = useDefinitions();
  const [step, go] = useState<Step>('file');
  const [chosen, choose] = useState<Chosen | null>(null);
  const [targets, map] = useState<string[]>([]);
  const [unreadable, say] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const begun = useRef(false);
  // Who goes on reads on at the beginning of the step.
  useEffect(() => {
    if (begun.current) title.current?.focus();
    begun.current = true;
  }, [step]);
  if (definitions.isPending) return <Busy />;
  if (definitions.isLoadingError) return <Failed error={definitions.error} again={() => void definitions.refetch()} />;
  const fields = definitions.data;
  const take = async (file: File | null) => {
    say(false);
    choose(null);
    if (!file) return;
    if (isNdjson(file)) return choose({ file, head: null });
    const head = await headOf(file);
    if (!head) return say(true);
    choose({ file, head });
    map(guess(head.header, fields));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (step === 'file') void take(event.dataTransfer.files[0] ?? null);
  };
  const head = chosen?.head ?? null;
  return (
    <section className="card" aria-labelledby="step" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <Stack p="md">
        <ol className="steps">
          {STEPS.map((one, i) => <li key={one} aria-current={one === step ? 'step' : undefined}>{i + 1}. {t(`s_${one}`)}</li>)}
        </ol>
        <Title order={2} size="h5" id="step" tabIndex={-1} ref={title}>{t(`s_${step}`)}</Title>
        {step === 'file' && (
          <>
            <FileInput label={t('file')} description={t('fileHint')} placeholder={t('chooseFile')} accept=".csv,.txt,.ndjson,.jsonl,text/csv,application/x-ndjson" clearable maw={420}
              value={chosen?.file ?? null} onChange={(file) => void take(file)} error={unreadable && t('unreadable')} clearButtonProps={{ 'aria-label': t('clearFile') }} />
            {chosen && <Glance chosen={chosen} />}
            <Next go={chosen && (() => go(head ? 'columns' : 'rules'))} />
          </>
        )}
        {step === 'columns' && head && (
          <Columns head={head} fields={fields} targets={targets} map={map} back={() => go('file')} on={() => go('rules')} />
        )}
        {step === 'rules' && chosen && (
          <Rules chosen={chosen} targets={targets} body={() => (head ? withHeader(chosen.file, head, headerOf(targets)) : chosen.file)} back={() => go(head ? 'columns' : 'file')} />
        )}
      </Stack>
    </section>
  );
}

export const isNdjson = ({ name, type }: Pick<File, 'name' | 'type'>) => /\.(ndjson|jsonl)$/i.test(name) || type === 'application/x-ndjson';

/** What the file begins with. */
function Glance({ chosen: { file, head } }: { chosen: Chosen }) {
  const { t, language } = useSpeech();
  const size = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }).format(file.size / 1000);
  return (
    <>
      <Text size="sm">{head ? t('csvFile', { n: head.header.length, size, encoding: head.encoding === 'utf-8' ? 'UTF-8' : 'latin-1' }) : t('ndjsonFile', { size })}</Text>
      {head && <Sample titles={head.header} rows={head.rows.slice(0, 5)} />}
    </>
  );
}
