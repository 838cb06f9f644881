package io.esmm.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Every way to harm a stored folder that we could think of. {@code every} thins out the long lists:
 * one of so many, chosen by the seed.
 */
final class Harm {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> JUNK =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "2",
          "2147483647",
          "-2147483648",
          "9223372036854775807",
          "1e308",
          "-0.0",
          "0.5",
          "1e-400",
          "99999999999999999999999999",
          "\"\"",
          "\"x\"",
          "\"NaN\"",
          "\"../../../etc/passwd\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "[]",
          "[[]]",
          "[null]",
          "{}",
          "{\"type\": \"java.lang.Runtime\", \"@class\": \"java.lang.Runtime\"}",
          "[2147483647, 2147483647]",
          "[1000000]");

  private final FolderContent good;
  private final SplittableRandom random;
  private final int every;
  private final Consumer<HarmedFolder> out;

  Harm(FolderContent good, long seed, int every, Consumer<HarmedFolder> out) {
    this.good = good;
    this.random = new SplittableRandom(seed);
    this.every = every;
    this.out = out;
  }

  /** What the manifest must find: every bit, every length, a byte more, files exchanged. */
  void unsealed(int everyBit) {
    for (String name : good.files().keySet()) {
      byte[] content = good.file(name);
      for (int bit = random.nextInt(everyBit); bit < content.length * 8; bit += everyBit) {
        broken("flipped bit", name, bit, flipped(content, bit));
      }
      for (int length = 0; length < content.length; length++) {
        broken("truncated", name, length, Arrays.copyOf(content, length));
      }
      for (int more : new int[] {1, 2, 8, 100, 1 << 16}) {
        broken("extended", name, more, Arrays.copyOf(content, content.length + more));
        byte[] letters = Arrays.copyOf(content, content.length + more);
        Arrays.fill(letters, content.length, letters.length, (byte) '\n');
        broken("extended", name, more, letters);
      }
      out.accept(new HarmedFolder("removed", name, good.without(name), name, false));
    }
    exchanged(false);
    out.accept(
        new HarmedFolder(
            "stranger", "more.txt", good.with("more.txt", new byte[1]), "more.txt", false));
  }

  /** What the manifest cannot find, since it was written anew. */
  void sealed() {
    for (String name : good.files().keySet()) {
      if (!name.equals(FolderContent.MANIFEST)) {
        sealedBytes(name, good.file(name));
        sealed("removed", name, 0, good.without(name));
        if (name.endsWith(".json")) {
          json(name, good.file(name), bytes -> good.with(name, bytes));
        }
        if (name.endsWith(".safetensors")) {
          tensors(name);
        }
        if (name.endsWith(".txt")) {
          lines(name);
        }
      }
    }
    exchanged(true);
    sealed("stranger", "more.txt", 0, good.with("more.txt", new byte[1]));
    manifest();
  }

  private void sealedBytes(String name, byte[] content) {
    for (int bit = 0; bit < content.length * 8; bit++) {
      if (chosen()) {
        sealed("flipped bit", name, bit, good.with(name, flipped(content, bit)));
      }
    }
    for (int length = 0; length < content.length; length++) {
      if (chosen()) {
        sealed("truncated", name, length, good.with(name, Arrays.copyOf(content, length)));
      }
    }
    for (int more : new int[] {1, 3, 4, 8, 1 << 18}) {
      for (int letter : new int[] {0, ' ', '\n', 'a'}) {
        byte[] longer = Arrays.copyOf(content, content.length + more);
        Arrays.fill(longer, content.length, longer.length, (byte) letter);
        sealed("extended", name, more, good.with(name, longer));
      }
    }
    for (int i = 0; i < 4000; i++) {
      if (chosen()) {
        sealed("scrambled", name, i, good.with(name, scrambled(content)));
      }
    }
  }

  /** Each value of a JSON text replaced, removed, renamed, written twice; and the text inflated. */
  private void json(
      String name, byte[] text, java.util.function.Function<byte[], FolderContent> put) {
    JsonNode tree = tree(text);
    List<JsonNode> containers = new ArrayList<>(List.of(tree));
    for (int i = 0; i < containers.size(); i++) {
      containers
          .get(i)
          .forEach(child -> {
            if (child.isContainerNode()) {
              containers.add(child);
            }
          });
    }
    int number = 0;
    for (JsonNode container : containers) {
      for (int child = 0; child < container.size(); child++) {
        for (String junk : JUNK) {
          if (chosen()) {
            sealed(
                "value", name, number++, put.apply(bytes(replaced(tree, container, child, junk))));
          }
        }
        sealed("value removed", name, number++, put.apply(bytes(removed(tree, container, child))));
        if (container instanceof ObjectNode object) {
          String key = names(object).get(child);
          String doubled =
              text(tree)
                  .replaceFirst(
                      java.util.regex.Pattern.quote("\"" + key + "\":"),
                      java.util.regex.Matcher.quoteReplacement(
                          "\"" + key + "\":0,\"" + key + "\":"));
          sealed("value twice", name, number++, put.apply(doubled.getBytes(UTF_8)));
          sealed(
              "value renamed",
              name,
              number++,
              put.apply(
                  text(tree).replace("\"" + key + "\":", "\"" + key + "s\":").getBytes(UTF_8)));
        } else {
          sealed("list inflated", name, number++, put.apply(inflated(tree, container, child)));
        }
      }
    }
    for (String deep : List.of("[", "{\"a\":")) {
      sealed("nested", name, number++, put.apply(deep.repeat(1 << 18).getBytes(UTF_8)));
      sealed(
          "nested",
          name,
          number++,
          put.apply(("{\"name\": " + deep.repeat(1 << 18) + "}").getBytes(UTF_8)));
    }
    sealed(
        "long name",
        name,
        number++,
        put.apply(("{\"" + "n".repeat(1 << 20) + "\": 1}").getBytes(UTF_8)));
    sealed(
        "long text",
        name,
        number++,
        put.apply(("{\"name\": \"" + "n".repeat(1 << 22) + "\"}").getBytes(UTF_8)));
    sealed(
        "long number",
        name,
        number++,
        put.apply(("{\"version\": " + "9".repeat(1 << 20) + "}").getBytes(UTF_8)));
    sealed(
        "many values",
        name,
        number++,
        put.apply(("[" + "[],".repeat(1 << 20) + "[]]").getBytes(UTF_8)));
    sealed(
        "many values",
        name,
        number++,
        put.apply(("{\"fields\": [" + "{},".repeat(1 << 20) + "{}]}").getBytes(UTF_8)));
    sealed("empty", name, number, put.apply(new byte[0]));
  }

  /** The header of a safetensors file as JSON, its length made to fit; and lengths that do not. */
  private void tensors(String name) {
    byte[] file = good.file(name);
    int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header = Arrays.copyOfRange(file, 8, 8 + length);
    byte[] data = Arrays.copyOfRange(file, 8 + length, file.length);
    json(name, header, changed -> good.with(name, safetensors(changed.length, changed, data)));
    for (long claimed :
        new long[] {
          0, 1, length - 1, length + 1, file.length, 1L << 31, 1L << 40, Long.MAX_VALUE, -1
        }) {
      sealed(
          "header length",
          name,
          (int) claimed,
          good.with(name, safetensors(claimed, header, data)));
    }
    String text = new String(header, UTF_8);
    for (int i = 0; i < data.length; i += 4) {
      for (int bits : new int[] {0x7F800000, 0xFF800000, 0x7FC00000, 0x7F7FFFFF, 0xFF7FFFFF, 1}) {
        byte[] changed = data.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(i, bits);
        if (chosen() || i == 0) {
          sealed("weight", name, i, good.with(name, safetensors(length, header, changed)));
        }
      }
    }
    // Tensors that exchange their data: the offsets of one pair of the same size after another.
    List<String> offsets = new ArrayList<>();
    java.util.regex.Matcher pairs =
        java.util.regex.Pattern.compile("\"data_offsets\":\\[\\d+,\\d+]").matcher(text);
    while (pairs.find()) {
      offsets.add(pairs.group());
    }
    for (int a = 0; a < offsets.size(); a++) {
      for (int b = 0; b < a; b++) {
        String swapped =
            text.replace(offsets.get(a), "@")
                .replace(offsets.get(b), offsets.get(a))
                .replace("@", offsets.get(b));
        sealed(
            "tensors exchanged",
            name,
            a * 100 + b,
            good.with(name, safetensors(length, swapped.getBytes(UTF_8), data)));
      }
    }
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 30_000; i++) {
      many.append("\"")
          .append(i)
          .append("\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},");
    }
    byte[] manyBytes = many.append("\"x\":{}}").toString().getBytes(UTF_8);
    sealed(
        "many tensors", name, 0, good.with(name, safetensors(manyBytes.length, manyBytes, data)));
  }

  private static byte[] safetensors(long claimed, byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(claimed)
        .put(header)
        .put(data)
        .array();
  }

  /** The lines of a vocabulary repeated, removed, exchanged, emptied. */
  private void lines(String name) {
    List<String> lines = new String(good.file(name), UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      List<List<String>> variants = new ArrayList<>();
      for (String text :
          List.of(
              "",
              "\\",
              "\\x",
              "\\n",
              "a\tb",
              "\uFFFF",
              lines.getFirst(),
              "new",
              "9".repeat(1 << 20))) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(i, text);
        variants.add(changed);
      }
      List<String> shorter = new ArrayList<>(lines);
      shorter.remove(i);
      variants.add(shorter);
      List<String> longer = new ArrayList<>(lines);
      longer.add(i, "another");
      variants.add(longer);
      for (List<String> variant : variants) {
        sealed(
            "line", name, i, good.with(name, (String.join("\n", variant) + "\n").getBytes(UTF_8)));
      }
    }
    sealed("many lines", name, 0, good.with(name, "\n".repeat(1 << 20).getBytes(UTF_8)));
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      many.append(i).append('\n');
    }
    sealed("many lines", name, 1, good.with(name, many.toString().getBytes(UTF_8)));
  }

  /** The manifest itself with a checksum that fits. */
  private void manifest() {
    String body = good.manifestBody();
    for (int bit = 0; bit < body.length() * 8; bit++) {
      if (chosen()) {
        String changed = new String(flipped(body.getBytes(ISO_8859_1), bit), ISO_8859_1);
        manifest("flipped bit", bit, changed);
      }
    }
    for (int i = 0; i < body.length(); i++) {
      if (chosen()) {
        manifest("truncated", i, body.substring(0, i));
      }
    }
    String file = body.lines().filter(line -> line.startsWith("    {")).findFirst().orElseThrow();
    int number = 0;
    for (String to :
        List.of(
            "",
            file + ",\n" + file,
            "    {}",
            "    null",
            file.replaceFirst("\"path\": \"", "$0../"),
            file.replaceFirst("\"path\": \"", "$0/"),
            file.replaceFirst("size\": ", "$0" + "9".repeat(17)),
            file.replaceFirst("size\": \\d+", "size\": 0"),
            file.replaceFirst("size\": ", "$0-"),
            file.replaceFirst("sha256|crc32c", "md5"),
            "    " + "[".repeat(1 << 20))) {
      manifest("file described", number++, body.replace(file, to));
    }
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      many.append(
          "    {\"path\": \"f%05d\", \"size\": 0, \"crc32c\": \"00000000\"},\n".formatted(i));
    }
    manifest("many files", 0, body.replace(file, many + file));
    String version =
        body.lines().filter(line -> line.startsWith("  \"version\"")).findFirst().orElseThrow();
    for (String other :
        List.of("0", "-1", "2", "999999999", "9999999999", "1.0", "\"1\"", "null")) {
      manifest("version", 0, body.replace(version, "  \"version\": " + other + ","));
    }
    manifest("format", 0, body.replaceFirst("\"format\": \"[a-z-]+\"", "\"format\": \"other\""));
  }

  private void manifest(String kind, int number, String body) {
    byte[] bytes = FolderContent.sealed(body);
    out.accept(
        new HarmedFolder(
            "sealed, " + kind,
            FolderContent.MANIFEST + " " + number,
            good.with(FolderContent.MANIFEST, bytes),
            "",
            true));
  }

  /** Files that stand under each other's names. */
  private void exchanged(boolean sealed) {
    List<String> names = new ArrayList<>(good.files().keySet());
    for (String a : names) {
      for (String b : names) {
        if (a.compareTo(b) < 0 && !Arrays.equals(good.file(a), good.file(b))) {
          FolderContent swapped = good.with(a, good.file(b)).with(b, good.file(a));
          if (!sealed) {
            out.accept(
                new HarmedFolder(
                    "exchanged",
                    a + " with " + b,
                    swapped,
                    a.equals(FolderContent.MANIFEST) ? a : "",
                    false));
          } else if (!a.equals(FolderContent.MANIFEST) && !b.equals(FolderContent.MANIFEST)) {
            sealed("exchanged", a + " with " + b, 0, swapped);
          }
        }
      }
    }
  }

  private boolean chosen() {
    return every == 1 || random.nextInt(every) == 0;
  }

  private void broken(String kind, String name, int number, byte[] content) {
    out.accept(new HarmedFolder(kind, name + " " + number, good.with(name, content), name, false));
  }

  private void sealed(String kind, String name, int number, FolderContent content) {
    FolderContent repaired =
        content.files().containsKey(FolderContent.MANIFEST)
            ? content.repaired()
            : content.with(FolderContent.MANIFEST, good.file(FolderContent.MANIFEST)).repaired();
    out.accept(new HarmedFolder("sealed, " + kind, name + " " + number, repaired, "", true));
  }

  private static byte[] flipped(byte[] content, int bit) {
    byte[] changed = content.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }

  /** A few bytes changed, repeated, moved or cut out. */
  private byte[] scrambled(byte[] content) {
    byte[] bytes = content.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 ->
            System.arraycopy(bytes, at, bytes, random.nextInt(bytes.length - length + 1), length);
        case 2 -> {
          byte[] cut = new byte[bytes.length - length];
          System.arraycopy(bytes, 0, cut, 0, at);
          System.arraycopy(bytes, at + length, cut, at, cut.length - at);
          bytes = cut;
        }
        default -> {
          byte[] longer = new byte[bytes.length + length];
          System.arraycopy(bytes, 0, longer, 0, at + length);
          System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }

  private static JsonNode replaced(JsonNode tree, JsonNode container, int child, String junk) {
    return changed(
        tree,
        container,
        copy -> {
          if (copy instanceof ArrayNode array) {
            array.set(child, tree(junk.getBytes(UTF_8)));
          } else if (copy instanceof ObjectNode object) {
            object.set(names(object).get(child), tree(junk.getBytes(UTF_8)));
          }
        });
  }

  private static JsonNode removed(JsonNode tree, JsonNode container, int child) {
    return changed(
        tree,
        container,
        copy -> {
          if (copy instanceof ArrayNode array) {
            array.remove(child);
          } else if (copy instanceof ObjectNode object) {
            object.remove(names(object).get(child));
          }
        });
  }

  /** An element of a list as often as makes 200 kB. */
  private static byte[] inflated(JsonNode tree, JsonNode container, int child) {
    JsonNode element = container.get(child);
    int times = 200_000 / (element.toString().length() + 1);
    return bytes(
        changed(
            tree,
            container,
            copy -> {
              for (int i = 0; i < times; i++) {
                ((ArrayNode) copy).add(element);
              }
            }));
  }

  /** A copy of the tree with the copy of one of its containers changed. */
  private static JsonNode changed(JsonNode tree, JsonNode container, Consumer<JsonNode> change) {
    if (tree == container) {
      JsonNode copy = tree.deepCopy();
      change.accept(copy);
      return copy;
    }
    if (tree instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object
          .properties()
          .forEach(e -> copy.set(e.getKey(), changed(e.getValue(), container, change)));
      return copy;
    }
    if (tree instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(element -> copy.add(changed(element, container, change)));
      return copy;
    }
    return tree;
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode tree(byte[] text) {
    try {
      return JSON.readTree(new String(text, UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text(JsonNode tree) {
    return tree.toString();
  }

  private static byte[] bytes(JsonNode tree) {
    return tree.toString().getBytes(UTF_8);
  }
}
