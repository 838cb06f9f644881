package io.esmm.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration without what opens doors, so that a report or results that show it can be passed
 * on. Three stars take the place of every value under a property called after a password, a secret,
 * a token, a credential, a key of access or a connection; and inside any text, such as a query, of
 * the user and password of a URL and of what follows such a word as its value. A variable ({@code
 * ${NAME}}) is no secret and stays.
 *
 * <p>A password that nothing names as one cannot be told from other text: it belongs into a
 * variable.
 */
public final class MaskedSecrets {
  private static final String STARS = "***";

  private static final String NAMES =
      "pass(?:word|wd|phrase)|pwd|secret|token|credential|(?:access|api|private|account)[ _-]?key"
          + "|key[ _-]?id|connection[ _-]?string";

  /** Names of properties, which may be written in one word or several. */
  private static final Pattern SECRET_PROPERTY =
      Pattern.compile("(?:" + NAMES + "|connection|^auth(?:orization)?$)");

  /** {@code scheme://user:password@host}. */
  private static final Pattern URL_USER =
      Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://)[^/\\s@]+@");

  /** {@code password=x}, {@code "password": "x"}, {@code SECRET 'x'}. */
  private static final Pattern NAMED_VALUE =
      Pattern.compile(
          "(?i)((?:"
              + NAMES
              + ")[a-z0-9_-]*+[\"']?)(?:(\\s*+[=:]\\s*+)('(?:[^']|'')*+'|\"[^\"]*+\"|[^\\s;,&'\")]++)"
              + "|(\\s++)('(?:[^']|'')*+'|\"[^\"]*+\"))");

  private static final Pattern VARIABLE = Pattern.compile("['\"]?\\$\\{[^}]*}['\"]?");

  private MaskedSecrets() {}

  /** A copy of the configuration with its secrets masked. */
  public static JsonNode of(JsonNode configuration) {
    return masked(configuration, false);
  }

  private static JsonNode masked(JsonNode node, boolean secret) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
          copy.set(
              property.getKey(),
              masked(property.getValue(), secret || isSecret(property.getKey())));
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> copy.add(masked(element, secret)));
        yield copy;
      }
      case TextNode text ->
          TextNode.valueOf(secret ? hidden(text.asText()) : inside(text.asText()));
      default -> secret && node.isNumber() ? TextNode.valueOf(STARS) : node;
    };
  }

  private static boolean isSecret(String property) {
    return SECRET_PROPERTY.matcher(property.toLowerCase(Locale.ROOT)).find();
  }

  private static String hidden(String value) {
    return VARIABLE.matcher(value).matches() ? value : STARS;
  }

  /** A text whose named secrets are masked; the rest stays as it is. */
  static String inside(String text) {
    String users = URL_USER.matcher(text).replaceAll("$1" + STARS + "@");
    return NAMED_VALUE
        .matcher(users)
        .replaceAll(match -> {
          boolean assigned = match.group(2) != null;
          String between = assigned ? match.group(2) : match.group(4);
          String value = assigned ? match.group(3) : match.group(5);
          return Matcher.quoteReplacement(match.group(1) + between + hidden(value));
        });
  }
}
