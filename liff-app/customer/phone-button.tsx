import { Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonLink } from '../ui/button.tsx'
import { useAppWords } from '../words/app.ts'

/** Calls the secretariat. */
export function PhoneButton({ children, kind = 'secondary' }: { children: ReactNode; kind?: 'primary' | 'secondary' }) {
  const { phone } = useAppWords()
  return (
    <ButtonLink to={`tel:${phone.replaceAll('-', '')}`} kind={kind} icon={<Phone aria-hidden="true" />}>
      {children}
    </ButtonLink>
  )
}
