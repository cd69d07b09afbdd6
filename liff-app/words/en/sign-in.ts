import type { signIn as ja } from '../ja/sign-in.ts'
import type { Wording } from '../wording.ts'

export const signIn: Wording<typeof ja> = {
  store: 'Store sign-in',
  office: 'Secretariat sign-in',
  intro: 'Enter your ID and password.',
  loginId: 'ID',
  password: 'Password',
  show: 'Show password',
  submit: 'Sign in',
  submitting: 'Checking…',
  idMissing: 'Enter your ID',
  passwordMissing: 'Enter your password',
  wait: (seconds) => `Please wait ${String(seconds)} seconds`,
  registerInstead: 'Register as a customer',
}
