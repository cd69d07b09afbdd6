import { lazy } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { Screen } from '../screen.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { useAppWords } from '../words/app.ts'
import { ApprovalScreen } from './approvals/approval-screen.tsx'
import { ApprovalsScreen } from './approvals/approvals-screen.tsx'
import { CaseScreen } from './case/case-screen.tsx'
import { CasesScreen } from './cases/cases-screen.tsx'
import { DashboardScreen } from './dashboard/dashboard-screen.tsx'
import { MenuScreen } from './frame/menu-screen.tsx'
import { officePaths } from './office-paths.ts'

const PaymentsScreen = lazy(() => import('./records/payments-screen.tsx').then((file) => ({ default: file.PaymentsScreen })))
const MoneyScreen = lazy(() => import('./money/money-screen.tsx').then((file) => ({ default: file.MoneyScreen })))
const RepaymentsScreen = lazy(() => import('./repayments/repayments-screen.tsx').then((file) => ({ default: file.RepaymentsScreen })))
const PayoutsScreen = lazy(() => import('./payouts/payouts-screen.tsx').then((file) => ({ default: file.PayoutsScreen })))
const PayoutScreen = lazy(() => import('./payouts/payout-screen.tsx').then((file) => ({ default: file.PayoutScreen })))
const PaymentScreen = lazy(() => import('./payment/payment-screen.tsx').then((file) => ({ default: file.PaymentScreen })))
const RulesScreen = lazy(() => import('./rules/rules-screen.tsx').then((file) => ({ default: file.RulesScreen })))
const RuleScreen = lazy(() => import('./rules/rule-screen.tsx').then((file) => ({ default: file.RuleScreen })))
const OrdersScreen = lazy(() => import('./rules/orders-screen.tsx').then((file) => ({ default: file.OrdersScreen })))
const NewWatchScreen = lazy(() => import('./rules/watch/new-watch-screen.tsx').then((file) => ({ default: file.NewWatchScreen })))
const CustomersScreen = lazy(() => import('./customers/customers-screen.tsx').then((file) => ({ default: file.CustomersScreen })))
const CustomerScreen = lazy(() => import('./customers/customer-screen.tsx').then((file) => ({ default: file.CustomerScreen })))
const StoresScreen = lazy(() => import('./stores/stores-screen.tsx').then((file) => ({ default: file.StoresScreen })))
const StoreScreen = lazy(() => import('./stores/store-screen.tsx').then((file) => ({ default: file.StoreScreen })))
const SettingsScreen = lazy(() => import('./settings/settings-screen.tsx').then((file) => ({ default: file.SettingsScreen })))
const StaffScreen = lazy(() => import('./staff/staff-screen.tsx').then((file) => ({ default: file.StaffScreen })))
const ReportsScreen = lazy(() => import('./reports/reports-screen.tsx').then((file) => ({ default: file.ReportsScreen })))
const RepaymentScreen = lazy(() => import('./reports/repayment-screen.tsx').then((file) => ({ default: file.RepaymentScreen })))
const StatisticsScreen = lazy(() => import('./reports/statistics-screen.tsx').then((file) => ({ default: file.StatisticsScreen })))
const DailyReportsScreen = lazy(() => import('./daily/daily-reports-screen.tsx').then((file) => ({ default: file.DailyReportsScreen })))
const DailyReportScreen = lazy(() => import('./daily/daily-report-screen.tsx').then((file) => ({ default: file.DailyReportScreen })))
const ReportScreen = lazy(() => import('./reports/report-screen.tsx').then((file) => ({ default: file.ReportScreen })))
const ResumeRequestsScreen = lazy(() => import('./stops/resume-requests-screen.tsx').then((file) => ({ default: file.ResumeRequestsScreen })))
const AuditScreen = lazy(() => import('./records/audit-screen.tsx').then((file) => ({ default: file.AuditScreen })))

/** The secretariat's screens, below /office. */
export default function OfficeArea() {
  return (
    <Routes>
      <Route index element={<DashboardScreen />} />
      <Route path="cases" element={<CasesScreen />} />
      <Route path="cases/:id" element={<CaseScreen />} />
      <Route path="approvals" element={<ApprovalsScreen />} />
      <Route path="approvals/:id" element={<ApprovalScreen />} />
      <Route path="payments" element={<PaymentsScreen />} />
      <Route path="money" element={<MoneyScreen />} />
      <Route path="repayments" element={<RepaymentsScreen />} />
      <Route path="payouts" element={<PayoutsScreen />} />
      <Route path="payouts/:id" element={<PayoutScreen />} />
      <Route path="payments/:id" element={<PaymentScreen />} />
      <Route path="rules" element={<RulesScreen />} />
      <Route path="rules/:id" element={<RuleScreen />} />
      <Route path="rule-orders" element={<OrdersScreen />} />
      <Route path="new-watch" element={<NewWatchScreen />} />
      <Route path="staff" element={<StaffScreen />} />
      <Route path="reports" element={<ReportsScreen />} />
      <Route path="reports/repayment" element={<RepaymentScreen />} />
      <Route path="reports/statistics" element={<StatisticsScreen />} />
      <Route path="reports/daily" element={<DailyReportsScreen />} />
      <Route path="reports/daily/:day" element={<DailyReportScreen />} />
      <Route path="reports/:month" element={<ReportScreen />} />
      <Route path="customers" element={<CustomersScreen />} />
      <Route path="customers/:code" element={<CustomerScreen />} />
      <Route path="stores" element={<StoresScreen />} />
      <Route path="stores/:code" element={<StoreScreen />} />
      <Route path="settings" element={<SettingsScreen />} />
      {/* Buttons in older LINE messages lead there. */}
      <Route path="functions" element={<Navigate to={officePaths.settings} replace />} />
      <Route path="resume-requests" element={<ResumeRequestsScreen />} />
      <Route path="audit" element={<AuditScreen />} />
      <Route path="menu" element={<MenuScreen />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  )
}

function NotFound() {
  const words = useAppWords()
  return (
    <Screen title={words.notFound.title}>
      <ErrorPanel what={words.notFound.title} money={words.money.notMoved} next={words.notFound.next} tone="info">
        <ButtonLink to={officePaths.dashboard} kind="primary" replace>
          {words.home}
        </ButtonLink>
      </ErrorPanel>
    </Screen>
  )
}
