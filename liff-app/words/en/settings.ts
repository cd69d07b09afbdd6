import type { settings as ja } from '../ja/settings.ts'
import type { Wording } from '../wording.ts'

export const settings: Wording<typeof ja> = {
  title: 'Settings',
  textSize: 'Text size',
  sizes: { standard: 'Standard', large: 'Large', largest: 'Very large' },
  sample: 'Sample: Balance ¥13,000',
  language: 'Language（ことば）',
  saved: 'Changed',
  failed: 'Changed on this phone, but it could not be saved.',
  code: 'Customer number',
  name: 'Name',
}
