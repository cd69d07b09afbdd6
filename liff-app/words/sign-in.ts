import { signIn } from './ja/sign-in.ts'
import { wordsHook } from './wording.ts'

export const useSignInWords = wordsHook(signIn, () => import('./en/sign-in.ts').then((words) => words.signIn))
