package io.esmm.train;

import io.esmm.problem.ProblemException;
import io.esmm.storage.FolderFormat;
import io.esmm.storage.RunFolder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a training writes down where it stands, and finds it again when it is started once more: a
 * folder with a stored folder for each of the latest checkpoints. Each appears whole or not at all,
 * and an older one is removed only when a newer one is on the disk.
 *
 * <pre>{@code
 * CheckpointFolder checkpoints = CheckpointFolder.of(Path.of("build/model.checkpoints"));
 * Weights weights = trainer.withCheckpoints(checkpoints).train(rows).weights();
 * // ... save the model ...
 * checkpoints.remove();
 * }</pre>
 *
 * <p>A training that goes on gives the bits of one that was never interrupted. So a checkpoint is
 * refused by a training that differs in anything the bits depend on: fields, towers, objective,
 * optimizer, rows, kernels, and what {@link #requiring} adds. Immutable; one run at a time may work
 * in the folder.
 */
public final class CheckpointFolder {
  static final FolderFormat FORMAT = new FolderFormat("esmm-checkpoint", 1, "0.1.0");

  /** A checkpoint's name: its step, so that the order of names is that of steps. */
  static final Pattern NAME = Pattern.compile("step-[0-9]{12}");

  private final Path path;
  private final SortedMap<String, String> required;

  private CheckpointFolder(Path path, SortedMap<String, String> required) {
    this.path = path;
    this.required = Collections.unmodifiableSortedMap(required);
  }

  /** A folder, which need not exist yet and should hold nothing else. */
  public static CheckpointFolder of(Path path) {
    return new CheckpointFolder(path, new TreeMap<>());
  }

  /**
   * A folder whose checkpoints fit only if this has the same value.
   *
   * @param part what it is, for a message: {@code configuration}
   * @param value in full; a digest of it is stored
   */
  public CheckpointFolder requiring(String part, String value) {
    SortedMap<String, String> more = new TreeMap<>(required);
    more.put(part, RunIdentity.sha256(value));
    return new CheckpointFolder(path, more);
  }

  /** The folder, as it was given to {@link #of}. */
  public Path path() {
    return path;
  }

  /**
   * Whether a training that was interrupted left a checkpoint here.
   *
   * @throws ProblemException if it was made with another value of what {@link #requiring} asks for,
   *     no checkpoint can be read, or another run works here
   */
  public boolean isInUse() {
    try (Checkpoints checkpoints = Checkpoints.claim(this, required)) {
      return checkpoints.newest().isPresent();
    }
  }

  /**
   * Removes all checkpoints, as when the model is saved or a training is to start anew, and the
   * folder, unless it holds something else.
   *
   * @throws ProblemException if another run works here, or the storage fails
   */
  public void remove() {
    try (RunFolder folder = RunFolder.claim(path)) {
      for (String name : folder.names()) {
        if (NAME.matcher(name).matches()) {
          folder.remove(name);
        }
      }
      folder.removeIfEmpty();
    }
  }

  SortedMap<String, String> required() {
    return required;
  }
}
