import { Modal, type ModalProps } from '@mantine/core';
import { useSpeech } from '../i18n';

/** A modal that says how to close it. It does not lock the page behind it, which would take a style in the page. */
export function Dialog(props: ModalProps) {
  const { t } = useSpeech();
  return <Modal lockScroll={false} closeButtonProps={{ 'aria-label': t('close') }} {...props} />;
}
