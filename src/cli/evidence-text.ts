import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { longestEvidenceFile } from '../evidence/file.ts'
import { say, type Text } from '../model/text.ts'
import { notReadable } from './file-failure.ts'
import { Refusal } from './refusal.ts'

/** Bytes: what UTF-16 needs for the longest evidence file. */
const mostBytes = 2 * longestEvidenceFile

/**
 * Reads the text of an evidence file: UTF-8 with or without byte order mark, or UTF-16 as Windows PowerShell 5.1 writes
 * it with `>`. The size is looked at before anything is read. Refuses what is too large or in another encoding.
 *
 * Synchronously: nothing else waits, and a thousand files cost a third less CPU time so.
 */
export function evidenceText(path: string): string {
  const bytes = bytesOf(path)
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(otherEncoding(path))
  }
}

function bytesOf(path: string): Uint8Array {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      if (size > mostBytes) throw new Refusal(tooLarge(path, size))
      return filled(file, size)
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    throw cause instanceof Refusal ? cause : notReadable(path, cause)
  }
}

/** What nearly every file fits into. To touch new memory for each costs more than to read it. */
const room = new Uint8Array(512 * 1024)

/** No more than `size` bytes, also of a file that grows while it is read. They stay until the next file is read. */
function filled(file: number, size: number): Uint8Array {
  const bytes = size > room.length ? new Uint8Array(size) : room
  let length = 0
  while (length < size) {
    const read = readSync(file, bytes, length, size - length, null)
    if (read === 0) break
    length += read
  }
  return bytes.subarray(0, length)
}

/** A JSON object begins with an ASCII character, so that UTF-16 without its mark shows by the zero beside it. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}

function tooLarge(path: string, size: number): Text {
  const [is, most] = [size, mostBytes].map((bytes) => Math.ceil(bytes / 1024 / 1024))
  return say(
    `${path} ist zu groß (${is} MiB, höchstens ${most} MiB) und wurde nicht gelesen. Bitte erheben Sie die Belege neu.`,
    `${path} is too large (${is} MiB, at most ${most} MiB) and was not read. Please collect the evidence again.`,
  )
}

function otherEncoding(path: string): Text {
  return say(
    `${path} ist weder UTF-8 noch UTF-16. Wurde die Datei bearbeitet und anders gespeichert? Bitte nehmen Sie die Datei, wie das Skript sie schrieb.`,
    `${path} is neither UTF-8 nor UTF-16. Was the file edited and saved differently? Please take the file as the script wrote it.`,
  )
}
