/** Staff and officers: ID and password. */
export const signIn = {
  store: 'お店のサインイン',
  office: '事務局のサインイン',
  intro: 'IDとパスワードを入力してください。',
  loginId: 'ID',
  password: 'パスワード',
  show: 'パスワードを表示する',
  submit: 'サインイン',
  submitting: '確認しています…',
  idMissing: 'IDを入力してください',
  passwordMissing: 'パスワードを入力してください',
  wait: (seconds: number) => `${String(seconds)}秒お待ちください`,
  registerInstead: '利用者として登録する',
}
