package io.esmm.data.prepared;

import io.esmm.field.TokenTable;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.ChecksumKind;
import io.esmm.storage.OutputFile;

/**
 * Writes a group column: each row's group as a number, and the values in the order of their
 * numbers.
 */
final class GroupWriter {
  private final GroupColumn column;
  private final TokenTable values = new TokenTable();
  private final OutputFile ids;
  private final TextWriter texts;

  GroupWriter(AtomicFolder folder, int group, GroupColumn column) {
    this.column = column;
    this.ids = folder.newFile(ColumnFileNames.groupIds(group), ChecksumKind.CRC32C);
    this.texts = new TextWriter(folder, ColumnFileNames.groupValues(group));
  }

  GroupColumn column() {
    return column;
  }

  void append(String value) {
    int known = values.size();
    int id = values.add(value);
    if (id == known) {
      texts.append(value);
    }
    ids.writeInt(id);
  }

  PreparedFile.StoredGroup finish() {
    ids.close();
    texts.finish();
    return new PreparedFile.StoredGroup(column.name(), column.level(), values.size());
  }
}
