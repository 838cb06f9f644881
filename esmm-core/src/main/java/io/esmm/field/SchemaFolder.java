package io.esmm.field;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.IoProblems;
import io.esmm.storage.OutputFile;
import io.esmm.storage.StoredFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@link FeatureSchema} as readable files inside a stored folder: {@code fields.json} with
 * configurations, scales and bucket edges as exact doubles, and one text file for each vocabulary
 * and for the combinations of each cross that has any. Prepared data sets and models both hold one.
 * The format is in {@code docs/formats.md}.
 */
public final class SchemaFolder {
  private static final String FIELDS = "fields.json";
  private static final int LONGEST_FIELDS_FILE = 256 << 20;

  private static final int LONGEST_VOCABULARY_FILE = Integer.MAX_VALUE - 16;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(100)
                          .maxNameLength(1000)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(JsonInclude.Value.construct(NON_NULL, NON_NULL))
          .build();

  private SchemaFolder() {}

  /**
   * Writes the schema.
   *
   * @param inside the subfolder it gets: {@code schema}
   * @throws ProblemException if a file cannot be written
   * @throws IllegalArgumentException if a vocabulary does not have the name of the field that owns
   *     it
   */
  public static void save(FeatureSchema schema, AtomicFolder folder, String inside) {
    Map<String, Vocabulary> vocabularies = vocabularies(schema);
    SchemaFile file = SchemaFile.of(schema, vocabularies.values());
    Map<String, EncodedField.Cross> crosses = new LinkedHashMap<>();
    schema.crosses().forEach(cross -> crosses.put(cross.name(), cross));
    file.schema(vocabularies, (entry, _) -> combinations(crosses, entry));
    try {
      for (SchemaFile.VocabularyEntry entry : file.vocabularies()) {
        String name = inside + "/" + entry.file();
        try (OutputFile out = folder.newFile(name, ChecksumKind.SHA256)) {
          VocabularyFile.write(requireNonNull(vocabularies.get(entry.name())), out);
        }
      }
      for (SchemaFile.VocabularyEntry entry : file.crossEntries()) {
        String name = inside + "/" + entry.file();
        try (OutputFile out = folder.newFile(name, ChecksumKind.SHA256)) {
          CrossVocabularyFile.write(requireNonNull(crosses.get(entry.name())), out);
        }
      }
      folder.write(inside + "/" + FIELDS, JSON.writeValueAsBytes(file));
    } catch (IOException e) {
      throw IoProblems.writing(folder.path(), e);
    }
  }

  private static CrossVocabulary combinations(
      Map<String, EncodedField.Cross> crosses, SchemaFile.VocabularyEntry entry) {
    return (CrossVocabulary) requireNonNull(crosses.get(entry.name())).ids();
  }

  /** The vocabularies by name; one that several fields share stands once. */
  private static Map<String, Vocabulary> vocabularies(FeatureSchema schema) {
    Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
    for (EncodedField field : schema.fields()) {
      if (field instanceof EncodedField.Tokens f) {
        Vocabulary other = vocabularies.putIfAbsent(f.vocabulary().name(), f.vocabulary());
        if (other != null && !other.equals(f.vocabulary())) {
          throw new IllegalArgumentException("two different vocabularies [" + other.name() + "]");
        }
      }
    }
    return vocabularies;
  }

  /**
   * Reads a schema back, equal to the one saved. Every file is checked against its checksum.
   *
   * @param inside the subfolder it was saved in
   * @throws ProblemException if a file is missing, altered, malformed or contradicts another
   */
  public static FeatureSchema load(StoredFolder folder, String inside) {
    String name = inside + "/" + FIELDS;
    Path where = folder.path().resolve(name);
    try {
      SchemaFile file = JSON.readValue(folder.read(name, LONGEST_FIELDS_FILE), SchemaFile.class);
      Map<String, Vocabulary> vocabularies = new LinkedHashMap<>();
      for (SchemaFile.VocabularyEntry entry : file.vocabularies()) {
        Vocabulary vocabulary = vocabulary(folder, inside + "/" + entry.file(), entry);
        if (vocabularies.put(entry.name(), vocabulary) != null) {
          throw new IllegalArgumentException("vocabulary [" + entry.name() + "] stands twice");
        }
      }
      return file.schema(
          vocabularies, (entry, parts) -> combinations(folder, inside, entry, parts));
    } catch (ProblemException e) {
      throw e.in(where);
    } catch (JsonProcessingException e) {
      throw malformed(place(where, e), e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw malformed(where.toString(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw IoProblems.reading(where, e);
    }
  }

  private static Vocabulary vocabulary(
      StoredFolder folder, String file, SchemaFile.VocabularyEntry entry) {
    byte[] content = folder.read(file, LONGEST_VOCABULARY_FILE);
    return VocabularyFile.read(entry.name(), folder.path().resolve(file), content, entry.tokens());
  }

  private static CrossVocabulary combinations(
      StoredFolder folder,
      String inside,
      SchemaFile.VocabularyEntry entry,
      List<EncodedField.Embedded> parts) {
    String file = inside + "/" + entry.file();
    byte[] content = folder.read(file, LONGEST_VOCABULARY_FILE);
    return CrossVocabularyFile.read(entry, parts, folder.path().resolve(file), content);
  }

  private static String place(Path file, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? file.toString() : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  private static ProblemException malformed(String where, String what, Exception cause) {
    return new ProblemException(where, what, "restore the file or make it again", cause);
  }
}
