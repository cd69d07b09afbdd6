import type { LineMessageJson } from '../line/gateway.ts'
import { understand, type CommandName, type Understood } from './command.ts'
import { balanceAnswer, historyAnswer, noticesAnswer, payAnswer, repayAnswer } from './customer-answers.ts'
import { dailyReportAnswer, dutyAnswer, myCasesAnswer, owedAnswer } from './duty-answers.ts'
import {
  contactAnswer, coveredAnswer, dangerAnswer, helpAnswer, languageAnswer, largerTextAnswer, menuAnswer, missAnswer, notRegisteredAnswer, registerAnswer,
  customerPageAnswer, safetyAnswer, whichAnswer, wordsOnlyAnswer,
} from './everybodys-answers.ts'
import type { Asked as Request } from './incoming.ts'
import type { Asked } from './phrase.ts'
import { postbackAnswer } from './postbacks.ts'
import { reportAnswer } from './report-answers.ts'
import { stopQuestion } from './stop-answers.ts'
import { partsOf, type Language } from './speaker.ts'
import { approvalsAnswer, caseAnswer, factChecksAnswer, immediateAnswer, pageAnswer, peopleAnswer, salesAnswer, situationAnswer } from './working-answers.ts'

/** What we say, and what we remember of it. */
export interface Reply {
  readonly messages: readonly LineMessageJson[]
  /** Nothing matched what was written. */
  readonly missed?: boolean
  readonly language?: Language
}

/** The answer to a message or a pressed button. Nothing is said to what asks for nothing. */
export async function answerTo(asked: Asked, request: Request): Promise<Reply> {
  if (request.kind === 'other-message') return { messages: [wordsOnlyAnswer(asked)] }
  if (request.kind === 'postback') {
    // The rich menu's own buttons say a command.
    const said = understand(request.sent, partsOf(asked.speaker))
    if (said.kind === 'command' && !request.sent.includes('=')) return answerCommand(asked, said.name)
    const answer = await postbackAnswer(asked, request.sent)
    return { messages: answer ? [answer] : [] }
  }
  if (request.kind !== 'text') return { messages: [] }
  const understood = understand(request.text, partsOf(asked.speaker))
  if (!request.covered) return answerWords(asked, understood)
  // Who lost a phone writes its number too: after the warning they are helped all the same.
  if (!isUrgent(understood)) return { messages: [coveredAnswer(asked)] }
  const reply = await answerWords(asked, understood)
  return { ...reply, messages: [coveredAnswer(asked), ...reply.messages] }
}

const isUrgent = (understood: Understood): boolean =>
  understood.kind === 'danger' || (understood.kind === 'command' && (understood.name === 'stop' || understood.name === 'report'))

async function answerWords(asked: Asked, understood: Understood): Promise<Reply> {
  switch (understood.kind) {
    case 'command':
      return answerCommand(asked, understood.name)
    case 'either':
      return { messages: [whichAnswer(asked, understood.names)] }
    case 'danger':
      return { messages: [dangerAnswer(asked)] }
    case 'case':
      return { messages: [asked.speaker.officer ? await caseAnswer(asked, asked.speaker.officer, understood.number) : missAnswer(asked)] }
    case 'unknown':
      return { messages: [missAnswer(asked)], missed: true }
  }
}

async function answerCommand(asked: Asked, name: CommandName): Promise<Reply> {
  if (name === 'english' || name === 'japanese') {
    const language = name === 'english' ? 'en' : 'ja'
    return { messages: [languageAnswer(asked, language)], language }
  }
  return { messages: [await commandAnswer(asked, name)] }
}

function commandAnswer(asked: Asked, name: Exclude<CommandName, 'english' | 'japanese'>): Promise<LineMessageJson> | LineMessageJson {
  const { customer, staff, officer } = asked.speaker
  switch (name) {
    case 'help':
      return helpAnswer(asked)
    case 'contact':
      return contactAnswer(asked)
    case 'report':
      return customer ? reportAnswer(asked, customer) : safetyAnswer(asked, name)
    case 'stop':
      return customer ? stopQuestion(asked) : safetyAnswer(asked, name)
    case 'menu':
      return menuAnswer(asked)
    case 'register':
      return registerAnswer(asked)
    case 'sales':
      return staff ? salesAnswer(asked, staff) : missAnswer(asked)
    case 'fact-checks':
      return staff ? factChecksAnswer(asked, staff) : missAnswer(asked)
    case 'counter':
    case 'ask-amount':
    case 'read-code':
    case 'received':
    case 'not-received':
    case 'settings':
      return staff ? pageAnswer(asked, name) : missAnswer(asked)
    case 'people':
      return staff ? peopleAnswer(asked, staff) : missAnswer(asked)
    case 'daily-report':
      return officer ? dailyReportAnswer(asked, officer) : missAnswer(asked)
    case 'owed':
      return officer ? owedAnswer(asked, officer) : missAnswer(asked)
    case 'answers':
    case 'records':
    case 'audit':
    case 'functions':
      return officer ? pageAnswer(asked, name) : missAnswer(asked)
    case 'situation':
      return officer ? situationAnswer(asked, officer) : missAnswer(asked)
    case 'immediate':
      return officer ? immediateAnswer(asked, officer) : missAnswer(asked)
    case 'duty':
      return officer ? dutyAnswer(asked) : missAnswer(asked)
    case 'my-cases':
      return officer ? myCasesAnswer(asked, officer) : missAnswer(asked)
    case 'approvals':
      return officer ? approvalsAnswer(asked, officer) : missAnswer(asked)
    case 'stores':
    case 'privacy':
    case 'leave':
      return customer ? customerPageAnswer(asked, name) : notRegisteredAnswer(asked)
    case 'larger-text':
      return customer ? largerTextAnswer(asked) : notRegisteredAnswer(asked)
    case 'balance':
      return customer ? balanceAnswer(asked, customer) : notRegisteredAnswer(asked)
    case 'history':
      return customer ? historyAnswer(asked, customer) : notRegisteredAnswer(asked)
    case 'pay':
      return customer ? payAnswer(asked, customer) : notRegisteredAnswer(asked)
    case 'repay':
      return customer ? repayAnswer(asked, customer) : notRegisteredAnswer(asked)
    case 'notices':
      return customer ? noticesAnswer(asked, customer) : notRegisteredAnswer(asked)
  }
}
