package io.esmm.cli;

import io.esmm.data.prepared.PreparedSet;
import io.esmm.faults.FaultyDisk;
import io.esmm.model.EsmmModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that store something, as tests of storage give them in a {@link TinyProject}. */
enum StoringCommand {
  /** Raw rows into a prepared set; a row is set aside, so that there is a file of those too. */
  PREPARE,
  /** Prepared rows into a model, with a checkpoint on the way and a report behind it. */
  TRAIN;

  private static final String POLICY = "\"policy\": {\"funnelViolation\": \"drop\"},";

  /** What must be there before the command is given. */
  void setUp(TinyProject project) {
    // A purchase without its click is set aside.
    project.replace("rows.csv", "\nr1,u0,i7,1.5,red|t1,0,0", "\nr1,u0,i7,1.5,red|t1,0,1");
    project.replace("esmm.json", "\"key\": \"id\",", "\"key\": \"id\", " + POLICY);
    project.replace(
        "esmm.json", "\"epochs\": 2", "\"epochs\": 1, \"checkpoint\": {\"everySteps\": 4}");
    if (this == TRAIN) {
      PREPARE.run(project, FaultyDisk.sound(), project.path("rows"), 1).succeeds();
      String json = project.read("esmm.json");
      int from = json.indexOf("\"data\":");
      int to = json.indexOf("\"fields\":");
      project.write(
          "esmm.json",
          json.substring(0, from)
              + "\"data\": {\"train\": \"rows/train\", \"test\": \"rows/test\"},\n"
              + json.substring(to));
    }
  }

  /** The arguments; another seed gives other bytes. */
  List<String> arguments(TinyProject project, Path out, int seed) {
    List<String> arguments = new ArrayList<>();
    String config = project.config().toString();
    switch (this) {
      case PREPARE -> {
        arguments.addAll(List.of("prepare", config, "--out", out.toString()));
        arguments.addAll(List.of("--set", "data.split.test=" + 0.25 * seed));
      }
      case TRAIN -> {
        arguments.addAll(List.of("train", config, "--out", out.toString(), "--threads", "1"));
        arguments.addAll(List.of("--set", "training.seed=" + seed));
      }
    }
    return arguments;
  }

  /** Gives the command in this process, on a disk. */
  CommandRun run(TinyProject project, FaultyDisk disk, Path out, int seed) {
    return CommandRun.on(disk.fileSystem(), arguments(project, out, seed).toArray());
  }

  /** Reads what the command stored; fails unless it is whole. */
  void load(Path out) {
    switch (this) {
      case PREPARE -> {
        for (String split : List.of("train", "test")) {
          try (PreparedSet set = PreparedSet.open(out.resolve(split))) {
            set.verify();
          }
        }
      }
      case TRAIN -> EsmmModel.load(out);
    }
  }
}
