import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSpeech } from '../i18n';

const DOUBLE_CLICK_MS = 500;

/** A modal that says how to close it. It does not lock the page behind it, which would take a style in the page. */
export function Dialog(props: ModalProps) {
  const { t } = useSpeech();
  // The second click of a double click on what opened it falls beside it.
  const [settled, settle] = useState(false);
  useEffect(() => {
    const settling = window.setTimeout(() => settle(true), DOUBLE_CLICK_MS);
    return () => window.clearTimeout(settling);
  }, []);
  return <Modal lockScroll={false} closeOnClickOutside={settled} closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}
