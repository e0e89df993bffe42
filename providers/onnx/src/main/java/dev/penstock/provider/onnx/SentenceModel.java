package dev.penstock.provider.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The model all-MiniLM-L6-v2, quantised: the mean of its last layer over all tokens, in length 1.
 * One thread computes a text; more of them only wait for each other on so small a model.
 */
final class SentenceModel implements AutoCloseable {
  static final int DIMENSIONS = 384;

  /** What it was trained on at most; it would cut off the rest without a word. */
  private static final int LONGEST_PIECE = 128;

  private static final String FILE = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER_FILE = "/all-minilm-l6-v2-q-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final Set<String> inputs;

  private SentenceModel(
      OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
    this.inputs = session.getInputNames();
  }

  /**
   * Loads the model, which takes a second or more.
   *
   * @param nativeDir where native libraries are unpacked, or null for the system's choice
   */
  static SentenceModel load(@Nullable Path nativeDir) throws IOException, OrtException {
    return NativeLibraries.with(nativeDir, SentenceModel::load);
  }

  private static SentenceModel load() throws IOException, OrtException {
    HuggingFaceTokenizer tokenizer = tokenizer();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      byte[] model;
      try (InputStream in = open(FILE)) {
        model = in.readAllBytes();
      }
      return new SentenceModel(environment, environment.createSession(model, options), tokenizer);
    } catch (IOException | OrtException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static HuggingFaceTokenizer tokenizer() throws IOException {
    try (InputStream in = open(TOKENIZER_FILE)) {
      return HuggingFaceTokenizer.newInstance(
          in,
          Map.of(
              "padding",
              "false",
              "truncation",
              "true",
              "maxLength",
              Integer.toString(LONGEST_PIECE),
              "modelMaxLength",
              Integer.toString(LONGEST_PIECE)));
    }
  }

  private static InputStream open(String file) throws FileNotFoundException {
    InputStream in = SentenceModel.class.getResourceAsStream(file);
    if (in == null) {
      throw new FileNotFoundException(
          "the model's file " + file + " is not on the class path; its jar is missing");
    }
    return in;
  }

  /** Cuts a text into pieces that are not longer than the model takes; none if nothing is in it. */
  List<Piece> pieces(String text) {
    Encoding encoding = tokenizer.encode(wellFormed(text), true, true);
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece(encoding.getIds()));
    for (Encoding more : encoding.getOverflowing()) {
      pieces.add(new Piece(more.getIds()));
    }
    pieces.removeIf(piece -> piece.tokens() == 0);
    return pieces;
  }

  /** Half a surrogate pair or a zero would end the text for the tokenizer. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace('\0', ' ');
  }

  /** The vector of a piece, in length 1. */
  float[] embed(Piece piece) {
    int length = piece.ids().length;
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    Map<String, OnnxTensor> given = new HashMap<>();
    try {
      given.put("input_ids", tensor(piece.ids()));
      given.put("attention_mask", tensor(ones));
      if (inputs.contains("token_type_ids")) {
        given.put("token_type_ids", tensor(new long[length]));
      }
      try (OrtSession.Result result = session.run(given)) {
        return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), length);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model failed", e);
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static float[] mean(FloatBuffer layer, int length) {
    Sum sum = new Sum();
    float[] token = new float[DIMENSIONS];
    for (int i = 0; i < length; i++) {
      layer.get(i * DIMENSIONS, token);
      sum.add(token, 1);
    }
    return sum.unit();
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the embedding model did not close", e);
    }
  }
}
