// The package openai as it is published, pointed at a gateway. The upstream is scripted: what the
// last question is about decides what it says.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";

const { BASE_URL, KEY } = process.env;
const baseURL = `${BASE_URL}/v1`;
const client = new OpenAI({ baseURL, apiKey: KEY });
const once = new OpenAI({ baseURL, apiKey: KEY, maxRetries: 0 });

const ask = (content) => [{ role: "user", content }];
const weather = {
  name: "weather",
  description: "tells the weather",
  parameters: {
    type: "object",
    properties: { city: { type: "string" } },
    required: ["city"],
    additionalProperties: false,
  },
};
const schema = {
  type: "object",
  properties: { city: { type: "string" }, degrees: { type: "integer" } },
  required: ["city", "degrees"],
  additionalProperties: false,
};
const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function failure(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  assert.fail("nothing was thrown");
}

async function gather(stream) {
  const all = [];
  for await (const each of stream) {
    all.push(each);
  }
  return all;
}

test("chat", async () => {
  const { data, response } = await client.chat.completions
    .create({ model: "auto", messages: ask("Hi"), temperature: 0.2, max_completion_tokens: 50 })
    .withResponse();

  assert.equal(data.choices[0].message.content, "Hello there");
  assert.equal(data.choices[0].finish_reason, "stop");
  assert.equal(data.model, "m1");
  assert.ok(data.usage.total_tokens > 0);
  assert.equal(response.headers.get("x-penstock-route"), "everything");
  assert.equal(response.headers.get("x-penstock-model"), "m1");
  assert.equal(response.headers.get("x-penstock-attempts"), "1");
  assert.match(response.headers.get("x-penstock-cost"), /^0\.0000\d+$/);
  assert.equal(data._request_id, response.headers.get("x-penstock-request-id"));
});

test("chat by the name of a route, with what was decided", async () => {
  const { data, response } = await client.chat.completions
    .create({ model: "support", messages: ask("Hi again"), penstock: true })
    .withResponse();

  assert.equal(response.headers.get("x-penstock-route"), "support");
  assert.equal(data.penstock.route.route, "support");
});

test("stream", async () => {
  const { data, response } = await client.chat.completions
    .create({
      model: "auto",
      messages: ask("Hi"),
      stream: true,
      stream_options: { include_usage: true },
    })
    .withResponse();
  const chunks = await gather(data);

  const text = chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? "").join("");
  assert.equal(text, "Hello there");
  assert.ok(chunks.at(-1).usage.total_tokens > 0);
  assert.equal(response.headers.get("x-penstock-model"), "m1");
});

test("stream by the helper", async () => {
  const stream = client.chat.completions.stream({ model: "auto", messages: ask("Hi") });
  const deltas = [];
  stream.on("content", (delta) => deltas.push(delta));

  assert.equal(await stream.finalContent(), "Hello there");
  assert.equal(deltas.join(""), "Hello there");
});

test("tools, a whole round", async () => {
  const request = {
    model: "auto",
    messages: ask("What is the weather in Oslo?"),
    tools: [{ type: "function", function: weather }],
  };
  const first = (await client.chat.completions.create(request)).choices[0];
  assert.equal(first.finish_reason, "tool_calls");
  const [call] = first.message.tool_calls;
  assert.deepEqual(JSON.parse(call.function.arguments), { city: "Oslo" });

  request.messages.push(first.message);
  request.messages.push({ role: "tool", tool_call_id: call.id, content: "21 degrees" });
  const second = await client.chat.completions.create(request);
  assert.equal(second.choices[0].message.content, "The tool says: call_oslo=21 degrees");
});

for (const stream of [false, true]) {
  test(`tools that the client runs itself, stream ${stream}`, async () => {
    const asked = [];
    const runner = client.chat.completions.runTools({
      model: "auto",
      stream,
      messages: ask("What is the weather in Oslo and in Rome?"),
      tools: [
        {
          type: "function",
          function: {
            ...weather,
            parse: JSON.parse,
            function: ({ city }) => {
              asked.push(city);
              return `fine in ${city}`;
            },
          },
        },
      ],
    });

    assert.equal(
      await runner.finalContent(),
      "The tool says: call_oslo=fine in Oslo, call_rome=fine in Rome",
    );
    assert.deepEqual(asked.sort(), ["Oslo", "Rome"]);
  });
}

