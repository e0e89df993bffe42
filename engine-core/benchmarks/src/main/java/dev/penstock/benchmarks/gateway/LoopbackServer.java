package dev.penstock.benchmarks.gateway;

import dev.penstock.benchmarks.Jvm;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A simulated provider in a process of its own, as cheap as a server can be: bare sockets on
 * virtual threads. An answer is always the same, of about 300 tokens; when it comes, or in how many
 * chunks, is as the question asks for by a {@link Shape}.
 */
final class LoopbackServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d{1,9})");
  private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WHOLE = whole();
  private static final byte[] STREAM =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIRST = event("{\"role\":\"assistant\",\"content\":\"\"}", "null");
  private static final byte[] PIECE = event("{\"content\":\" parcel\"}", "null");
  private static final byte[] LAST = event("{}", "\"stop\"");
  private static final byte[] USAGE =
      chunk(
          "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
              + "\"model\":\"loopback\",\"choices\":[],\"usage\":"
              + "{\"prompt_tokens\":80,\"completion_tokens\":300,\"total_tokens\":380}}\n\n");
  private static final byte[] DONE = chunk("data: [DONE]\n\n");

  private static final LongAdder SENT = new LongAdder();

  private final Jvm process;
  private final int port;

  private LoopbackServer(Jvm process, int port) {
    this.process = process;
    this.port = port;
  }

  static LoopbackServer start(Path temporary) {
    Jvm process = Jvm.start(LoopbackServer.class, temporary);
    return new LoopbackServer(process, (int) number(process));
  }

  int port() {
    return port;
  }

  /** How many events it has sent in all. */
  long sent() {
    process.ask();
    return number(process);
  }

  private static long number(Jvm process) {
    String line = process.line();
    if (line == null) {
      throw new IllegalStateException("the loopback server has ended");
    }
    return Long.parseLong(line);
  }

  @Override
  public void close() {
    process.close();
  }

  /** The server's own process: says its port, and for each line it is given what it has sent. */
  public static void main(String[] arguments) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
      Thread unused = Thread.ofPlatform().daemon().start(() -> accept(server));
      System.out.println(server.getLocalPort());
      BufferedReader asked =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
      while (asked.readLine() != null) {
        System.out.println(SENT.sum());
      }
    }
    System.exit(0);
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // the server is closed
    }
  }

  private static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
      OutputStream out = socket.getOutputStream();
      for (String head = head(in); head != null; head = head(in)) {
        Matcher length = LENGTH.matcher(head);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        String body = new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        Shape shape = Shape.in(body);
        if (body.contains("\"stream\":true")) {
          stream(shape, out);
        } else {
          shape.pause();
          out.write(WHOLE);
        }
      }
    } catch (IOException | InterruptedException e) {
      // the client has gone
    }
  }

  private static @Nullable String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(512);
    int length = 0;
    while (length < 4 || head.charAt(length - 1) != '\n' || head.charAt(length - 3) != '\n') {
      int read = in.read();
      if (read < 0) {
        return null;
      }
      head.append((char) read);
      length++;
    }
    return head.toString();
  }

  private static void stream(Shape shape, OutputStream out)
      throws IOException, InterruptedException {
    out.write(STREAM);
    send(FIRST, out);
    for (int i = 0; i < shape.chunks(); i++) {
      shape.pause();
      send(PIECE, out);
    }
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    rest.writeBytes(LAST);
    rest.writeBytes(USAGE);
    rest.writeBytes(DONE);
    rest.writeBytes(END);
    out.write(rest.toByteArray());
  }

  private static void send(byte[] event, OutputStream out) throws IOException {
    out.write(event);
    SENT.increment();
  }

  private static byte[] event(String delta, String finish) {
    return chunk(
        "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"loopback\",\"choices\":[{\"index\":0,\"delta\":"
            + delta
            + ",\"finish_reason\":"
            + finish
            + "}]}\n\n");
  }

  private static byte[] chunk(String text) {
    return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] whole() {
    String answer =
        ("Thank you for your message. Your order left our warehouse this morning and is with the"
                + " carrier; the tracking page follows with a delay of a few hours. It is due on"
                + " Thursday between nine and twelve. An address can be changed until the evening"
                + " before delivery: open the order, choose Delivery, then Change address. ")
            .repeat(4);
    String json =
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"loopback\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + answer
            + "\"},\"finish_reason\":\"stop\"}],\"usage\":"
            + "{\"prompt_tokens\":80,\"completion_tokens\":300,\"total_tokens\":380}}";
    return String.format(
            Locale.ROOT,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
            json.length(),
            json)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
