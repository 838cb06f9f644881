package io.esmm.data.prepare;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.esmm.data.raw.Rejection;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.IoProblems;
import io.esmm.storage.OutputFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * {@code set-aside.csv}: reason, detail, place and text of every row that is not used. There is no
 * file if all are. Control characters stand as {@code \x01}, long texts are cut.
 */
final class SetAsideFile implements SetAside, AutoCloseable {
  static final String NAME = "set-aside.csv";
  private static final int LONGEST_TEXT = 500;

  private final AtomicFolder folder;
  private @Nullable OutputFile file;
  private @Nullable CsvWriter writer;

  SetAsideFile(AtomicFolder folder) {
    this.folder = folder;
  }

  @Override
  public void add(Rejection why, String place, String text) {
    CsvWriter open = writer;
    if (open == null) {
      file = folder.newFile(NAME, ChecksumKind.CRC32C);
      open = CsvWriter.builder().build(new OutputStreamWriter(file, StandardCharsets.UTF_8));
      open.writeRecord("reason", "detail", "place", "text");
      writer = open;
    }
    open.writeRecord(why.reason(), visible(why.detail()), place, visible(text));
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST_TEXT); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t') {
        visible.append(String.format("\\x%02x", (int) c));
      } else {
        visible.append(c);
      }
    }
    return text.length() > LONGEST_TEXT ? visible.append("...").toString() : visible.toString();
  }

  /** Completes the file, if there is one. */
  void finish() {
    if (writer != null) {
      try {
        writer.close();
      } catch (IOException e) {
        throw IoProblems.writing(folder.path().resolve(NAME), e);
      }
      writer = null;
    }
  }

  /** Gives the file up, unless it was finished. */
  @Override
  public void close() {
    if (writer != null && file != null) {
      writer = null;
      try {
        file.close();
      } catch (ProblemException e) {
        // Whatever ended the run comes first; the folder is removed.
      }
    }
  }
}