test("tools of a strict schema, streamed, a whole round", async () => {
  const messages = ask("What is the weather in Oslo?");
  const tools = [{ type: "function", function: { ...weather, strict: true } }];
  const stream = client.chat.completions.stream({ model: "auto", messages, tools });
  const said = await stream.finalMessage();
  const [call] = said.tool_calls;
  assert.deepEqual(call.function.parsed_arguments, { city: "Oslo" });

  messages.push(said, { role: "tool", tool_call_id: call.id, content: "21 degrees" });
  const next = await client.chat.completions.stream({ model: "auto", messages, tools });
  assert.equal(await next.finalContent(), "The tool says: call_oslo=21 degrees");
});

test("structured output", async () => {
  const completion = await client.chat.completions.parse({
    model: "auto",
    messages: ask("A city as JSON"),
    response_format: { type: "json_schema", json_schema: { name: "city", schema, strict: true } },
  });

  assert.deepEqual(JSON.parse(completion.choices[0].message.content), {
    city: "schema requires city",
    degrees: 21,
  });
  const messages = [
    ...ask("A city as JSON"),
    completion.choices[0].message,
    { role: "user", content: "Thanks" },
  ];
  const next = await client.chat.completions.create({ model: "auto", messages });
  assert.equal(next.choices[0].message.content, "Hello there");
});

test("images", async () => {
  const completion = await client.chat.completions.create({
    model: "auto",
    messages: ask([
      { type: "text", text: "What is in the picture?" },
      { type: "image_url", image_url: { url: PIXEL, detail: "low" } },
    ]),
  });

  assert.equal(completion.choices[0].message.content, `a picture: ${PIXEL}`);
});

test("embeddings", async () => {
  for (const encoding_format of [undefined, "float", "base64"]) {
    const reply = await client.embeddings.create({
      model: "auto",
      input: ["a", "bcd"],
      ...(encoding_format && { encoding_format }),
    });

    const numbers =
      encoding_format === "base64"
        ? Array.from(new Float32Array(new Uint8Array(Buffer.from(reply.data[1].embedding, "base64")).buffer))
        : reply.data[1].embedding;
    assert.deepEqual(numbers, [3, 0.5]);
    assert.equal(reply.model, "e1");
    assert.ok(reply.usage.total_tokens > 0);
  }
});

test("models", async () => {
  const ids = (await gather(client.models.list())).map((model) => model.id);

  assert.deepEqual(ids, ["auto", "support", "everything", "m1", "failing", "limited", "dear"]);
  assert.equal((await client.models.retrieve("m1")).id, "m1");
  const error = await failure(client.models.retrieve("no such"));
  assert.ok(error instanceof OpenAI.NotFoundError, `${error}`);
});

test("responses", async () => {
  const { data, response } = await client.responses
    .create({ model: "auto", instructions: "Be short.", input: "Hi", max_output_tokens: 50 })
    .withResponse();

  assert.equal(data.output_text, "Hello there");
  assert.equal(data.status, "completed");
  assert.ok(data.usage.total_tokens > 0);
  assert.equal(response.headers.get("x-penstock-model"), "m1");
});

test("responses, stream", async () => {
  const stream = await client.responses.create({ model: "auto", input: "Hi", stream: true });
  const events = await gather(stream);

  assert.deepEqual(
    events.map((event) => event.type).filter((type) => !type.endsWith("text.delta")),
    [
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.output_text.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ],
  );
  assert.deepEqual(
    events.map((event) => event.sequence_number),
    events.map((event, index) => index),
  );
});

test("responses, stream by the helper, with tools, a whole round", async () => {
  const request = {
    model: "auto",
    input: ask("What is the weather in Oslo and in Rome?"),
    tools: [{ type: "function", strict: true, ...weather }],
  };
  const first = await client.responses.stream(request).finalResponse();
  const calls = first.output.filter((item) => item.type === "function_call");
  assert.deepEqual(
    calls.map((call) => call.parsed_arguments),
    [{ city: "Oslo" }, { city: "Rome" }],
  );

  request.input = [
    ...request.input,
    ...first.output,
    ...calls.map(({ call_id }) => ({ type: "function_call_output", call_id, output: "fine" })),
  ];
  const second = await client.responses.stream(request).finalResponse();
  assert.equal(second.output_text, "The tool says: call_oslo=fine, call_rome=fine");
});

test("responses, structured output", async () => {
  const response = await client.responses.parse({
    model: "auto",
    input: "A city as JSON",
    text: { format: { type: "json_schema", name: "city", schema, strict: true } },
  });

  assert.deepEqual(JSON.parse(response.output_text), { city: "schema requires city", degrees: 21 });
});

