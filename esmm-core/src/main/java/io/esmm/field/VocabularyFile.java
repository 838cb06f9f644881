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
 * backslash {@code \\}; a tab may be written {@code \t}.
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
    forEachLine(file, content, tokens, (line, number) -> add(line, number, table, file));
    return new Vocabulary(name, table);
  }

  /** Takes a line and its number, from 1. */
  interface LineReader {
    void line(String text, int number);
  }

  /**
   * Gives every line to the reader.
   *
   * @throws ProblemException if the content does not have exactly this many lines, or one is cut
   *     off or no UTF-8
   */
  static void forEachLine(Path file, byte[] content, int lines, LineReader reader) {
    int number = 0;
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        number++;
        String line;
        try {
          line = decode(content, start, i);
        } catch (CharacterCodingException e) {
          throw broken(file, number, "is no UTF-8");
        }
        reader.line(line, number);
        start = i + 1;
      }
    }
    if (start < content.length) {
      throw broken(file, number + 1, "is cut off");
    }
    if (number != lines) {
      throw broken(file, number, "is the last, expected " + lines + " tokens");
    }
  }

  private static void add(String line, int number, TokenTable table, Path file) {
    String token = token(line, number, file);
    if (token.isEmpty()) {
      throw broken(file, number, "is empty");
    }
    if (table.add(token) < number - 1) {
      throw broken(file, number, "repeats the token [" + token + "]");
    }
  }

  /** The token that was written as this text. */
  static String token(String escaped, int line, Path file) {
    try {
      return unescape(escaped);
    } catch (IllegalArgumentException e) {
      throw broken(file, line, "holds a backslash that escapes nothing");
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

  static String escape(String token) {
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
            case 't' -> '\t';
            default -> throw new IllegalArgumentException("\\" + escaped);
          });
      from = at + 2;
      at = line.indexOf('\\', from);
    }
    return token.append(line, from, line.length()).toString();
  }

  static ProblemException broken(Path file, int line, String what) {
    return new ProblemException(
        file + ":" + line, "line of the vocabulary " + what, "restore the file or make it again");
  }
}
