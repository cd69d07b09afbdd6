import { Phone } from 'lucide-react'
import { ButtonLink } from '../ui/button.tsx'
import { useAppWords } from '../words/app.ts'

/** Calls the secretariat. */
export function PhoneButton({ children, kind = 'secondary' }: { children: string; kind?: 'primary' | 'secondary' }) {
  const { phone } = useAppWords()
  return (
    <ButtonLink to={`tel:${phone.replaceAll('-', '')}`} kind={kind} icon={<Phone aria-hidden="true" />}>
      {inOnePiece(children)}
    </ButtonLink>
  )
}

/** A number is not torn at its hyphens (U+2060 forbids it). */
const inOnePiece = (text: string): string => text.replace(/(\d)-(?=\d)/g, '$1-\u2060')
