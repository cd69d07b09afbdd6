import { ChartNoAxesColumn, CirclePlay, ClipboardCheck, Folder, HandCoins, LayoutDashboard, Menu, JapaneseYen, Landmark, ScrollText, Settings, ShieldCheck, Store, UserRound, Users, Wallet } from 'lucide-react'
import { useOfficer } from '../../session.tsx'
import type { NavItem } from '../../ui/bottom-nav.tsx'
import { count } from '../../ui/format.ts'
import { useCaseCoreWords } from '../../words/case-core.ts'
import { officePaths } from '../office-paths.ts'
import { useOfficePageWords } from '../page-words.ts'
import { useOfficeStopWords } from '../stops/words.ts'
import { useOfficeWords } from '../words.ts'

export interface Place extends NavItem {
  /** The four that a phone has room for. */
  readonly onPhone: boolean
}

/** Every area of the secretariat, with what waits in it. */
export function usePlaces(): Place[] {
  const { nav } = useOfficeWords()
  const pages = useOfficePageWords()
  const { staff } = useCaseCoreWords()
  const stops = useOfficeStopWords()
  const { openCases, waitingApprovals, waiting: others } = useOfficer()
  const waiting = (many: number) => ({ count: many, countLabel: nav.waiting(count(many)) })
  return [
    { to: officePaths.dashboard, label: nav.dashboard, icon: <LayoutDashboard size={24} />, exact: true, onPhone: true },
    { to: officePaths.cases, label: nav.cases, icon: <Folder size={24} />, onPhone: true, ...waiting(openCases) },
    { to: officePaths.approvals, label: nav.approvals, icon: <ClipboardCheck size={24} />, onPhone: true, ...waiting(waitingApprovals) },
    { to: officePaths.customers, label: pages.nav.customers, icon: <UserRound size={24} />, onPhone: false },
    { to: officePaths.stores, label: pages.nav.stores, icon: <Store size={24} />, onPhone: false },
    { to: officePaths.payments, label: nav.payments, icon: <JapaneseYen size={24} />, onPhone: false },
    { to: officePaths.money, label: nav.money, icon: <Wallet size={24} />, onPhone: false, ...waiting(others.suspense) },
    { to: officePaths.repayments, label: nav.repayments, icon: <HandCoins size={24} />, onPhone: false },
    { to: officePaths.payouts, label: nav.payouts, icon: <Landmark size={24} />, onPhone: false },
    { to: officePaths.rules, label: nav.rules, icon: <ShieldCheck size={24} />, onPhone: false },
    { to: officePaths.reports, label: nav.reports, icon: <ChartNoAxesColumn size={24} />, onPhone: false },
    { to: officePaths.resumeRequests, label: stops.resume.menu, icon: <CirclePlay size={24} />, onPhone: false, ...waiting(others.resumeRequests) },
    { to: officePaths.audit, label: nav.audit, icon: <ScrollText size={24} />, onPhone: false },
    { to: officePaths.staff, label: staff.title, icon: <Users size={24} />, onPhone: false },
    { to: officePaths.settings, label: pages.nav.settings, icon: <Settings size={24} />, onPhone: false },
    { to: officePaths.menu, label: nav.menu, icon: <Menu size={24} />, onPhone: true },
  ]
}
