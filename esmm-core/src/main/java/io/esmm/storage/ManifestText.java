package io.esmm.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest as text. It is JSON, in one exact form: three lines of head, one line for each file,
 * and a tail with the SHA-256 of everything before the tail. A text in any other form is refused,
 * so there is no second reading of it: no duplicate key, no unknown one, no nesting, no number out
 * of range.
 */
final class ManifestText {
  /** No text is longer; checked before it is read. */
  static final int MAX_BYTES = 8 << 20;

  private static final String TAIL_START = ",\n  \"manifestSha256\": \"";
  private static final String TAIL_END = "\"\n}\n";
  private static final int TAIL =
      TAIL_START.length() + ChecksumKind.SHA256.digits() + TAIL_END.length();

  private static final Pattern HEAD =
      Pattern.compile(
          "\\{\n  \"format\": \"([a-z][a-z0-9-]{0,63})\",\n"
              + "  \"version\": ([1-9][0-9]{0,8}),\n"
              + "  \"since\": \"([0-9A-Za-z.+-]{1,64})\",\n");
  private static final String FILES_START = "  \"files\": [\n";
  private static final String FILES_END = "\n  ]";
  private static final Pattern FILE =
      Pattern.compile(
          "    \\{\"path\": \"([A-Za-z0-9._/-]{1,200})\", \"size\": (0|[1-9][0-9]{0,17}), "
              + "\"(sha256|crc32c)\": \"([0-9a-f]{8,64})\"}");

  private ManifestText() {}

  /** The bytes of a manifest file. */
  static byte[] write(Manifest manifest) {
    FolderFormat format = manifest.format();
    StringBuilder text = new StringBuilder();
    text.append("{\n  \"format\": \"").append(format.name());
    text.append("\",\n  \"version\": ").append(format.version());
    text.append(",\n  \"since\": \"").append(format.since()).append("\",\n");
    text.append(FILES_START);
    String separator = "";
    for (ManifestEntry file : manifest.files()) {
      text.append(separator).append("    {\"path\": \"").append(file.path());
      text.append("\", \"size\": ").append(file.size());
      text.append(", \"").append(file.checksum().kind().jsonName());
      text.append("\": \"").append(file.checksum().hex()).append("\"}");
      separator = ",\n";
    }
    text.append(FILES_END);
    byte[] body = text.toString().getBytes(StandardCharsets.US_ASCII);
    String sha256 = Checksummer.of(ChecksumKind.SHA256, body).hex();
    text.append(TAIL_START).append(sha256).append(TAIL_END);
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The format that a text claims. Its place at the front never changes, so that any release can
   * name the one that is needed.
   *
   * @throws Damaged if the text was altered or is no manifest
   */
  static FolderFormat format(byte[] bytes) throws Damaged {
    if (bytes.length <= TAIL) {
      throw new Damaged("it is too short for a manifest");
    }
    int bodyLength = bytes.length - TAIL;
    Checksummer sha256 = new Checksummer(ChecksumKind.SHA256);
    sha256.update(bytes, 0, bodyLength);
    String tail = new String(bytes, bodyLength, TAIL, StandardCharsets.ISO_8859_1);
    if (!tail.equals(TAIL_START + sha256.finish().hex() + TAIL_END)) {
      throw new Damaged("its content does not fit its own checksum");
    }
    Matcher head = HEAD.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    if (!head.lookingAt()) {
      throw new Damaged("it does not start with format, version and since");
    }
    return new FolderFormat(group(head, 1), Integer.parseInt(group(head, 2)), group(head, 3));
  }

  /** Reads a manifest of this release's form. */
  static Manifest read(byte[] bytes) throws Damaged {
    FolderFormat format = format(bytes);
    String body = new String(bytes, 0, bytes.length - TAIL, StandardCharsets.ISO_8859_1);
    Matcher head = HEAD.matcher(body);
    if (!head.lookingAt()) {
      throw new Damaged("it does not start with format, version and since");
    }
    int listStart = head.end() + FILES_START.length();
    int listEnd = body.length() - FILES_END.length();
    if (listStart > listEnd
        || !body.startsWith(FILES_START, head.end())
        || !body.endsWith(FILES_END)) {
      throw new Damaged("its list of files is not in the form of version " + format.version());
    }
    List<ManifestEntry> files = new ArrayList<>();
    for (int from = listStart; from < listEnd; ) {
      int end = body.indexOf(",\n", from);
      end = end < 0 || end > listEnd ? listEnd : end;
      if (files.size() == Manifest.MAX_FILES) {
        throw new Damaged("it lists more than " + Manifest.MAX_FILES + " files");
      }
      files.add(file(body.substring(from, end), files.size() + 1));
      from = end == listEnd ? listEnd : end + ",\n".length();
    }
    Manifest manifest;
    try {
      manifest = new Manifest(format, files);
    } catch (IllegalArgumentException e) {
      throw new Damaged(Objects.requireNonNullElse(e.getMessage(), "its list of files is wrong"));
    }
    if (!Arrays.equals(write(manifest), bytes)) {
      throw new Damaged(
          "its list of files is not sorted or not in the form of version " + format.version());
    }
    return manifest;
  }

  private static ManifestEntry file(String line, int number) throws Damaged {
    Matcher match = FILE.matcher(line);
    if (!match.matches()) {
      throw new Damaged("its file " + number + " is not described as path, size and checksum");
    }
    ChecksumKind kind =
        group(match, 3).equals("sha256") ? ChecksumKind.SHA256 : ChecksumKind.CRC32C;
    try {
      Checksum checksum = new Checksum(kind, group(match, 4));
      return new ManifestEntry(group(match, 1), Long.parseLong(group(match, 2)), checksum);
    } catch (IllegalArgumentException e) {
      throw new Damaged("its file " + number + " is wrong: " + e.getMessage());
    }
  }

  private static String group(Matcher matcher, int number) {
    return Objects.requireNonNull(matcher.group(number));
  }

  /** A text that is no manifest, and why; completes the sentence that starts with its name. */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Damaged(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
