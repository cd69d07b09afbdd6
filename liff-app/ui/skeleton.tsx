import styles from './skeleton.module.css'

/** Grey rows where a list or a card will be. `label` tells a screen reader that something is being loaded. */
export function Skeleton({ label, rows = 3, tall = false }: { label: string; rows?: number; tall?: boolean }) {
  return (
    <div className={styles.skeleton} aria-busy="true" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles.bar} data-tall={tall || undefined} />
      ))}
    </div>
  )
}
