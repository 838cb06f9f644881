package io.esmm.storage;

import io.esmm.problem.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Turns a failure of the storage into words for the user: the path, what happened, the remedy. */
public final class IoProblems {
  private static final List<String> NO_SPACE =
      List.of("no space left", "quota exceeded", "not enough space", "disk is full");

  private IoProblems() {}

  /** A file or folder could not be written. */
  public static ProblemException writing(Path path, IOException cause) {
    return problem(path, "cannot be written", cause);
  }

  /** A file or folder could not be read. */
  public static ProblemException reading(Path path, IOException cause) {
    return problem(path, "cannot be read", cause);
  }

  /** A file or folder could not be removed. */
  public static ProblemException removing(Path path, IOException cause) {
    return problem(path, "cannot be removed", cause);
  }

  private static ProblemException problem(Path path, String failed, IOException cause) {
    return new ProblemException(
        path.toString(), failed + ": " + reason(cause), remedy(cause), cause);
  }

  private static String reason(IOException e) {
    if (isOutOfSpace(e)) {
      return "no space left on its disk";
    }
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "there is a file of this name already";
      case NotDirectoryException _ -> "it is not a folder";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static String remedy(IOException e) {
    if (isOutOfSpace(e)) {
      return "free space there or choose another place";
    }
    return switch (e) {
      case NoSuchFileException _ -> "check the path";
      case AccessDeniedException _ -> "check its permissions or choose another place";
      case FileAlreadyExistsException _ -> "remove it or choose another place";
      default -> "check the disk and the path";
    };
  }

  private static boolean isOutOfSpace(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return NO_SPACE.stream().anyMatch(message::contains);
  }
}
