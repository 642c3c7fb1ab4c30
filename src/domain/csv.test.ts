import { expect, it } from 'vitest'
import { readCsv } from './csv.ts'

const cells = (text: string) => readCsv(text).map((row) => row.cells)

it('reads rows with commas, semicolons or tabs, quotes, and every kind of line end', () => {
  expect(cells('phone,state\n+1,in\r\n"a ""b"", c",out')).toEqual([
    ['phone', 'state'],
    ['+1', 'in'],
    ['a "b", c', 'out'],
  ])
  expect(cells('\ufeffphone;state\n1;in;\n')).toEqual([
    ['phone', 'state'],
    ['1', 'in', ''],
  ])
  expect(cells('phone\tstate\n1\tin')).toEqual([
    ['phone', 'state'],
    ['1', 'in'],
  ])
  expect(cells('')).toEqual([])
})

it('tells in which line a row begins, past empty lines and line breaks in quotes', () => {
  expect(readCsv('a,b\n\n"x\ny",1\n z , 2 ')).toEqual([
    { at: 1, cells: ['a', 'b'] },
    { at: 3, cells: ['x\ny', '1'] },
    { at: 5, cells: ['z', '2'] },
  ])
})
