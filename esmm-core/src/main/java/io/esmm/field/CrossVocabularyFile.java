package io.esmm.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The combinations that a cross knows, as UTF-8 text: one a line, the one with id 2 first, its
 * parts' tokens with a tab between them. Tokens are written as in a {@link VocabularyFile}, a tab
 * inside one as {@code \t}; of a numeric part the number of the bucket stands, the lowest one 0.
 */
final class CrossVocabularyFile {
  private CrossVocabularyFile() {}

  static void write(EncodedField.Cross cross, OutputStream out) throws IOException {
    CrossVocabulary vocabulary = (CrossVocabulary) cross.ids();
    CrossNumbers numbers = new CrossNumbers(cross.name(), cross.parts());
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < vocabulary.size(); i++) {
      line.setLength(0);
      int[] ids = numbers.ids(vocabulary.combination(i));
      for (int p = 0; p < ids.length; p++) {
        line.append(p == 0 ? "" : "\t").append(text(cross.parts().get(p), ids[p]));
      }
      out.write(line.append('\n').toString().getBytes(UTF_8));
    }
  }

  private static String text(EncodedField.Embedded part, int id) {
    return switch (part) {
      case EncodedField.Tokens f ->
          VocabularyFile.escape(f.vocabulary().tokens().get(id - Vocabulary.FIRST_TOKEN))
              .replace("\t", "\\t");
      case EncodedField.Bucketized f -> Integer.toString(id - 1);
      case EncodedField.Cross f -> throw new IllegalStateException("a cross of a cross");
    };
  }

  /**
   * Reads combinations of exactly as many lines as the entry says.
   *
   * @param file the file that holds the content, for errors
   * @throws io.esmm.problem.ProblemException with the line, if one is no combination of the parts'
   *     tokens, or stands twice
   */
  static CrossVocabulary read(
      SchemaFile.VocabularyEntry entry,
      List<EncodedField.Embedded> parts,
      Path file,
      byte[] content) {
    CrossNumbers numbers = new CrossNumbers(entry.name(), parts);
    long[] combinations = new long[Math.min(entry.tokens(), content.length)];
    VocabularyFile.forEachLine(
        file,
        content,
        entry.tokens(),
        (line, number) -> {
          // Lines beyond those promised are refused at the end.
          if (number <= combinations.length) {
            combinations[number - 1] = combination(line, number, numbers, parts, file);
          }
        });
    return new CrossVocabulary(
        combinations,
        place -> VocabularyFile.broken(file, place + 1, "repeats the combination of another line"));
  }

  private static long combination(
      String line, int number, CrossNumbers numbers, List<EncodedField.Embedded> parts, Path file) {
    String[] tokens = line.split("\t", -1);
    if (tokens.length != parts.size()) {
      throw VocabularyFile.broken(
          file,
          number,
          "has " + tokens.length + " tokens, the cross has " + parts.size() + " parts");
    }
    long combination = 0;
    for (int p = 0; p < tokens.length; p++) {
      String token = VocabularyFile.token(tokens[p], number, file);
      int id = id(parts.get(p), token);
      if (id < 0) {
        throw VocabularyFile.broken(
            file,
            number,
            "holds [" + token + "], which field [" + parts.get(p).name() + "] does not know");
      }
      combination = numbers.extend(combination, p, id);
    }
    return combination;
  }

  /** The id of a known token or bucket, or -1. */
  private static int id(EncodedField.Embedded part, String token) {
    return switch (part) {
      case EncodedField.Tokens f -> {
        int id = f.vocabulary().id(token);
        yield id < Vocabulary.FIRST_TOKEN ? -1 : id;
      }
      case EncodedField.Bucketized f -> {
        double bucket = StrictNumber.parse(token);
        boolean known = bucket == Math.rint(bucket) && bucket >= 0 && bucket < f.tableRows() - 1;
        yield known ? (int) bucket + 1 : -1;
      }
      case EncodedField.Cross f -> throw new IllegalStateException("a cross of a cross");
    };
  }
}
