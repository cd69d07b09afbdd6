// mimamori-line-sandbox
import type { z } from 'zod'
import { refuse, type Refusal } from '../../refusal.ts'

type Issue = z.core.$ZodIssue

/** The body as its schema says. @throws Refusal 400 with LINE's list of what is wrong where. */
export function check<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const read = schema.safeParse(body ?? {})
  if (read.success) return read.data
  throw refusalOf(read.error.issues)
}

function refusalOf(issues: readonly Issue[]): Refusal {
  const wrong = oneForEachPlace(issues.flatMap(flat))
  const inFlex = wrong.find(({ path }) => path[0] === 'messages' && path[2] === 'contents')
  if (inFlex) {
    const message = `A message (messages[${String(inFlex.path[1])}]) in the request body is invalid`
    return refuse(400, message, wrong.filter(({ path }) => path[1] === inFlex.path[1]).map((one) => ({ message: one.message, property: flexPlace(one.path) })))
  }
  return refuse(400, `The request body has ${wrong.length} error(s)`, wrong.map((one) => ({ message: one.message, property: place(one.path) })))
}

/** What is empty is also no URL: LINE says one thing about one place. */
function oneForEachPlace(wrong: readonly Wrong[]): Wrong[] {
  return [...new Map([...wrong].reverse().map((one) => [place(one.path), one])).values()].reverse()
}

interface Wrong {
  message: string
  path: PropertyKey[]
}

function flat(issue: Issue): Wrong[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ message: 'unknown field', path: [...issue.path, key] }))
  if (issue.code === 'invalid_union') {
    const options = (issue as { options?: unknown }).options
    return [{ message: Array.isArray(options) ? `must be one of the following values: [${options.map(String).join(', ')}]` : 'invalid property', path: issue.path }]
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return [{ message: 'May not be empty', path: issue.path }]
  if (issue.code === 'invalid_value') return [{ message: `must be one of the following values: [${issue.values.map(String).join(', ')}]`, path: issue.path }]
  return [{ message: issue.message, path: issue.path }]
}

/** `messages[0].quickReply.items[2].action` */
const place = (path: PropertyKey[]): string => path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${String(step)}`)).join('')

/** In a Flex message LINE points from the container down: `/body/contents/0/text`. */
const flexPlace = (path: PropertyKey[]): string => (path[2] === 'contents' ? `/${path.slice(3).map(String).join('/')}` : place(path))
