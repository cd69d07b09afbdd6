import { CirclePlay } from 'lucide-react'
import { Loaded } from '../../loaded.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Note } from '../../ui/stack.tsx'
import { Middle, Narrow } from '../frame/columns.tsx'
import { OfficeScreen } from '../frame/office-screen.tsx'
import { officePaths } from '../office-paths.ts'
import { useResumeRequests } from './queries.ts'
import { ResumeRequest } from './resume-request.tsx'
import { useOfficeStopWords } from './words.ts'

/** 再開の申し込み: customers who stopped their own payments and ask for them back, who waits longest first. */
export function ResumeRequestsScreen() {
  const { resume: words } = useOfficeStopWords()
  const requests = useResumeRequests()
  return (
    <OfficeScreen title={words.title}>
      <Loaded query={requests} rows={3} tall>
        {({ items }) =>
          items.length === 0 ? (
            <Middle>
              <EmptyState icon={<CirclePlay size={40} />} action={<ButtonLink to={officePaths.cases}>{words.toCases}</ButtonLink>}>
                {words.empty}
              </EmptyState>
            </Middle>
          ) : (
            <Narrow>
              <Note>{words.intro}</Note>
              {items.map((request) => (
                <ResumeRequest key={request.id} request={request} />
              ))}
            </Narrow>
          )
        }
      </Loaded>
    </OfficeScreen>
  )
}
