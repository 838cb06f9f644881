package io.esmm.cli;

import io.esmm.faults.FaultyDisk;
import java.io.PrintWriter;
import java.util.Arrays;

/**
 * A process that runs a command of {@code esmm} and, at one change of the disk, says so and waits
 * to be killed: for {@link KillPointsTest}. Arguments: the number of the change, or 0 for none, and
 * those of the command.
 */
final class PausingCommand {
  private PausingCommand() {}

  public static void main(String[] args) {
    long change = Long.parseLong(args[0]);
    FaultyDisk disk =
        change == 0 ? FaultyDisk.sound() : FaultyDisk.pausing(change, System.out::println);
    PrintWriter out = new PrintWriter(System.out, true);
    String[] command = Arrays.copyOfRange(args, 1, args.length);
    System.exit(new EsmmCommandLine(out, out, disk.fileSystem()).run(command));
  }
}
