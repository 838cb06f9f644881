package io.esmm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page as headless Chromium shows it. The page itself may run no script, so another page holds it
 * in a frame of the asked width, looks at it from outside and writes down what it saw.
 */
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final String OBSERVER =
      """
      <!doctype html><meta charset="utf-8"><body style="margin:0">
      <iframe id="page" src="page.html" style="border:0;width:%dpx;height:3000px"></iframe>
      <pre id="seen"></pre>
      <script>
      addEventListener('load', () => {
        const frame = document.getElementById('page');
        const page = frame.contentDocument;
        const number = d => Number(d.value);
        const drawn = svg => [...svg.querySelectorAll('.line,.solid-line,.area,.mark')]
          .map(mark => mark.getBBox()).filter(box => box.width + box.height > 0).length;
        document.getElementById('seen').textContent = JSON.stringify({
          width: page.documentElement.scrollWidth,
          background: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
          requests: frame.contentWindow.performance.getEntriesByType('resource').map(e => e.name),
          scripts: page.scripts.length,
          images: page.images.length,
          charts: [...page.querySelectorAll('figure')].map(figure => ({
            title: figure.querySelector('figcaption').textContent,
            drawn: drawn(figure.querySelector('svg')),
            numbers: figure.querySelectorAll('details tbody tr').length})),
          data: [...page.querySelectorAll('td data')].map(number)
        });
      });
      </script>
      """;

  private Chromium() {}

  /** Ends the test as skipped where there is no Chromium. */
  public static void assume() {
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
   * Shows a page and expects that the browser has nothing to complain about.
   *
   * @param page HTML
   * @param folder for what is needed on the way
   * @param width of the frame in pixels
   * @param dark whether the reader prefers dark pages
   * @return what was seen, as the names in {@link #OBSERVER} say
   */
  public static JsonNode look(String page, Path folder, int width, boolean dark)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("page.html"), page);
    Path observer = folder.resolve("observer.html");
    Files.writeString(observer, OBSERVER.formatted(width));
    String dom =
        run(
            folder,
            List.of(
                "--allow-file-access-from-files",
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                "--dump-dom",
                observer.toUri().toString()));
    Matcher seen = Pattern.compile("<pre id=\"seen\">(.*?)</pre>", Pattern.DOTALL).matcher(dom);
    assertThat(seen.find()).as(dom.substring(0, Math.min(2000, dom.length()))).isTrue();
    String text = seen.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return new ObjectMapper().readTree(text);
  }

  /** Prints a page as PDF. */
  public static byte[] print(String page, Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, page);
    Path pdf = folder.resolve("page.pdf");
    run(
        folder,
        List.of("--no-pdf-header-footer", "--print-to-pdf=" + pdf, file.toUri().toString()));
    return Files.readAllBytes(pdf);
  }

  private static String run(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
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
