import { describe, expect, it } from "vitest";
import { lines, rawLines } from "../../src/wire/lines.js";
import { readAll } from "./read-all.js";

const request = '{"id":1,"method":"mining.ping","params":[]}';

describe("lines", () => {
  it("gives a message wherever its segments are cut", () => {
    const text = `${request}\n`;
    for (let place = 0; place <= text.length; place++) {
      const segments = [text.slice(0, place), text.slice(place)];
      expect(readAll(lines, segments).messages, `cut at ${place}`).toEqual([request]);
    }
  });

  it("gives a message that comes character by character", () => {
    expect(readAll(lines, [...`${request}\n`]).messages).toEqual([request]);
  });

  it("gives all messages of one segment in their order", () => {
    expect(readAll(lines, ["1\n2\n3\n4"]).messages).toEqual(["1", "2", "3"]);
  });

  it("keeps what has no line end yet", () => {
    const reader = lines.createReader(100);
    reader.push(Buffer.from('{"id":'));
    expect(reader.next()).toBeUndefined();
    reader.push(Buffer.from("1}\n{"));
    expect(reader.next()).toBe('{"id":1}');
    expect(reader.next()).toBeUndefined();
  });

  it("gives the rest of a segment after more was pushed", () => {
    const reader = lines.createReader(100);
    reader.push(Buffer.from("1\n2\n3\n"));
    expect(reader.next()).toBe("1");
    reader.push(Buffer.from("4\n"));
    expect([reader.next(), reader.next(), reader.next(), reader.next()]).toEqual(["2", "3", "4", undefined]);
  });

  it.each([
    ["carriage returns", `${request}\r\n`],
    ["a carriage return in a segment of its own", `${request}`, "\r", "\n"],
    ["NULs behind the line end, as BFGMiner sends them", `${request}\n\0`, "\n"],
    ["NULs before the message", `\0${request}\n`],
    ["blanks on both sides", `  \t${request} \n`],
  ])("takes off %s", (_what, ...segments) => {
    expect(readAll(lines, segments).messages).toEqual([request]);
  });

  it.each([["\n\n"], ["\r\n\r\n"], ["\0\n"], ["  \n\t\n"]])("passes over empty lines: %j", (empty) => {
    expect(readAll(lines, [`${empty}${request}\n${empty}`]).messages).toEqual([request]);
  });

  it("leaves blanks inside a message alone", () => {
    expect(readAll(lines, ['  { "a" : "b \\u0000 c" }  \n']).messages).toEqual(['{ "a" : "b \\u0000 c" }']);
  });

  it("gives a line that is no JSON, so that its sender can be told", () => {
    expect(readAll(lines, ["Invalid JSON, disconnecting\n"]).messages).toEqual([
      "Invalid JSON, disconnecting",
    ]);
  });

  describe("with a limit of 5", () => {
    it.each([
      ["a complete line", ["12345\n"], ["12345"]],
      ["an incomplete line", ["12345"], []],
      ["a line in segments", ["123", "45", "\n"], ["12345"]],
      ["many lines together", ["12345\n12345\n12345\n"], ["12345", "12345", "12345"]],
    ])("takes %s of 5 characters", (_what, segments, messages) => {
      expect(readAll(lines, segments, 5)).toEqual({ messages, overflowed: false });
    });

    it.each([
      ["a complete line", ["123456\n"], []],
      ["an incomplete line", ["123456"], []],
      ["a line in segments", ["123", "456", "\n"], []],
      ["a line behind good ones", ["1\n2\n123456\n3\n"], ["1", "2"]],
    ])("overflows at %s of 6 characters", (_what, segments, messages) => {
      expect(readAll(lines, segments, 5)).toEqual({ messages, overflowed: true });
    });

    it("gives nothing more once it overflowed", () => {
      expect(readAll(lines, ["123456\n", "1\n"], 5)).toEqual({ messages: [], overflowed: true });
    });

    it("gives what came before the line that is too long, and overflows only there", () => {
      const reader = lines.createReader(5);
      reader.push(Buffer.from("1\n123456"));
      expect(reader.next()).toBe("1");
      expect(reader.overflowed).toBe(false);
      expect(reader.next()).toBeUndefined();
      expect(reader.overflowed).toBe(true);
    });
  });
});

describe("rawLines", () => {
  it("gives lines as they came", () => {
    expect(readAll(rawLines, [`\0${request} \r\n`]).messages).toEqual([`\0${request} \r`]);
  });
});
