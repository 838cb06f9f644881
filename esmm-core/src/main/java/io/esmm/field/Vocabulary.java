package io.esmm.field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of one or more fields, numbered. Id 0 is a missing value, id 1 any value that is not in the
 * vocabulary, ids from 2 the tokens in their order. Immutable and thread-safe.
 */
public final class Vocabulary {
  /** The id of a missing value. */
  public static final int MISSING = 0;

  /** The id of every value outside the vocabulary. */
  public static final int UNKNOWN = 1;

  /** The id of the first token. */
  public static final int FIRST_TOKEN = 2;

  private final String name;
  private final List<String> tokens;
  private final Map<String, Integer> ids;

  /**
   * @param name the vocabulary's name: that of the field that owns it
   * @param tokens distinct values; token i gets the id i + 2
   */
  public Vocabulary(String name, List<String> tokens) {
    this.name = name;
    this.tokens = List.copyOf(tokens);
    this.ids = HashMap.newHashMap(tokens.size());
    for (int i = 0; i < this.tokens.size(); i++) {
      if (ids.put(this.tokens.get(i), i + FIRST_TOKEN) != null) {
        throw new IllegalArgumentException("token [" + this.tokens.get(i) + "] stands twice in vocabulary [" + name + "]");
      }
    }
  }

  public String name() {
    return name;
  }

  /** Rows of an embedding table over this vocabulary: tokens + 2. */
  public int rows() {
    return tokens.size() + FIRST_TOKEN;
  }

  /** The id of a value; an empty value is missing. */
  public int id(String value) {
    if (value.isEmpty()) {
      return MISSING;
    }
    Integer id = ids.get(value);
    return id == null ? UNKNOWN : id;
  }

  /** The tokens, the one with id 2 first. */
  public List<String> tokens() {
    return tokens;
  }
}
