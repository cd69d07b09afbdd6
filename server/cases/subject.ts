/** Whom an alert is about. */
export type SubjectKind = 'customer' | 'store' | 'device' | 'ip' | 'home' | 'card'

export interface Subject {
  readonly kind: SubjectKind
  readonly id: string
}

export const subjectKey = ({ kind, id }: Subject): string => `${kind}:${id}`
