import { expect, it } from 'vitest'
import { automateHost, TestEngine } from './engine.ts'
import { answerEach, RecordingOrigin } from './recording-origin.ts'
import { Wire } from './wire.ts'

it('refuses a request on which a rule itself fails, tells of it, and goes on', async () => {
  const origin = await RecordingOrigin.open()
  origin.answering = answerEach
  const engine = await TestEngine.open({ automate: origin.port })
  const { evaluator } = engine.engine
  const judge = evaluator.judgeRequest.bind(evaluator)
  evaluator.judgeRequest = (visit, request, trace) => {
    if (request.target.endsWith('?fault')) throw new Error('a rule failed')
    return judge(visit, request, trace)
  }
  const get = (query: string): string => `GET /LabTech/agent.aspx${query} HTTP/1.1\r\nHost: ${automateHost}\r\n\r\n`
  const client = new Wire(await engine.dial())
  client.send(get('?fault'))
  expect(await client.answers(1)).toContain('HTTP/1.1 500')
  client.send(get(''))
  expect(await client.answers(2)).toContain('HTTP/1.1 200')
  expect(origin.received).not.toContain('fault')
  expect(engine.ledger.last).toBe('fault')
  expect(engine.faults.map(String)).toEqual(['Error: a rule failed'])
  client.close()
  await engine.close()
  await origin.close()
})
