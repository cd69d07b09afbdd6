import { Loaded } from '../../loaded.tsx'
import { Problem } from '../../problem.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { moment } from '../../ui/format.ts'
import { Note } from '../../ui/stack.tsx'
import { useLanguage } from '../../words/language.ts'
import { useStopWords } from '../../words/stops.ts'
import { useChangeOwnStop, useOwnStop } from './queries.ts'

/** 再開を申し込む, or that it was asked for. */
export function ResumeButton() {
  const words = useStopWords().own
  const language = useLanguage()
  const own = useOwnStop()
  const ask = useChangeOwnStop('/api/self-stop/resume-request')
  return (
    <Loaded query={own}>
      {({ askedToResumeAt }) =>
        askedToResumeAt ? (
          <Banner tone="info">{words.asked(moment(askedToResumeAt, language))}</Banner>
        ) : (
          <>
            {ask.error ? <Problem problem={ask.error} /> : null}
            <Button kind="primary" busy={ask.isPending ? words.asking : null} onPress={() => ask.mutate()}>
              {words.resume}
            </Button>
            <Note>{words.resumeNext}</Note>
          </>
        )
      }
    </Loaded>
  )
}
