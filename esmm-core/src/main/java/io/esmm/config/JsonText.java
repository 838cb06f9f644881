package io.esmm.config;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON text: no comments, no property twice, nothing after the end, and bounds on nesting,
 * on the lengths of numbers, names and strings and of the whole. What is wrong is told with file,
 * line and column.
 */
public final class JsonText {
  private static final int MAX_LENGTH = 16 << 20;
  private static final int MAX_NESTING = 64;

  /** A tree takes some fifty bytes for each, which short tokens would make of few. */
  private static final long MAX_TOKENS = 250_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxNumberLength(100)
                          .maxNameLength(1000)
                          .maxStringLength(1 << 20)
                          .maxDocumentLength(MAX_LENGTH)
                          .maxTokenCount(MAX_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .build();

  private static final Pattern DUPLICATE =
      Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
  private static final Pattern OPENED =
      Pattern.compile(
          "expected close marker for (Object|Array) \\(start marker at .*line: (\\d+), column:"
              + " (\\d+)");

  private JsonText() {}

  /**
   * The tree of a text.
   *
   * @param name what the text is called in errors: a file's name
   * @throws ProblemException if it is not strict JSON
   */
  public static JsonNode parse(String text, String name) {
    if (text.length() > MAX_LENGTH) {
      throw new ProblemException(
          name,
          "the JSON is [" + text.length() + "] characters long",
          "at most " + MAX_LENGTH + " are read");
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      return tree(parser, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(JsonParser parser, String name) throws IOException {
    try {
      @Nullable JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || tree.isMissingNode()) {
        throw new ProblemException(name, "there is no JSON, only white space", "write some");
      }
      if (parser.nextToken() != null) {
        throw new ProblemException(
            place(parser.currentTokenLocation(), name),
            "malformed JSON: something follows its end",
            "remove what follows");
      }
      return tree;
    } catch (JsonProcessingException e) {
      @Nullable JsonLocation at = e.getLocation();
      String where = place(at == null ? parser.currentLocation() : at, name);
      throw problem(where, e.getOriginalMessage(), e);
    }
  }

  private static String place(JsonLocation at, String name) {
    return name + ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  private static ProblemException problem(String where, String told, Exception e) {
    Matcher duplicate = DUPLICATE.matcher(told);
    if (duplicate.find()) {
      return new ProblemException(
          where,
          "property [" + Places.printable(duplicate.group(1)) + "] stands twice",
          "remove one",
          e);
    }
    if (e instanceof JsonEOFException || told.startsWith("Unexpected end-of-input")) {
      Matcher opened = OPENED.matcher(told);
      String remedy =
          opened.find()
              ? "close what was opened at line " + opened.group(2) + ", column " + opened.group(3)
              : "complete it";
      return new ProblemException(where, "malformed JSON: it ends too early", remedy, e);
    }
    if (e instanceof StreamConstraintsException) {
      String what =
          told.contains("nesting depth") ? "nested deeper than " + MAX_NESTING : plain(told);
      return new ProblemException(where, "this JSON goes too far: " + what, "shorten it", e);
    }
    if (told.contains("ALLOW_COMMENTS")) {
      return new ProblemException(where, "malformed JSON: a comment", "remove it", e);
    }
    return new ProblemException(where, "malformed JSON: " + plain(told), "", e);
  }

  /** Jackson's words without character codes and the names of its switches. */
  private static String plain(String told) {
    return Places.printable(told)
        .replaceAll(" \\(code [^)]*\\)", "")
        .replaceAll(", from `[^`]*`", "")
        .replaceAll(": enable `[^`]*` to allow", "")
        .replace("field name", "property name")
        .lines()
        .findFirst()
        .orElse(told);
  }
}
