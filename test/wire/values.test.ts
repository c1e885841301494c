import { describe, expect, it } from "vitest";
import { values } from "../../src/wire/values.js";
import { readAll } from "./read-all.js";

describe("values", () => {
  it.each([
    ["objects", '{"id":1}{"id":2}', ['{"id":1}', '{"id":2}']],
    ["arrays", "[1][[2],[3]]", ["[1]", "[[2],[3]]"]],
    ["objects and arrays", '[{"id":1}]{"params":[{}]}', ['[{"id":1}]', '{"params":[{}]}']],
    ["line ends between", '{"id":1}\n{"id":2}\r\n\r\n{"id":3}\n', ['{"id":1}', '{"id":2}', '{"id":3}']],
    ["blanks and NULs between", '{"id":1} \t\0{"id":2}\0', ['{"id":1}', '{"id":2}']],
    ["line ends inside", '{\n  "id": 1\n}{}', ['{\n  "id": 1\n}', "{}"]],
  ])("separates values: %s", (_what, text, messages) => {
    expect(readAll(values, [text]).messages).toEqual(messages);
    expect(readAll(values, [...text]).messages).toEqual(messages);
  });

  it.each([
    ["braces and brackets", '{"a":"}]{["}'],
    ["quotes", '{"a":"\\"}"}'],
    ["a backslash at its end", '{"a":"\\\\"}'],
    ["two backslashes and a quote", '{"a":"\\\\\\"}"}'],
    ["a brace in its name", '{"}":1}'],
    ["characters beyond the basic plane", '{"a":"\u{1f4a9}}"}'],
  ])("knows the end of an object with a string that has %s", (_what, value) => {
    expect(JSON.parse(value)).toBeTypeOf("object");
    expect(readAll(values, [`${value}{}`]).messages).toEqual([value, "{}"]);
    expect(readAll(values, [...`${value}{}`]).messages).toEqual([value, "{}"]);
  });

  it("gives nothing of a value that is not complete", () => {
    expect(readAll(values, ['{"a":[1,2}', '"b":"']).messages).toEqual([]);
  });

  it.each([
    ["text", "hello\n{}", ["hello", "{}"]],
    ["text with quotes", 'say "hello\n{}', ['say "hello', "{}"]],
    ["closing braces", "}]\n{}", ["}]", "{}"]],
    ["numbers and strings, which no message is", '12\n"a"\n{}', ["12", '"a"', "{}"]],
  ])("gives rubbish up to its line end: %s", (_what, text, messages) => {
    expect(readAll(values, [text]).messages).toEqual(messages);
    expect(readAll(values, [...text]).messages).toEqual(messages);
  });

  it("passes over empty lines", () => {
    expect(readAll(values, ["\n\r\n \n{}\n\n"]).messages).toEqual(["{}"]);
  });

  it("gives the rest of a segment after more was pushed", () => {
    const reader = values.createReader(100);
    reader.push(Buffer.from("[1][2]"));
    expect(reader.next()).toBe("[1]");
    reader.push(Buffer.from("[3]"));
    expect([reader.next(), reader.next(), reader.next()]).toEqual(["[2]", "[3]", undefined]);
  });

  describe("with a limit of 5", () => {
    it.each([
      ["a value", ["[123]"], ["[123]"]],
      ["a value with its line end", ["[123]\n"], ["[123]"]],
      ["an incomplete value", ["[1234"], []],
      ["values that follow each other", ["[123][456]"], ["[123]", "[456]"]],
      ["rubbish with its line end", ["12345\n"], ["12345"]],
    ])("takes %s of 5 characters", (_what, segments, messages) => {
      expect(readAll(values, segments, 5)).toEqual({ messages, overflowed: false });
    });

    it.each([
      ["a complete value", ["[1234]"], []],
      ["a complete value in segments", ["[12", "34]"], []],
      ["an incomplete value", ["[12345"], []],
      ["rubbish", ["123456\n"], []],
      ["line ends in a value that never ends", ["[\n\n\n\n\n"], []],
      ["a value behind a good one", ["[1][1234]"], ["[1]"]],
    ])("overflows at %s of 6 characters", (_what, segments, messages) => {
      expect(readAll(values, segments, 5)).toEqual({ messages, overflowed: true });
    });

    it("gives nothing more once it overflowed", () => {
      expect(readAll(values, ["[1234]", "[]"], 5)).toEqual({ messages: [], overflowed: true });
    });
  });
});
