import { describe, expect, it, vi } from "vitest";
import { chain, type Interceptor, RpcError } from "../../src/rpc/index.js";
import { answer, createDispatcher } from "./dispatch.js";
import { methods } from "./method-of.js";

const call = '{"id":1,"method":"add","params":[1,2]}';

/** What a dispatcher with these interceptors answers. */
async function answerWith(
  interceptors: Interceptor<string>[],
  add = ({ a, b = 0 }: { a: number; b?: number }) => a + b,
) {
  const handler = vi.fn(add);
  const dispatcher = createDispatcher({ interceptors });
  dispatcher.add(methods, { add: handler });
  const text = await answer(dispatcher, call);
  return { ...JSON.parse(text ?? "{}"), handler };
}

describe("interceptors", () => {
  it("stand around a handler, the first one outermost", async () => {
    const steps: string[] = [];
    const step =
      (name: string): Interceptor<string> =>
      (_call, next) => {
        steps.push(`${name} before`);
        const result = next();
        steps.push(`${name} after`);
        return result;
      };
    await answerWith([step("first"), step("second"), step("third")], () => steps.push("handler"));
    expect(steps).toEqual([
      "first before",
      "second before",
      "third before",
      "handler",
      "third after",
      "second after",
      "first after",
    ]);
  });

  it("see the method, the checked parameters and the context", async () => {
    const seen = vi.fn();
    await answerWith([
      (intercepted, next) => {
        seen(intercepted);
        return next();
      },
    ]);
    expect(seen).toHaveBeenCalledWith({ method: methods.add, params: { a: 1, b: 2 }, context: "context" });
  });

  it("can give a result in the place of the handler's", async () => {
    const { result, handler } = await answerWith([() => 99]);
    expect(result).toBe(99);
    expect(handler).not.toHaveBeenCalled();
  });

  it("can change a result, now or later", async () => {
    const double: Interceptor<string> = (_call, next) => Number(next()) * 2;
    const later: Interceptor<string> = async (_call, next) => Number(await next()) + 1;
    expect((await answerWith([later, double])).result).toBe(7);
  });

  it("can refuse", async () => {
    const refuse: Interceptor<string> = () => {
      throw new RpcError("UNAUTHORIZED");
    };
    const { error, handler } = await answerWith([refuse]);
    expect(error).toEqual([24, "Unauthorized worker", null]);
    expect(handler).not.toHaveBeenCalled();
  });

  it("can hide what a handler threw", async () => {
    const calm: Interceptor<string> = (_call, next) => {
      try {
        return next();
      } catch {
        return 0;
      }
    };
    const broken = () => {
      throw new Error("broken");
    };
    expect((await answerWith([calm], broken)).result).toBe(0);
  });

  it("leave an answer a value where they return one", () => {
    const dispatcher = createDispatcher({ interceptors: [(_call, next) => next()] });
    dispatcher.add(methods, { add: () => 3 });
    expect(answer(dispatcher, call)).toBe('{"id":1,"result":3,"error":null}');
  });

  it("do not see calls whose parameters do not fit", () => {
    const seen = vi.fn();
    const dispatcher = createDispatcher({ interceptors: [seen] });
    dispatcher.add(methods, { add: () => 3 });
    answer(dispatcher, '{"id":1,"method":"add","params":["x"]}');
    expect(seen).not.toHaveBeenCalled();
  });

  it("are nothing where there are none", () => {
    expect(chain([])).toBeUndefined();
    expect(chain()).toBeUndefined();
  });
});
