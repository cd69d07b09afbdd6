import { paths } from '../paths.ts'

/** The addresses below /office. `cases` takes the tab (`u`) and one state, or `answered` (`s`), as chat buttons write them. */
export const officePaths = {
  dashboard: paths.office,
  cases: `${paths.office}/cases`,
  casesOf: (tab: string, state?: string) => `${paths.office}/cases?u=${tab}${state ? `&s=${state}` : ''}`,
  case: (id: string) => `${paths.office}/cases/${id}`,
  approvals: `${paths.office}/approvals`,
  approval: (id: string) => `${paths.office}/approvals/${id}`,
  payments: `${paths.office}/payments`,
  money: `${paths.office}/money`,
  repayments: `${paths.office}/repayments`,
  repaymentsOf: (view: string) => `${paths.office}/repayments?view=${view}`,
  payouts: `${paths.office}/payouts`,
  payout: (id: string) => `${paths.office}/payouts/${id}`,
  payment: (id: string) => `${paths.office}/payments/${id}`,
  rules: `${paths.office}/rules`,
  rule: (id: string) => `${paths.office}/rules/${id}`,
  ruleOrders: `${paths.office}/rule-orders`,
  newWatch: `${paths.office}/new-watch`,
  reports: `${paths.office}/reports`,
  report: (month: string) => `${paths.office}/reports/${month}`,
  functions: `${paths.office}/functions`,
  audit: `${paths.office}/audit`,
  menu: `${paths.office}/menu`,
} as const
