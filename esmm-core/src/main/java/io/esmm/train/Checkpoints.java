package io.esmm.train;

import io.esmm.graph.Weights;
import io.esmm.problem.Problem;
import io.esmm.problem.ProblemException;
import io.esmm.storage.AtomicFolder;
import io.esmm.storage.RunFolder;
import io.esmm.storage.StoredFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link CheckpointFolder} in the hands of one run. Not thread-safe. */
final class Checkpoints implements AutoCloseable {
  private static final String WEIGHTS = "weights.safetensors";
  private static final String FIRST = "first.safetensors";
  private static final String SECOND = "second.safetensors";
  private static final String BEST = "best.safetensors";
  private static final int LARGEST_JSON = 16 << 20;

  private final RunFolder folder;
  private final SortedMap<String, String> run;
  private final List<ProblemException> damaged = new ArrayList<>();

  /**
   * A checkpoint on the disk, found unharmed.
   *
   * @param folder verified
   * @param state where training stood
   */
  record Stored(StoredFolder folder, RunState state) {
    Path path() {
      return folder.path();
    }

    boolean hasBest() {
      return folder.has(BEST);
    }

    /** Reads weights and moments, bit for bit. */
    void read(OptimizerState into) {
      readWeights(WEIGHTS, into.weights());
      CheckpointTensors.read(
          folder.file(FIRST), into.first(), Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
      // A sum or mean of squares.
      CheckpointTensors.read(folder.file(SECOND), into.second(), 0, Float.POSITIVE_INFINITY);
    }

    void readBest(Weights into) {
      readWeights(BEST, into);
    }

    private void readWeights(String name, Weights into) {
      CheckpointTensors.read(folder.file(name), into, -Float.MAX_VALUE, Float.MAX_VALUE);
    }
  }

  private Checkpoints(RunFolder folder, SortedMap<String, String> run) {
    this.folder = folder;
    this.run = run;
  }

  /**
   * Takes the folder's lock.
   *
   * @param run what a checkpoint must have been made with, by name
   */
  static Checkpoints claim(CheckpointFolder place, SortedMap<String, String> run) {
    return new Checkpoints(RunFolder.claim(place.path()), new TreeMap<>(run));
  }

  /**
   * The latest checkpoint that is unharmed; empty if there is none at all.
   *
   * @throws ProblemException if it is of another run, or there are some and none is unharmed
   */
  Optional<Stored> newest() {
    damaged.clear();
    for (String name : names().reversed()) {
      Path path = folder.path().resolve(name);
      StoredFolder stored;
      CheckpointFile file;
      RunState state;
      try {
        stored = StoredFolder.open(path, CheckpointFolder.FORMAT, StoredFolder.Check.EVERYTHING);
        Path shown = stored.file(CheckpointFile.NAME);
        file = CheckpointFile.read(stored.read(CheckpointFile.NAME, LARGEST_JSON), shown);
        state = file.state(shown);
        requireName(name, state, shown);
      } catch (ProblemException e) {
        damaged.add(e);
        continue;
      }
      requireSameRun(file.run());
      return Optional.of(new Stored(stored, state));
    }
    if (!damaged.isEmpty()) {
      throw new ProblemException(
          Stream.concat(
                  damaged.stream().flatMap(e -> e.problems().stream()),
                  Stream.of(
                      new Problem(
                          folder.path().toString(),
                          "holds no checkpoint that can be read",
                          "start anew: remove the folder, or train with --fresh")))
              .toList());
    }
    return Optional.empty();
  }

  /** What is wrong with checkpoints later than the one that {@link #newest} gave. */
  List<ProblemException> damaged() {
    return List.copyOf(damaged);
  }

  /** Removes the checkpoints after this step: damaged, or about to be written again. */
  void removeAfter(long step) {
    for (String name : names().tailSet(name(step + 1))) {
      folder.remove(name);
    }
  }

  /**
   * Writes a checkpoint; when it is on the disk, all but the latest are removed.
   *
   * @param keep how many stay
   * @return its folder
   */
  Path write(RunState state, OptimizerState values, @Nullable Weights best, int keep) {
    Path path = folder.path().resolve(name(state.steps()));
    try (AtomicFolder out = AtomicFolder.create(path, CheckpointFolder.FORMAT)) {
      out.write(CheckpointFile.NAME, CheckpointFile.of(run, state).text());
      CheckpointTensors.write(values.weights(), out, WEIGHTS);
      CheckpointTensors.write(values.first(), out, FIRST);
      CheckpointTensors.write(values.second(), out, SECOND);
      if (best != null) {
        CheckpointTensors.write(best, out, BEST);
      }
      out.commit();
    }
    List<String> all = List.copyOf(names());
    for (String old : all.subList(0, Math.max(0, all.size() - keep))) {
      folder.remove(old);
    }
    return path;
  }

  @Override
  public void close() {
    folder.close();
  }

  private SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(folder.names());
    names.removeIf(name -> !CheckpointFolder.NAME.matcher(name).matches());
    return names;
  }

  private static String name(long step) {
    return String.format(Locale.ROOT, "step-%012d", step);
  }

  /** A checkpoint whose state is of another step is another one under this name. */
  private static void requireName(String name, RunState state, Path shown) {
    if (!name.equals(name(state.steps()))) {
      throw new ProblemException(
          shown.toString(),
          "is that of step [" + state.steps() + "], not of " + name,
          "remove the checkpoint");
    }
  }

  private void requireSameRun(SortedMap<String, String> stored) {
    List<String> others =
        run.keySet().stream().filter(k -> !Objects.equals(run.get(k), stored.get(k))).toList();
    if (!others.isEmpty()) {
      throw new ProblemException(
          folder.path().toString(),
          "holds the checkpoints of another training, which differs in " + others,
          "finish that one as it was begun, name another folder, or start anew with --fresh,"
              + " which removes them");
    }
  }
}
