import { Button } from './ui/button.tsx'
import { useAppWords } from './words/app.ts'
import { chooseLanguage, useLanguage } from './words/language.ts'

/** 「English」 on Japanese screens, 「日本語」 on English ones. */
export function LanguageButton() {
  const words = useAppWords()
  const language = useLanguage()
  return (
    <Button kind="text" onPress={() => chooseLanguage(language === 'ja' ? 'en' : 'ja')}>
      <span lang={language === 'ja' ? 'en' : 'ja'}>{words.english}</span>
    </Button>
  )
}
