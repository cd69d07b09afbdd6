import { useInfiniteQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { api } from '../api.ts'
import { paths } from '../paths.ts'
import { serverNow } from '../platform/clock.ts'
import { Screen } from '../screen.tsx'
import { Badge } from '../ui/badge.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { recently } from '../ui/format.ts'
import { ListRow, ListRows } from '../ui/list-rows.tsx'
import { useAppWords } from '../words/app.ts'
import { useCustomerWords } from '../words/customer.ts'
import { useLanguage } from '../words/language.ts'
import { CustomerNav } from './customer-nav.tsx'
import { Pages } from '../pages.tsx'
import { useOpenNotice, type NoticeList } from './queries.ts'

const pageLength = 50

/** Everything ever pushed to the customer, also when the chat is blocked. */
export function NoticesScreen() {
  const app = useAppWords()
  const words = useCustomerWords().notices
  const language = useLanguage()
  const pages = useNoticePages()
  const open = useOpenNotice()
  return (
    <Screen title={words.title} nav={<CustomerNav />}>
      <Pages query={pages} empty={<EmptyState icon={<Bell size={48} />} action={<ButtonLink to={paths.home}>{app.home}</ButtonLink>}>{words.empty}</EmptyState>}>
        {(notices) => (
          <ListRows>
            {notices.map((notice) => (
              <ListRow
                key={notice.id}
                to={notice.path}
                onOpen={notice.read ? undefined : () => open(notice.id)}
                main={notice.read ? notice.title : <strong>{notice.title}</strong>}
                below={recently(notice.at, serverNow(), language)}
                right={notice.read ? null : <Badge tone="info">{words.unread}</Badge>}
              />
            ))}
          </ListRows>
        )}
      </Pages>
    </Screen>
  )
}

const useNoticePages = () =>
  useInfiniteQuery({
    queryKey: ['notices', 'pages'],
    queryFn: ({ pageParam }) => api.get<NoticeList>(`/api/notices?limit=${pageLength}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })
