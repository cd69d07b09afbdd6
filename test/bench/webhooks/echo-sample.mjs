/**
 * The echo bot that LINE's SDK for Node.js comes with as its example, on Express 5, in our words: it checks the signature
 * and answers text with the same text. It keeps nothing. With `REPLIES=none` it does not even call LINE.
 */
import { LineBotClient, middleware } from '@line/bot-sdk'
import express from 'express'

const client = LineBotClient.fromChannelAccessToken({ channelAccessToken: process.env.LINE_CHANNEL_ACCESS_TOKEN, apiBaseURL: process.env.LINE_API_BASE_URL })
const replies = process.env.REPLIES !== 'none'
const app = express()

app.post('/callback', middleware({ channelSecret: process.env.LINE_CHANNEL_SECRET }), (request, answer) => {
  Promise.all(request.body.events.map(echo))
    .then((result) => answer.json(result))
    .catch((fault) => {
      console.error(fault)
      answer.status(500).end()
    })
})
app.get('/ready', (_request, answer) => answer.json({}))

function echo(event) {
  if (!replies || event.type !== 'message' || event.message.type !== 'text') return Promise.resolve(null)
  return client.replyMessage({ replyToken: event.replyToken, messages: [{ type: 'text', text: event.message.text }] })
}

app.listen(Number(process.env.PORT), '127.0.0.1')
