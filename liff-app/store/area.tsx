import { Navigate, Route, Routes } from 'react-router'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { paths } from '../paths.ts'
import { AtTheTill } from './at-the-till.tsx'
import { AnswerScreen } from './fact-checks/answer-screen.tsx'
import { InboxScreen } from './fact-checks/inbox-screen.tsx'
import { FeedScreen } from './feed/feed-screen.tsx'
import { MenuScreen } from './menu-screen.tsx'
import { StatementsScreen } from './money/statements-screen.tsx'
import { NotReceivedScreen } from './not-received/not-received-screen.tsx'
import { StorePaymentsScreen } from './payment-list/payments-screen.tsx'
import { StorePaymentScreen } from './payments/payment-screen.tsx'
import { MemberScreen } from './people/member-screen.tsx'
import { ProfileScreen } from './people/profile-screen.tsx'
import { StaffScreen } from './people/staff-screen.tsx'
import { PosterScreen } from './poster/poster-screen.tsx'
import { CodeScreen } from './receive/codes/code-screen.tsx'
import { RequestScreen } from './receive/requests/request-screen.tsx'

/** Everything the people of a store see. Never who paid. */
export default function StoreArea() {
  return (
    <div data-density="work">
      <AtTheTill>
        <Routes>
          <Route index element={<FeedScreen />} />
          <Route path="request" element={<RequestScreen />} />
          <Route path="scan" element={<CodeScreen />} />
          <Route path="payments" element={<StorePaymentsScreen />} />
          <Route path="payments/:id" element={<StorePaymentScreen />} />
          <Route path="fact-checks" element={<InboxScreen />} />
          <Route path="fact-checks/:id" element={<AnswerScreen />} />
          <Route path="not-received" element={<NotReceivedScreen />} />
          <Route path="poster" element={<PosterScreen />} />
          <Route path="statements" element={<StatementsScreen />} />
          <Route path="menu" element={<MenuScreen />} />
          {/* Whoever still has a temporary password sees its screen everywhere; for all others it is done. */}
          <Route path="password" element={<Navigate to={paths.store} replace />} />
          <Route path="staff" element={<StaffScreen />} />
          <Route path="staff/:id" element={<MemberScreen />} />
          <Route path="profile" element={<ProfileScreen />} />
          <Route path="*" element={<NotFoundScreen home={paths.store} />} />
        </Routes>
      </AtTheTill>
    </div>
  )
}
