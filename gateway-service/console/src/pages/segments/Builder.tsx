import { Button, Checkbox, Group as Row, Select, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { fault } from '../../api/client';
import { below } from '../../api/pointer';
import { useSpeech } from '../../i18n';
import { ConditionRow } from './ConditionRow';
import { change, condition, type Group, group, isGroup, type Part, pointerTo } from './filter';
import type { Known } from './words';

type Props = { whole: Group; set: (whole: Group) => void; known: Known; error: unknown };

/** Builds a filter: conditions, and groups of them within groups. */
export function Builder({ whole, set, known, error }: Props) {
  // What was just added is where the next key belongs.
  const [fresh, added] = useState('');
  const add = (to: Group, part: Part) => {
    added(isGroup(part) ? (part.parts[0]?.id ?? '') : part.id);
    const grown = (old: Part): Part => (isGroup(old) ? { ...old, parts: [...old.parts, part] } : old);
    set(to.id === whole.id ? (grown(whole) as Group) : change(whole, to.id, grown));
  };
  const replace = (part: Part) => set(part.id === whole.id ? (part as Group) : change(whole, part.id, () => part));
  const remove = (part: Part, from: Group) => {
    document.getElementById(`${from.id}-add`)?.focus();
    set(change(whole, part.id, () => null));
  };
  return <GroupBox group={whole} pointer="/filter" {...{ add, replace, remove, known, error, fresh }} />;
}

type BoxProps = {
  group: Group; pointer: string; known: Known; error: unknown; fresh: string; within?: Group;
  add: (to: Group, part: Part) => void; replace: (part: Part) => void; remove: (part: Part, from: Group) => void;
};

function GroupBox({ group: it, pointer, within, ...rest }: BoxProps) {
  const { t } = useSpeech();
  const { add, replace, remove, known, error } = rest;
  const here = pointerTo(pointer, it);
  const wrong = fault(error, below(here, 'field'));
  return (
    <fieldset className="group-box">
      <legend>{t(within ? 'innerGroup' : 'filter')}</legend>
      <Row gap="sm" mb={8}>
        <Select w={220} size="xs" aria-label={t('joinedBy')} value={it.join} onChange={(value) => replace({ ...it, join: value === 'or' ? 'or' : 'and' })} allowDeselect={false}
          data={[{ value: 'and', label: t('allOf') }, { value: 'or', label: t('anyOf') }]} />
        <Checkbox size="xs" label={t('turnedGroup')} checked={it.not} onChange={(event) => replace({ ...it, not: event.currentTarget.checked })} />
        {within && <Button size="compact-xs" variant="subtle" color="gray" leftSection={<IconX size={13} aria-hidden />} onClick={() => remove(it, within)}>{t('removeGroup')}</Button>}
      </Row>
      {wrong && <Text size="xs" c="var(--mantine-color-error)" role="alert">{wrong}</Text>}
      <ul className="parts-of-filter">
        {it.parts.map((part, i) => {
          const place = below(below(here, it.join), i);
          return (
            <li key={part.id}>
              {isGroup(part) ? <GroupBox group={part} pointer={place} within={it} {...rest} />
                : <ConditionRow it={part} nth={i + 1} pointer={pointerTo(place, part)} known={known} error={error} first={part.id === rest.fresh} replace={replace} remove={() => remove(part, it)} />}
            </li>
          );
        })}
      </ul>
      <Row gap="xs">
        <Button id={`${it.id}-add`} size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(it, condition('arr', known.fields))}>{t('addCondition')}</Button>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(it, group([condition('arr', known.fields)], it.join === 'and' ? 'or' : 'and'))}>{t('addGroup')}</Button>
      </Row>
    </fieldset>
  );
}
