package io.esmm.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The release, as the jar's manifest states it. */
public final class ReleaseVersion implements IVersionProvider {

  /** The release, or "development" for classes that come from no jar. */
  public static String text() {
    @Nullable Package home = ReleaseVersion.class.getPackage();
    @Nullable String version = home == null ? null : home.getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"esmm " + text()};
  }
}
