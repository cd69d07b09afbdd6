// mimamori-line-sandbox
import { createRoot } from 'react-dom/client'
import { connectTown } from './town-store.ts'
import { TownStoreProvider } from './town-context.tsx'
import { Town } from './town.tsx'
import './styles/town.css'
import './styles/tools.css'
import './styles/phone.css'
import './styles/chat.css'
import './styles/flex.css'

const root = document.getElementById('town')
if (!root) throw new Error('The page has no #town element')
createRoot(root).render(
  <TownStoreProvider store={connectTown()}>
    <Town />
  </TownStoreProvider>,
)
