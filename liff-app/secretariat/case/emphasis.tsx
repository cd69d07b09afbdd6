import { Fragment } from 'react'

/** A sentence with its figures and codes set strong: they are what an officer reads first. */
export function Emphasis({ text }: { text: string }) {
  const parts = text.split(/([A-Z]{1,2}-[\dA-Z-]+|[¥−]?\d[\d,.:–]*)/)
  return parts.map((part, place) => (place % 2 === 1 ? <strong key={place}>{part}</strong> : <Fragment key={place}>{part}</Fragment>))
}
