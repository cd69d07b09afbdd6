import { useState } from 'react'
import { Choice } from './ui/choice.tsx'
import { useLanguage, type Language } from './words/language.ts'

/** Japanese or English; the choice shows at once, the words follow when they are loaded. */
export function LanguageChoice({ legend, onChoose }: { legend: string; onChoose: (chosen: Language) => void }) {
  const language = useLanguage()
  const [chosen, setChosen] = useState<Language | null>(null)
  return (
    <Choice
      legend={legend}
      value={chosen ?? language}
      onChange={(language) => {
        setChosen(language)
        onChoose(language)
      }}
      options={[
        { value: 'ja', label: <span lang="ja">日本語</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  )
}
