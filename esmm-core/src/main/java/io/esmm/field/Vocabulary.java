package io.esmm.field;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The values of one or more fields, numbered. Id 0 is a missing value, id 1 any value that is not
 * in the vocabulary, ids from 2 the tokens in their order. Takes the UTF-8 bytes of the tokens and
 * about 20 bytes more for each. Immutable and thread-safe.
 */
public final class Vocabulary {
  /** The id of a missing value. */
  public static final int MISSING = 0;

  /** The id of every value outside the vocabulary. */
  public static final int UNKNOWN = 1;

  /** The id of the first token. */
  public static final int FIRST_TOKEN = 2;

  private final String name;
  private final TokenTable table;

  /**
   * A vocabulary of these tokens, in this order.
   *
   * @param name the vocabulary's name: that of the field that owns it
   * @param tokens distinct values, none empty; token i gets the id i + 2. Read once, not kept
   */
  public Vocabulary(String name, List<String> tokens) {
    this.name = name;
    this.table = new TokenTable(tokens.size());
    int added = 0;
    for (String token : tokens) {
      if (token.isEmpty()) {
        throw new IllegalArgumentException(
            "an empty token in vocabulary [" + name + "]; an empty value is missing");
      }
      if (table.add(token) < added++) {
        throw new IllegalArgumentException(
            "token [" + token + "] stands twice in vocabulary [" + name + "]");
      }
    }
    table.trim();
  }

  /** Takes over a table that nobody will change any more. */
  Vocabulary(String name, TokenTable table) {
    this.name = name;
    this.table = table.trim();
  }

  /** The name of the field that owns it, and of the embedding table over it. */
  public String name() {
    return name;
  }

  /** Rows of an embedding table over this vocabulary: tokens + 2. */
  public int rows() {
    return table.size() + FIRST_TOKEN;
  }

  /** The id of a value; an empty value is missing. */
  public int id(String value) {
    if (value.isEmpty()) {
      return MISSING;
    }
    int number = table.find(value);
    return number < 0 ? UNKNOWN : number + FIRST_TOKEN;
  }

  /** The id of a value's token i; allocates nothing if the token stands as bytes. */
  public int id(RawValue value, int i) {
    if (value.isEmpty(i)) {
      return MISSING;
    }
    int number = value.find(i, table);
    return number < 0 ? UNKNOWN : number + FIRST_TOKEN;
  }

  /** The hash that {@link CrossHash} makes of the token with this id, at least 2. */
  long hash(int id) {
    return table.crossHash(id - FIRST_TOKEN);
  }

  /** The tokens, the one with id 2 first; a view that makes each text when it is asked for. */
  public List<String> tokens() {
    return new TokenList(table);
  }

  /** Equal if the name and all tokens are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Vocabulary v && name.equals(v.name) && table.sameAs(v.table));
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + table.size();
  }

  @Override
  public String toString() {
    return "vocabulary [" + name + "] of " + table.size() + " tokens";
  }

  private static final class TokenList extends AbstractList<String> implements RandomAccess {
    private final TokenTable table;

    private TokenList(TokenTable table) {
      this.table = table;
    }

    @Override
    public String get(int index) {
      if (index < 0 || index >= table.size()) {
        throw new IndexOutOfBoundsException(index + " of " + table.size() + " tokens");
      }
      return table.token(index);
    }

    @Override
    public int size() {
      return table.size();
    }
  }
}
