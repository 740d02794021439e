import { Select, type SelectProps } from '@mantine/core';

/** A select in which one types to find an option, from the first key on: Enter takes the first that is found. */
export function SearchSelect(props: Omit<SelectProps, 'searchable'>) {
  return <Select {...props} searchable selectFirstOptionOnChange onFocus={(event) => event.currentTarget.select()} />;
}
