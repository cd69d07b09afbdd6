import { useMutation } from '@tanstack/react-query'
import { Button } from '../../ui/button.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { useOwnWords } from '../../words/own.ts'
import { givePicture, pictureOf, type ReceiptText } from './receipt-picture.ts'

/** 「画像として保存」 */
export function SaveReceipt({ receipt, number }: { receipt: ReceiptText; number: string }) {
  const words = useOwnWords().receipt
  const saving = useMutation({ mutationFn: async () => givePicture(await pictureOf(receipt), words.file(number)) })
  return (
    <>
      <Button busy={saving.isPending ? words.saving : null} onPress={() => saving.mutate()}>
        {words.save}
      </Button>
      {saving.isError ? <ErrorPanel tone="attention" what={words.failed} /> : null}
    </>
  )
}
