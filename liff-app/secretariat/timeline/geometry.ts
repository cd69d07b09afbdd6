/** Pure arithmetic behind the pictures of a case. */
export interface Place {
  readonly code: string
  readonly latitude: number
  readonly longitude: number
}

const earthKm = 6371
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Kilometres between two places, along the earth's surface. */
export function kmBetween(a: Place, b: Place): number {
  const dLat = radians(b.latitude - a.latitude)
  const dLon = radians(b.longitude - a.longitude)
  const chord = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** The two places that are farthest apart, or null when there are fewer than two. */
export function farthest(places: readonly Place[]): { readonly from: Place; readonly to: Place; readonly km: number } | null {
  let found: { from: Place; to: Place; km: number } | null = null
  places.forEach((from, index) => {
    for (const to of places.slice(index + 1)) {
      const km = kmBetween(from, to)
      if (!found || km > found.km) found = { from, to, km }
    }
  })
  return found
}

/** Where places lie in a box of the given size with a margin; north is up, distances keep their proportion. */
export function layOut(places: readonly Place[], box: { readonly width: number; readonly height: number; readonly margin: number }): { readonly place: Place; readonly x: number; readonly y: number }[] {
  const squeeze = Math.cos(radians(places[0]?.latitude ?? 0))
  const east = (place: Place) => place.longitude * squeeze
  const xs = places.map(east)
  const ys = places.map((place) => place.latitude)
  const [west, south] = [Math.min(...xs), Math.min(...ys)]
  const [wide, high] = [Math.max(...xs) - west, Math.max(...ys) - south]
  const room = { width: box.width - 2 * box.margin, height: box.height - 2 * box.margin }
  const scale = Math.min(wide > 0 ? room.width / wide : Infinity, high > 0 ? room.height / high : Infinity)
  const perDegree = Number.isFinite(scale) ? scale : 0
  const left = (box.width - wide * perDegree) / 2
  const top = (box.height - high * perDegree) / 2
  return places.map((place) => ({ place, x: left + (east(place) - west) * perDegree, y: top + (south + high - place.latitude) * perDegree }))
}

/** 1.2, or 64 for long ways: as exact as it is useful. */
export const kmWords = (km: number): string => (km < 10 ? km.toFixed(1) : Math.round(km).toString())

/** Where moments lie on a line, true to time but never closer than the gap, so that seconds apart can still be told apart. */
export function spread(moments: readonly number[], { from, to, gap }: { readonly from: number; readonly to: number; readonly gap: number }): number[] {
  const [first = 0] = moments
  const length = (moments.at(-1) ?? first) - first
  const step = Math.min(gap, moments.length > 1 ? (to - from) / (moments.length - 1) : gap)
  const places: number[] = []
  for (const moment of moments) {
    const wanted = length === 0 ? from : from + ((moment - first) / length) * (to - from)
    places.push(Math.max(wanted, (places.at(-1) ?? from - step) + step))
  }
  // What was pushed over the end pushes back.
  for (let place = places.length - 1, most = to; place >= 0; place -= 1, most -= step) places[place] = Math.min(places[place] ?? most, most)
  return places
}
