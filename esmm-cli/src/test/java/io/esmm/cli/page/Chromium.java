package io.esmm.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pages as headless Chromium shows them. They may run no script themselves, so another page ({@code
 * observer.js}) holds them in frames of the asked width, looks at them from outside and writes down
 * what it saw.
 */
final class Chromium {
  /** As wide as a small phone. */
  static final int PHONE = 360;

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Path folder;

  /**
   * @param folder for what is needed on the way
   */
  Chromium(Path folder) {
    this.folder = folder;
  }

  /** Where the pages are looked at. */
  enum Light {
    /** A reader who prefers light pages. */
    LIGHT(1),
    /** A reader who prefers dark ones. */
    DARK(0),
    /**
     * Paper: what the page's style sheet says of print holds, for a reader who prefers the dark.
     */
    PAPER(0);

    private final int scheme;

    Light(int scheme) {
      this.scheme = scheme;
    }
  }

  /**
   * Ends the test as skipped where there is no Chromium; {@code .ci/run} lists what was skipped.
   */
  static void assume() {
    assumeTrue(binary().isPresent(), "no Chromium: install it, or name it in ESMM_CHROMIUM");
  }

  private static Optional<Path> binary() {
    String named = System.getenv("ESMM_CHROMIUM");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Shows pages and expects that the browser has nothing to complain about.
   *
   * @param pages HTML by name
   * @param width of the frames in pixels
   * @return what was seen of each, as {@code observer.js} says
   */
  Map<String, JsonNode> look(Map<String, String> pages, int width, Light light)
      throws IOException, InterruptedException {
    StringBuilder frames = new StringBuilder();
    for (Map.Entry<String, String> page : pages.entrySet()) {
      String file = page.getKey() + ".html";
      Files.writeString(folder.resolve(file), page.getValue());
      frames.append("<iframe src=\"%s\" style=\"width:%dpx\"></iframe>\n".formatted(file, width));
    }
    Path observer = folder.resolve("observer.html");
    Files.writeString(
        observer,
        "<!doctype html><meta charset=\"utf-8\"><style>iframe{border:0;height:3000px}</style>"
            + "<body style=\"margin:0\">\n"
            + frames
            + "<pre id=\"seen\"></pre><script>const onPaper = "
            + (light == Light.PAPER)
            + ";\n"
            + script()
            + "</script>");
    String dom =
        run(
            List.of(
                "--allow-file-access-from-files",
                "--blink-settings=preferredColorScheme=" + light.scheme,
                "--dump-dom",
                observer.toUri().toString()));
    Matcher text = Pattern.compile("<pre id=\"seen\">(.*?)</pre>", Pattern.DOTALL).matcher(dom);
    assertThat(text.find()).as(dom.substring(0, Math.min(2000, dom.length()))).isTrue();
    JsonNode all =
        new ObjectMapper()
            .readTree(
                text.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    Map<String, JsonNode> seen = new LinkedHashMap<>();
    pages.keySet().forEach(name -> seen.put(name, all.path(seen.size())));
    return seen;
  }

  /** One page. */
  JsonNode look(String page, int width, Light light) throws IOException, InterruptedException {
    return look(Map.of("page", page), width, light).values().iterator().next();
  }

  private static String script() throws IOException {
    try (InputStream in = Chromium.class.getResourceAsStream("observer.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Prints a page as PDF. */
  byte[] print(String page) throws IOException, InterruptedException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page);
    Path pdf = folder.resolve("page.pdf");
    run(List.of("--no-pdf-header-footer", "--print-to-pdf=" + pdf, file.toUri().toString()));
    return Files.readAllBytes(pdf);
  }

  private String run(List<String> arguments) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "profile");
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    List<String> command = new ArrayList<>(List.of(binary().orElseThrow().toString()));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--enable-logging=stderr",
            "--v=0",
            "--user-data-dir=" + profile));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.to(out.toFile()))
            .redirectError(Redirect.to(err.toFile()))
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String complaints = Files.readString(err);
    assertThat(ended).as(complaints).isTrue();
    assertThat(process.exitValue()).as(complaints).isZero();
    assertThat(complaints).doesNotContain("CONSOLE");
    return Files.readString(out);
  }
}
