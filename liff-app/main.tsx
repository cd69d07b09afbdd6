import './ui/base.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { ApiError, isReason } from './api.ts'
import { startLiff } from './platform/liff.ts'
import { FaultBoundary } from './problem.tsx'
import { AppRoutes, loadAreaEarly } from './routes.tsx'
import { SessionGate } from './session.tsx'
import { Starting } from './starting.tsx'
import { LanguageProvider } from './words/language.ts'

const tries = 2

/** When the session ended meanwhile, everybody finds out at once: the gate asks who this is and shows the way in. */
function noticeSignedOut(problem: unknown): void {
  if (isReason(problem, 'not-signed-in', 'person-needed', 'own-password-first')) void queries.invalidateQueries({ queryKey: ['session'] })
}

const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (problem, query) => {
      if (query.queryKey[0] !== 'session') noticeSignedOut(problem)
    },
  }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
  defaultOptions: {
    queries: { retry: (failed, problem) => failed < tries && problem instanceof ApiError && problem.reason === 'unreachable' },
    // A press either reaches the server now or fails now; nothing is sent later behind the person's back.
    mutations: { networkMode: 'always' },
  },
})

async function start(): Promise<void> {
  const place = document.getElementById('root')
  if (!place) throw new Error('index.html has no #root')
  const root = createRoot(place)
  root.render(
    <Suspense fallback={null}>
      <Starting />
    </Suspense>,
  )
  loadAreaEarly(location.pathname)
  // Without LINE the session cookie still opens the app; where LINE is needed, the screen says that it was silent.
  await startLiff().catch(() => undefined)
  root.render(
    <LanguageProvider>
      <FaultBoundary>
        <QueryClientProvider client={queries}>
          <BrowserRouter>
            <Suspense fallback={null}>
              <SessionGate>
                <AppRoutes />
              </SessionGate>
            </Suspense>
          </BrowserRouter>
        </QueryClientProvider>
      </FaultBoundary>
    </LanguageProvider>,
  )
}

void start()
