package dev.penstock.api;

/**
 * A mistake in a policy.
 *
 * @param file the file, or what stands for it if the policy came from a string or from code
 * @param line from 1, or 0 if it has no place
 * @param column from 1, or 0 if it has no place
 * @param path where it stands, such as {@code $.models.gpt-4.1.price[0].input}
 * @param code what kind of mistake, in upper case with underscores
 * @param message what was found, what was expected, and a near spelling if there is one
 */
public record PolicyProblem(
    String file, int line, int column, String path, String code, String message) {
  /** {@code file:line:column path: message [code]}. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    return place + " " + path + ": " + message + " [" + code + "]";
  }
}
