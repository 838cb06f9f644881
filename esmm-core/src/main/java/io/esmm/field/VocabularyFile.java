package io.esmm.field;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/**
 * A vocabulary as UTF-8 text: one token a line, the one with id 2 first, every line ended by a
 * newline. A newline inside a token is written {@code \n}, a carriage return {@code \r}, a
 * backslash {@code \\}.
 */
final class VocabularyFile {
  private VocabularyFile() {}

  static void write(Vocabulary vocabulary, OutputStream out) throws IOException {
    for (String token : vocabulary.tokens()) {
      out.write(escape(token).getBytes(UTF_8));
      out.write('\n');
    }
  }

  /**
   * Reads a vocabulary of exactly this many tokens.
   *
   * @param file the file that holds the content, for errors
   * @throws ProblemException with the line, if the file holds more or fewer, one twice, an empty
   *     one, one that is no UTF-8, or a backslash that escapes nothing
   */
  static Vocabulary read(String name, Path file, byte[] content, int tokens) {
    TokenTable table = new TokenTable(Math.min(tokens, content.length / 2));
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        add(content, start, i, table, file);
        start = i + 1;
      }
    }
    if (start < content.length) {
      throw broken(file, table.size() + 1, "is cut off");
    }
    if (table.size() != tokens) {
      throw broken(file, table.size(), "is the last, expected " + tokens + " tokens");
    }
    return new Vocabulary(name, table);
  }

  private static void add(byte[] content, int start, int end, TokenTable table, Path file) {
    int number = table.size() + 1;
    String token;
    try {
      token = unescape(decode(content, start, end));
    } catch (CharacterCodingException e) {
      throw broken(file, number, "is no UTF-8");
    } catch (IllegalArgumentException e) {
      throw broken(file, number, "holds a backslash that escapes nothing");
    }
    if (token.isEmpty()) {
      throw broken(file, number, "is empty");
    }
    if (table.add(token) < number - 1) {
      throw broken(file, number, "repeats the token [" + token + "]");
    }
  }

  private static String decode(byte[] content, int start, int end) throws CharacterCodingException {
    for (int i = start; i < end; i++) {
      if (content[i] < 0) {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(content, start, end - start)).toString();
      }
    }
    return new String(content, start, end - start, ISO_8859_1);
  }

  private static String escape(String token) {
    if (token.indexOf('\\') < 0 && token.indexOf('\n') < 0 && token.indexOf('\r') < 0) {
      return token;
    }
    return token.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String line) {
    int at = line.indexOf('\\');
    if (at < 0) {
      return line;
    }
    StringBuilder token = new StringBuilder(line.length());
    int from = 0;
    while (at >= 0) {
      token.append(line, from, at);
      char escaped = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
      token.append(
          switch (escaped) {
            case '\\' -> '\\';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> throw new IllegalArgumentException("\\" + escaped);
          });
      from = at + 2;
      at = line.indexOf('\\', from);
    }
    return token.append(line, from, line.length()).toString();
  }

  private static ProblemException broken(Path file, int line, String what) {
    return new ProblemException(
        file + ":" + line, "line of the vocabulary " + what, "restore the file or make it again");
  }
}
