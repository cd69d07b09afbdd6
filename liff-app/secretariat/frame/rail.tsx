import { NavLink } from 'react-router'
import { useOfficer } from '../../session.tsx'
import { count } from '../../ui/format.ts'
import { Logo } from '../../ui/logo.tsx'
import { useAppWords } from '../../words/app.ts'
import { useOfficeWords } from '../words.ts'
import { usePlaces } from './places.tsx'
import styles from './rail.module.css'

/** The left rail of a PC: all areas, each with the number that waits there. */
export function Rail() {
  const app = useAppWords()
  const { area, role } = useOfficeWords()
  const officer = useOfficer()
  const places = usePlaces()
  return (
    <aside className={styles.rail}>
      <div className={styles.brand}>
        <Logo name={app.product} />
        <p>{area.name}</p>
      </div>
      <nav aria-label={area.railLabel} className={styles.places}>
        {places.map((place) => (
          <NavLink key={place.to} to={place.to} end={place.exact ?? false} className={styles.place}>
            <span aria-hidden="true" className={styles.icon}>
              {place.icon}
            </span>
            <span className={styles.label}>{place.label}</span>
            {place.count ? (
              <>
                <span aria-hidden="true" className={styles.count}>
                  {count(place.count)}
                </span>
                <span className="visually-hidden">{place.countLabel}</span>
              </>
            ) : null}
          </NavLink>
        ))}
      </nav>
      <p className={styles.person}>{area.signedInAs(officer.name, role[officer.officerRole])}</p>
    </aside>
  )
}
