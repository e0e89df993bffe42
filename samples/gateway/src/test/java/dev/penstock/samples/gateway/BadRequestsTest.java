package dev.penstock.samples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usd;
import dev.penstock.testkit.server.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of {@code bad-requests.jsonl}: none calls a provider, holds money or spends any. */
class BadRequestsTest {
  private static final String CHAT = "/v1/chat/completions";

  /** Rows with tests of their own, here or in {@link ConnectionsTest} and {@link ReplaysTest}. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "H014", "H024", "H028", "H035", "H036", "H037", "H043", "H052", "H053", "H054", "H055",
          "H058", "H060", "H061", "H062", "H063", "H064", "H065", "H066", "H067", "H070", "H072",
          "H073", "H074", "H075", "H076", "H077", "H078", "H079", "H080", "H081", "H082", "H083",
          "H084", "H086", "H089");

  private static Door door;

  private record Sent(String path, ByteBuffer body, List<String> headers) {}

  @BeforeAll
  static void open() {
    door = Door.open(request -> Reply.text("Hello"));
  }

  @AfterAll
  static void close() {
    door.close();
  }

  private static Map<String, Sent> sent() {
    Map<String, Sent> rows = new HashMap<>();
    rows.put("H001", body(""));
    rows.put("H002", body("{"));
    rows.put("H003", body("[]"));
    rows.put("H004", body("null"));
    rows.put("H005", body("{\"model\":\"auto\"}"));
    rows.put("H006", messages("[]"));
    rows.put("H007", messages("\"hi\""));
    rows.put("H008", messages("[{\"role\":\"user\"}]"));
    rows.put("H009", messages("[{\"role\":\"root\",\"content\":\"x\"}]"));
    rows.put("H010", messages("[{\"role\":\"user\",\"content\":[]}]"));
    rows.put("H011", image("http://169.254.169.254/latest/meta-data"));
    rows.put("H012", image("file:///etc/passwd"));
    rows.put("H013", field("\"api_base\":\"https://evil.test\""));
    rows.put("H015", field("\"api_key\":\"sk-x\""));
    rows.put("H016", model(""));
    rows.put("H017", model("gpt-nope"));
    rows.put("H018", body(Door.chat("").replace("\"auto\"", "5")));
    rows.put("H019", model("../../secrets"));
    rows.put("H020", model("m1\\r\\nX-Evil: 1"));
    rows.put("H021", model("m".repeat(1 << 20)));
    rows.put("H022", field("\"max_tokens\":-1"));
    rows.put("H023", field("\"max_tokens\":0"));
    rows.put("H025", field("\"max_tokens\":1e30"));
    rows.put("H026", field("\"max_tokens\":\"100\""));
    rows.put("H027", field("\"max_tokens\":1.5"));
    rows.put("H029", field("\"n\":1000"));
    rows.put("H030", field("\"n\":0"));
    rows.put("H031", field("\"temperature\":NaN"));
    rows.put("H032", field("\"temperature\":1e400"));
    rows.put("H033", field("\"stream\":\"true\""));
    rows.put("H034", field("\"model\":\"m1\""));
    rows.put("H038", body(Door.chat(""), "Content-Encoding", "gzip"));
    rows.put("H039", body("[".repeat(100_000)));
    rows.put("H040", messages(list("{\"role\":\"user\",\"content\":\"a\"}", 1_000_000)));
    rows.put(
        "H041", messages("[{\"role\":\"user\",\"content\":\"" + "a".repeat(10 << 20) + "\"}]"));
    rows.put("H042", messages("[{\"role\":\"user\",\"content\":\"\\ud800\"}]"));
    byte[] latin =
        Door.chat("").replace("Hi there", "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
    rows.put("H044", new Sent(CHAT, ByteBuffer.wrap(latin), List.of()));
    rows.put("H045", body(Door.chat(""), "Content-Type", "text/plain"));
    rows.put("H046", body(Door.chat(""), "Content-Type", "application/json; charset=utf-16"));
    rows.put(
        "H047",
        body("--b" + "-".repeat(100_000), "Content-Type", "multipart/form-data; boundary=b"));
    rows.put("H048", authorized(""));
    rows.put("H049", authorized("Bearer ' OR '1'='1"));
    rows.put("H050", authorized("Bearer " + door.key.substring(0, 20)));
    rows.put("H051", authorized("Bearer " + door.key + "x"));
    rows.put("H056", authorized("Bearer "));
    Sent inQuery = authorized("");
    rows.put("H057", new Sent(CHAT + "?api_key=" + door.key, inQuery.body(), inQuery.headers()));
    rows.put("H059", new Sent("/v1/anything-else", inQuery.body(), List.of()));
    rows.put("H068", field("\"user\":\"" + "u".repeat(1 << 20) + "\""));
    rows.put("H069", field("\"metadata\":{" + members("\"t%d\":\"x\"", 10_000) + "}"));
    rows.put("H071", body(Door.chat(""), "Idempotency-Key", "k".repeat(300)));
    String tool =
        "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"d\":\""
            + "x".repeat(2_000)
            + "\"}}}";
    rows.put("H085", field("\"tools\":" + list(tool, 10_000)));
    rows.put("H087", field("\"logit_bias\":{" + members("\"%d\":1", 300_000) + "}"));
    rows.put("H088", field("\"stop\":" + list("\"s\"", 10_000)));
    rows.put("H090", field("\"service_tier\":\"priority\""));
    return rows;
  }

  static Stream<String> rows() {
    return sent().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isRefusedBeforeAnythingIsSpent(String id) {
    int calls = door.upstream.exchanges().size();
    Usd used = door.used();
    Sent sent = Objects.requireNonNull(sent().get(id));
    HttpRequest.Builder request =
        door.request(sent.path()).POST(HttpRequest.BodyPublishers.ofByteArray(sent.body().array()));
    for (int i = 0; i < sent.headers().size(); i += 2) {
      request.setHeader(sent.headers().get(i), sent.headers().get(i + 1));
    }
    HttpResponse<String> response = door.send(request.build());

    Map<String, Object> expected = expectations().get(id);
    if (id.equals("H090")) {
      expected = Map.of("status", 400, "code", "invalid_service_tier");
    }
    assertThat(response.statusCode()).as(response.body()).isEqualTo(expected.get("status"));
    assertThat(Door.error(response, "code")).isEqualTo(expected.get("code"));
    assertThat(door.upstream.exchanges()).hasSize(calls);
    assertThat(door.held()).isEqualTo(Usd.ZERO);
    assertThat(door.used()).isEqualTo(used);
  }

  @Test
  void h068AUserOfSeveralLinesIsRefused() {
    HttpResponse<String> response = door.chatting("\"user\":\"ada\\r\\nlevel=ERROR\"");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Door.error(response, "code")).isEqualTo("invalid_user");
    assertThat(door.held()).isEqualTo(Usd.ZERO);
  }

  @Test
  void everyRowIsATest() {
    Set<String> tested = new TreeSet<>(sent().keySet());
    tested.addAll(ELSEWHERE);

    assertThat(tested).isEqualTo(new TreeSet<>(expectations().keySet()));
  }

  @Test
  void anErrorNamesTheFieldAndRepeatsNothingOfTheBody() {
    HttpResponse<String> response = door.chatting("\"temperature\":\"secret\"");

    assertThat(Door.error(response, "param")).isEqualTo("temperature");
    assertThat(response.body()).doesNotContain("secret").doesNotContain("Hi there");
  }

  @Test
  void malformedJsonIsToldByItsPlaceOnly() {
    HttpResponse<String> response = door.post(CHAT, "{\"model\": secret}");

    assertThat(response.body()).contains("line 1, column").doesNotContain("secret");
  }

  @Test
  void anErrorDeepInAListNamesItsItem() {
    HttpResponse<String> response =
        door.post(
            CHAT,
            "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":[{\"x\":1}]}]}");

    assertThat(Door.error(response, "param")).isEqualTo("messages[0].content[0].x");
    assertThat(Door.error(response, "code")).isEqualTo("unknown_field");
  }

  @Test
  void linksToAddressesInAnySpellingAreRefused() {
    for (String link :
        List.of(
            "https://127.0.0.1/a.png",
            "https://2130706433/a.png",
            "https://0x7f000001/a.png",
            "https://0177.0.0.1/a.png",
            "https://127.1/a.png",
            "https://[::1]/a.png",
            "https://localhost/a.png",
            "https://a.localhost/a.png",
            "https://metadata.google.internal/a.png",
            "https://user@images.example.com/a.png",
            "https://images.example.com:8443/a.png",
            "http://images.example.com/a.png",
            "https:/images.example.com/a.png",
            "gopher://images.example.com/a",
            "https://images.example.com\\\\@127.0.0.1/")) {
      HttpResponse<String> response =
          door.post(CHAT, new String(image(link).body().array(), StandardCharsets.UTF_8));

      assertThat(Door.error(response, "code")).as(link).isEqualTo("url_not_allowed");
    }
  }

  @Test
  void h024AnOutputLimitIsClampedBeforeItIsHeld() {
    assertThat(door.chatting("\"max_tokens\":999999999,\"seed\":24").statusCode()).isEqualTo(200);
    assertThat(door.upstream.exchanges().getLast().body()).contains("\"max_tokens\":500");
  }

  @Test
  void h028ANullLimitIsNone() {
    assertThat(door.chatting("\"max_tokens\":null,\"seed\":28").statusCode()).isEqualTo(200);
    assertThat(door.upstream.exchanges().getLast().body()).contains("\"max_tokens\":500");
  }

  @Test
  void h043ANulIsText() {
    HttpResponse<String> response = door.post(CHAT, Door.chat("").replace("Hi there", "a\\u0000b"));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void h014H065H066H067H070HeadersDecideNothing() {
    HttpResponse<String> response =
        door.chatting(
            "\"seed\":66",
            "x-portkey-custom-host",
            "http://127.0.0.1",
            "X_Tenant_Id",
            "other",
            "X-Tenant-Id",
            "other",
            "X-Forwarded-For",
            "127.0.0.1",
            "X-Budget-Limit",
            "1000000",
            "X-Route-Tier",
            "cheapest");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(door.upstream.exchanges().getLast().headers())
        .doesNotContainKeys("x-portkey-custom-host", "x-tenant-id", "x-forwarded-for");
    assertThat(door.gateway.engine().report().budgets())
        .allSatisfy(state -> assertThat(state.scope()).isEqualTo("shop"));
  }

  @Test
  void h052TheSchemeHasNoCase() {
    assertThat(door.chatting("", "Authorization", "bearer " + door.key).statusCode())
        .isEqualTo(200);
  }

  @Test
  void h075H076ABudgetThatIsUsedUpIsToldByNameWithoutAmounts() {
    try (Door poor = Door.withBudget(request -> Reply.text("Hello"), "0.000001")) {
      HttpResponse<String> response = poor.chatting("");

      assertThat(response.statusCode()).isEqualTo(402);
      assertThat(Door.error(response, "code")).isEqualTo("budget_exceeded");
      assertThat(Door.error(response, "message"))
          .asString()
          .contains("budget day of shop until 20")
          .contains("T00:00:00Z")
          .doesNotContain("0.00");
      assertThat(poor.upstream.exchanges()).isEmpty();
      assertThat(poor.held()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void h086ARecursiveSchemaIsPassedThrough() {
    String format =
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":"
            + "{\"$ref\":\"#\"}}}";

    assertThat(door.chatting(format).statusCode()).isEqualTo(200);
  }

  @Test
  void h089FutureFieldsReachProvidersOfThisWire() {
    assertThat(door.chatting("\"future_parameter\":true").statusCode()).isEqualTo(200);
    assertThat(door.upstream.exchanges().getLast().body()).contains("\"future_parameter\":true");
  }

  private static Sent body(String text, String... headers) {
    return new Sent(CHAT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), List.of(headers));
  }

  private static Sent field(String field) {
    return body(Door.chat(field));
  }

  private static Sent model(String name) {
    return body(Door.chat("").replace("auto", name));
  }

  private static Sent messages(String json) {
    return body("{\"model\":\"auto\",\"messages\":" + json + "}");
  }

  private static Sent image(String link) {
    return messages(
        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
            + link
            + "\"}}]}]");
  }

  private static Sent authorized(String header) {
    return body(Door.chat(""), "Authorization", header);
  }

  private static String list(String item, int times) {
    StringBuilder list = new StringBuilder(times * (item.length() + 1) + 2).append('[');
    for (int i = 0; i < times; i++) {
      list.append(i == 0 ? "" : ",").append(item);
    }
    return list.append(']').toString();
  }

  private static String members(String form, int times) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      members.add(form.replace("%d", Integer.toString(i)));
    }
    return String.join(",", members);
  }

  private static Map<String, Map<String, Object>> expectations() {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    try (InputStream in = BadRequestsTest.class.getResourceAsStream("bad-requests.jsonl")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Door::json)
          .forEach(
              row -> {
                @SuppressWarnings("unchecked") // an object of JSON has text keys
                Map<String, Object> expected = (Map<String, Object>) row.get("expect");
                rows.put(row.get("id").toString(), expected);
              });
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return rows;
  }
}
