import { describe, expect, it } from "vitest";
import { readArgument, readValue } from "../../cli/arguments.js";

describe("a word of the command line", () => {
  it.each([
    ["height=5", undefined, "height", "5"],
    ["height=", undefined, "height", ""],
    ["a=b=c", undefined, "a", "b=c"],
    ["text=two\nlines", undefined, "text", "two\nlines"],
    ["height=5", ["height"], "height", "5"],
    ["height=5", ["hash"], undefined, "height=5"],
    ["cGFzc3dvcmQ=", ["hash"], undefined, "cGFzc3dvcmQ="],
    ["5", undefined, undefined, "5"],
    ["=5", undefined, undefined, "=5"],
    ["1a=5", undefined, undefined, "1a=5"],
    ['{"a=":1}', undefined, undefined, '{"a=":1}'],
    ["", undefined, undefined, ""],
  ])("%j of a method with %j is named %j: %j", (word, names, name, text) => {
    expect(readArgument(word, names)).toEqual({ name, text });
  });

  it.each([
    ["5", 5],
    ["-1.5e3", -1500],
    ["true", true],
    ["null", null],
    ['"5"', "5"],
    ["[1,[2]]", [1, [2]]],
    ['{"a":1}', { a: 1 }],
    ["text", "text"],
    ["0f91", "0f91"],
    ["{a:1}", "{a:1}"],
    ["", ""],
  ])("%j is %j", (text, value) => {
    expect(readValue(text)).toEqual(value);
  });
});