test("responses, images", async () => {
  const response = await client.responses.create({
    model: "auto",
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "What is in the picture?" },
          { type: "input_image", image_url: PIXEL, detail: "auto" },
        ],
      },
    ],
  });

  assert.equal(response.output_text, `a picture: ${PIXEL}`);
});

test("errors are those of their class", async () => {
  const chat = (more, by = once) =>
    failure(by.chat.completions.create({ model: "auto", messages: ask("Hi"), ...more }));
  const stranger = new OpenAI({ baseURL, apiKey: "psk-wrong" });
  for (const [error, type, status, code, param] of [
    [await chat({}, stranger), OpenAI.AuthenticationError, 401, "unauthenticated", null],
    [await chat({ model: "gpt" }), OpenAI.NotFoundError, 404, "model_not_found", "model"],
    [await chat({ model: "gpt", stream: true }), OpenAI.NotFoundError, 404, "model_not_found", "model"],
    [await chat({ n: 2 }), OpenAI.BadRequestError, 400, "n_too_large", "n"],
    [await chat({ temperature: 9 }), OpenAI.BadRequestError, 400, "invalid_temperature", "temperature"],
    [await chat({ messages: ask("refuse this") }), OpenAI.BadRequestError, 400, "refused_by_provider", null],
    [await chat({ model: "dear" }), OpenAI.APIError, 402, "budget_exceeded", null],
    [await chat({ model: "limited" }), OpenAI.RateLimitError, 429, "rate_limit_exceeded", null],
    [await chat({ model: "failing" }), OpenAI.InternalServerError, 503, "providers_failed", null],
  ]) {
    assert.ok(error instanceof type, `${error}`);
    assert.equal(error.status, status);
    assert.equal(error.code, code);
    assert.equal(error.param, param);
    assert.equal(error.requestID, error.headers.get("x-penstock-request-id"));
  }
});

test("an error within a stream is thrown there", async () => {
  const stream = await once.chat.completions.create({
    model: "auto",
    messages: ask("Please break off"),
    stream: true,
  });
  let text = "";
  const error = await failure(
    (async () => {
      for await (const chunk of stream) {
        text += chunk.choices[0].delta.content ?? "";
      }
    })(),
  );

  assert.ok(error instanceof OpenAI.APIError, `${error}`);
  assert.equal(error.code, "providers_failed");
  assert.match(text, /^half/);

  const events = await once.responses.create({
    model: "auto",
    input: "Please break off",
    stream: true,
  });
  const broken = await failure(gather(events));
  assert.ok(broken instanceof OpenAI.APIError, `${broken}`);
});

test("a limit of the rate tells when to come again", async () => {
  const error = await failure(
    once.chat.completions.create({ model: "limited", messages: ask("Hi") }),
  );

  assert.ok(Number(error.headers.get("retry-after")) > 1);
});

test("a stream that is left ends", async () => {
  const stream = await client.chat.completions.create({
    model: "auto",
    messages: ask("Go on without end"),
    stream: true,
  });
  for await (const chunk of stream) {
    if (chunk.choices[0].delta.content) {
      break;
    }
  }

  const events = await client.responses.create({
    model: "auto",
    input: "Go on without end once more",
    stream: true,
  });
  for await (const event of events) {
    if (event.type === "response.output_text.delta") {
      events.controller.abort();
    }
  }
});

test("a request that is given up, and one that takes too long", async () => {
  const controller = new AbortController();
  const given = failure(
    once.chat.completions.create(
      { model: "auto", messages: ask("Wait in silence") },
      { signal: controller.signal },
    ),
  );
  setTimeout(() => controller.abort(), 200);
  assert.ok((await given) instanceof OpenAI.APIUserAbortError);

  const late = await failure(
    once.chat.completions.create(
      { model: "auto", messages: ask("Wait in silence again") },
      { timeout: 300 },
    ),
  );
  assert.ok(late instanceof OpenAI.APIConnectionTimeoutError, `${late}`);
});

test("a request with an Idempotency-Key is done once", async () => {
  const options = { headers: { "Idempotency-Key": "npm-1" } };
  const body = { model: "auto", messages: ask("Only once") };
  const first = await client.chat.completions.create(body, options);
  const { data, response } = await client.chat.completions.create(body, options).withResponse();

  assert.equal(data.id, first.id);
  assert.equal(response.headers.get("idempotent-replayed"), "true");
  body.messages = ask("Something else");
  const error = await failure(client.chat.completions.create(body, options));
  assert.ok(error instanceof OpenAI.ConflictError, `${error}`);
});
