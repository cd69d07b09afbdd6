import { register } from './ja/register.ts'
import { wordsHook } from './wording.ts'

/** Registration happens once: its words are not carried along to the screens of every day. */
export const useRegisterWords = wordsHook(register, () => import('./en/register.ts').then((words) => words.register))
